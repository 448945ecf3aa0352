package dev.limner.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Estimate;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.cluster.KMeans.Options;
import dev.limner.models.statistics.Moments;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KMeansTest {
    private static final JsonNode GOLDEN = Golden.json("sklearn.json");

    @Test
    void rfmMatchesScikitLearnWithTwoToTenClusters() {
        for (Map.Entry<String, JsonNode> entry :
                GOLDEN.get("rfm_kmeans_ninit50").properties()) {
            int k = Integer.parseInt(entry.getKey());
            JsonNode golden = entry.getValue();
            KMeans fit = KMeans.fit(Rfm.ROWS, new Options(k, 50, 300, 0), new Random(1), Progress.SILENT);
            double inertia = golden.get("inertia").asDouble();
            assertThat(fit.inertia()).as("k = " + k).isLessThanOrEqualTo(inertia * 1.0001);
            if (Math.abs(fit.inertia() - inertia) < 1e-6) {
                int[] labels = fit.labels();
                if (k == 4) {
                    assertThat(ClusterQuality.silhouette(Rfm.ROWS, labels).orThrow())
                            .isCloseTo(golden.get("silhouette").asDouble(), within(1e-9));
                }
                assertThat(ClusterQuality.daviesBouldin(Rfm.ROWS, labels).orThrow())
                        .isCloseTo(golden.get("davies_bouldin").asDouble(), within(1e-9));
                assertThat(ClusterQuality.calinskiHarabasz(Rfm.ROWS, labels).orThrow())
                        .isCloseTo(golden.get("calinski_harabasz").asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void theFourRfmClustersMatchScikitLearn() {
        KMeans fit = KMeans.fit(Rfm.ROWS, new Options(4, 50, 300, 0), new Random(1), Progress.SILENT);
        JsonNode golden = GOLDEN.get("rfm_kmeans_ninit50").get("4");
        assertThat(fit.inertia()).isCloseTo(golden.get("inertia").asDouble(), within(1e-6));
        double[][] centres = fit.centres();
        Arrays.sort(centres, (a, b) -> Double.compare(a[2], b[2]));
        double[][] expected = Golden.rows(golden.get("centers_z_by_M"));
        for (int c = 0; c < 4; c++) {
            assertThat(centres[c]).containsExactly(expected[c], within(1e-5));
        }
        double sampled = ClusterQuality.sampledSilhouette(Rfm.ROWS, fit.labels(), 1000, new Random(2))
                .orThrow();
        assertThat(sampled).isCloseTo(golden.get("silhouette").asDouble(), within(0.03));
    }

    @Test
    void wholesaleMatchesScikitLearnAndItsChannels() {
        int[] channels = Golden.csv("wholesale_customers.csv").stream()
                .mapToInt(line -> line.getField("channel").equals("Retail") ? 1 : 0)
                .toArray();
        for (Map.Entry<String, JsonNode> entry : GOLDEN.get("wholesale_kmeans").properties()) {
            Options options = Options.defaults(Integer.parseInt(entry.getKey()));
            KMeans fit = KMeans.fit(Rfm.WHOLESALE, options, new Random(3), Progress.SILENT);
            assertThat(fit.inertia())
                    .isLessThanOrEqualTo(entry.getValue().get("inertia").asDouble() * 1.0001);
            if (options.k() == 2) {
                assertThat(ClusterQuality.adjustedRand(fit.labels(), channels))
                        .isCloseTo(entry.getValue().get("ari_vs_channel").asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void aSeedGivesTheSameBitsAgain() {
        KMeans first = KMeans.fit(Rfm.ROWS, Options.defaults(5), new Random(9), Progress.SILENT);
        KMeans second = KMeans.fit(Rfm.ROWS, Options.defaults(5), new Random(9), Progress.SILENT);
        assertThat(first.inertia()).isEqualTo(second.inertia());
        assertThat(first.labels()).containsExactly(second.labels());
        assertThat(first.clusterOf(Rfm.ROWS[7])).isEqualTo(first.labels()[7]);
    }

    @Test
    void batchesComeClose() {
        KMeans full = KMeans.fit(Rfm.ROWS, Options.defaults(4), new Random(1), Progress.SILENT);
        KMeans batches = KMeans.fit(Rfm.ROWS, new Options(4, 3, 100, 256), new Random(1), Progress.SILENT);
        assertThat(batches.inertia()).isBetween(full.inertia(), full.inertia() * 1.05);
    }

    @Test
    void asManyClustersAsDifferentRowsLeaveNothing() {
        double[][] rows = {{1, 1}, {1, 1}, {5, 5}, {9, 1}};
        assertThat(KMeans.fit(rows, Options.defaults(3), new Random(1), Progress.SILENT)
                        .inertia())
                .isZero();
        assertThat(KMeans.fit(rows, Options.defaults(4), new Random(1), Progress.SILENT)
                        .inertia())
                .isZero();
        assertThatThrownBy(() -> KMeans.fit(rows, Options.defaults(5), new Random(1), Progress.SILENT))
                .hasMessage("4 rows for 5 clusters");
        assertThatThrownBy(() -> KMeans.fit(
                        new double[][] {{1}, {Double.NaN}}, Options.defaults(1), new Random(1), Progress.SILENT))
                .hasMessageContaining("row 1");
    }

    @Test
    void gapAndStabilityTellClustersFromNone() {
        Random random = new Random(8);
        double[][] three = new double[300][];
        double[][] none = new double[300][];
        for (int i = 0; i < 300; i++) {
            three[i] = new double[] {8 * (i % 3) + random.nextGaussian(), random.nextGaussian()};
            none[i] = new double[] {random.nextDouble(), random.nextDouble()};
        }
        assertThat(GapStatistic.of(three, 5, 10, random, Progress.SILENT).clusters())
                .isEqualTo(3);
        assertThat(GapStatistic.of(none, 5, 40, random, Progress.SILENT).clusters())
                .isEqualTo(1);
        Moments stable = ClusterStability.of(three, Options.defaults(3), 5, random, Progress.SILENT);
        Moments shaky = ClusterStability.of(none, Options.defaults(5), 5, random, Progress.SILENT);
        assertThat(stable.mean()).isGreaterThan(0.99);
        assertThat(shaky.mean()).isLessThan(0.9);
    }

    @Test
    void oneClusterHasNoQuality() {
        double[][] rows = {{1}, {2}, {3}};
        int[] one = {0, 0, 0};
        assertThat(ClusterQuality.silhouette(rows, one)).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(ClusterQuality.daviesBouldin(rows, one)).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(ClusterQuality.calinskiHarabasz(rows, one)).isInstanceOf(Estimate.NotEstimable.class);
        assertThat(ClusterQuality.adjustedRand(new int[] {0, 0, 1}, new int[] {5, 5, 2}))
                .isEqualTo(1);
    }
}
