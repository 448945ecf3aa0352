package dev.limner.models.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Golden;
import dev.limner.models.Progress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DensityAndMixtureTest {
    private static final JsonNode GOLDEN = Golden.json("sklearn.json");

    @Test
    void dbscanCountsMatchScikitLearn() {
        for (Map.Entry<String, JsonNode> entry : GOLDEN.get("rfm_dbscan").properties()) {
            String[] setting = entry.getKey().split("[=,]", -1);
            Dbscan fit = Dbscan.fit(
                    Rfm.ROWS,
                    new Dbscan.Options(Double.parseDouble(setting[1]), Integer.parseInt(setting[3])),
                    Progress.SILENT);
            JsonNode golden = entry.getValue();
            int[] labels = fit.labels();
            int[] sizes = new int[fit.clusters()];
            Arrays.stream(labels).filter(label -> label >= 0).forEach(label -> sizes[label]++);
            assertThat(fit.clusters()).isEqualTo(golden.get("clusters").asInt());
            assertThat(Arrays.stream(labels).filter(label -> label == Dbscan.NOISE))
                    .hasSize(golden.get("noise").asInt());
            assertThat(IntStream.range(0, labels.length).filter(fit::isCore))
                    .hasSize(golden.get("core").asInt());
            assertThat(Arrays.stream(sizes).max())
                    .hasValue(golden.get("largest").asInt());
        }
    }

    @Test
    void theTreeFindsTheNeighboursThatAScanFinds() {
        Random random = new Random(2);
        double[][] rows = new double[500][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextInt(6), random.nextGaussian(), random.nextInt(3)};
        }
        KdTree tree = new KdTree(rows);
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            Set<Integer> found = new HashSet<>();
            tree.within(row, 1.2, found::add);
            assertThat(found).hasSize((int) Arrays.stream(rows)
                    .filter(other -> Distances.between(row, other) <= 1.2)
                    .count());
            double[] sorted = Arrays.stream(rows)
                    .mapToDouble(other -> Distances.between(row, other))
                    .sorted()
                    .toArray();
            assertThat(tree.distanceToNeighbour(row, 7)).isEqualTo(sorted[6]);
        }
    }

    @Test
    void hdbscanFindsCloudsOfDifferentDensityAndLeavesTheRest() {
        Random random = new Random(3);
        double[][] rows = new double[640][];
        int[] truth = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truth[i] = i < 600 ? i % 3 : -1;
            double spread = truth[i] == 2 ? 2 : 0.4;
            rows[i] = truth[i] < 0
                    ? new double[] {60 * random.nextDouble() - 20, 60 * random.nextDouble() + 10}
                    : new double[] {8 * truth[i] + spread * random.nextGaussian(), spread * random.nextGaussian()};
        }
        Hdbscan fit = Hdbscan.fit(rows, Hdbscan.Options.defaults(25), Progress.SILENT);
        assertThat(fit.clusters()).isEqualTo(3);
        assertThat(ClusterQuality.adjustedRand(Arrays.copyOf(fit.labels(), 600), Arrays.copyOf(truth, 600)))
                .isGreaterThan(0.85);
        assertThat(Arrays.stream(fit.labels(), 600, 640).filter(label -> label == Hdbscan.NOISE))
                .hasSizeGreaterThan(30);
    }

    @Test
    void hdbscanFindsNothingInOneCloud() {
        Random random = new Random(4);
        double[][] rows = new double[200][];
        Arrays.setAll(rows, i -> new double[] {random.nextDouble()});
        assertThat(Hdbscan.fit(rows, Hdbscan.Options.defaults(120), Progress.SILENT)
                        .clusters())
                .isZero();
    }

    @Test
    void mixtureOfOneMatchesScikitLearn() {
        JsonNode golden = GOLDEN.get("rfm_gmm_full_ninit10").get("1");
        GaussianMixture fit =
                GaussianMixture.fit(Rfm.ROWS, GaussianMixture.Options.defaults(1), new Random(1), Progress.SILENT);
        assertThat(fit.logLikelihood()).isCloseTo(golden.get("loglik").asDouble(), within(1e-6));
        assertThat(fit.bic()).isCloseTo(golden.get("bic").asDouble(), within(1e-6));
        assertThat(fit.aic()).isCloseTo(golden.get("aic").asDouble(), within(1e-6));
    }

    @Test
    void mixturesReachTheLikelihoodOfScikitLearn() {
        for (int k = 2; k <= 4; k++) {
            JsonNode golden = GOLDEN.get("rfm_gmm_full_ninit10").get(Integer.toString(k));
            GaussianMixture fit =
                    GaussianMixture.fit(Rfm.ROWS, GaussianMixture.Options.defaults(k), new Random(1), Progress.SILENT);
            assertThat(fit.converged()).isTrue();
            // The peer stops at a gain of 1e-3 a row, ours at 1e-6: ours may only be better.
            assertThat(fit.logLikelihood())
                    .as("k = " + k)
                    .isGreaterThan(golden.get("loglik").asDouble() - 1);
        }
    }

    @Test
    void mixtureIsRecovered() {
        Random random = new Random(5);
        double[][] rows = new double[6000][];
        for (int i = 0; i < rows.length; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            rows[i] = i % 3 == 0 ? new double[] {x, 0.5 * x + y} : new double[] {4 + 2 * x, 1 + y};
        }
        GaussianMixture fit =
                GaussianMixture.fit(rows, GaussianMixture.Options.defaults(2), new Random(1), Progress.SILENT);
        int narrow = fit.mean(0)[0] < fit.mean(1)[0] ? 0 : 1;
        assertThat(fit.weights()[narrow]).isCloseTo(1.0 / 3, within(0.04));
        assertThat(fit.mean(narrow)).containsExactly(new double[] {0, 0}, within(0.15));
        assertThat(fit.mean(1 - narrow)).containsExactly(new double[] {4, 1}, within(0.2));
        assertThat(fit.covariance(1 - narrow)[0][0]).isCloseTo(4, withinPercentage(12));
        assertThat(fit.covariance(narrow)[0][1]).isCloseTo(0.5, within(0.15));
        assertThat(fit.probabilities(new double[] {8, 1})[1 - narrow]).isGreaterThan(0.99);
    }

    @Test
    void componentsMatchScikitLearn() {
        JsonNode golden = GOLDEN.get("rfm_pca");
        PrincipalComponents fit = PrincipalComponents.fit(Rfm.ROWS, Progress.SILENT);
        assertThat(fit.variances()).containsExactly(Golden.numbers(golden.get("explained_variance")), within(1e-9));
        assertThat(fit.shares()).containsExactly(Golden.numbers(golden.get("ratio")), within(1e-9));
        double[] projected = fit.project(Rfm.ROWS[0], 3);
        assertThat(Math.sqrt(Arrays.stream(projected).map(x -> x * x).sum()))
                .isCloseTo(Math.sqrt(Arrays.stream(Rfm.ROWS[0]).map(x -> x * x).sum()), within(1e-9));
    }
}
