package dev.limner.models.pages;

import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.cluster.ClusterQuality;
import dev.limner.models.cluster.ClusterStability;
import dev.limner.models.cluster.Dbscan;
import dev.limner.models.cluster.GapStatistic;
import dev.limner.models.cluster.GaussianMixture;
import dev.limner.models.cluster.Hdbscan;
import dev.limner.models.cluster.KMeans;
import dev.limner.models.cluster.NaturalBreaks;
import dev.limner.models.cluster.PrincipalComponents;
import dev.limner.models.statistics.Moments;
import java.util.Arrays;
import java.util.Random;

final class ClusterPages {
    private ClusterPages() {}

    private static long noise(int[] labels) {
        return Arrays.stream(labels).filter(label -> label < 0).count();
    }

    static void kMeans(Page page) {
        double[][] rows = Sets.rfm();
        KMeans fit = KMeans.fit(rows, new KMeans.Options(4, 50, 300, 0), new Random(1), Progress.SILENT);
        page.say("inertia %.2f", fit.inertia());
        for (int c = 0; c < 4; c++) {
            int cluster = c;
            page.say(
                    "%d customers: recency %+.2f, frequency %+.2f, money %+.2f",
                    Arrays.stream(fit.labels())
                            .filter(label -> label == cluster)
                            .count(),
                    fit.centres()[c][0],
                    fit.centres()[c][1],
                    fit.centres()[c][2]);
        }
    }

    static void naturalBreaks(Page page) {
        double[] days = Golden.column(Golden.csv("online_retail_rfm.csv"), "R");
        for (NaturalBreaks.Interval part : NaturalBreaks.of(days, 4).classes()) {
            page.say("%3.0f to %3.0f days: %d customers", part.lowest(), part.highest(), part.count());
        }
    }

    static void dbscan(Page page) {
        double[][] rows = Sets.rfm();
        Dbscan fit = Dbscan.fit(rows, new Dbscan.Options(0.3, 10), Progress.SILENT);
        page.say("%d clusters, %d customers in none", fit.clusters(), noise(fit.labels()));
    }

    static void hdbscan(Page page) {
        double[][] rows = Sets.rfm();
        Hdbscan fit = Hdbscan.fit(rows, Hdbscan.Options.defaults(100), Progress.SILENT);
        page.say("%d clusters, %d customers in none", fit.clusters(), noise(fit.labels()));
        for (int c = 0; c < fit.clusters(); c++) {
            int cluster = c;
            page.say(
                    "%d",
                    Arrays.stream(fit.labels())
                            .filter(label -> label == cluster)
                            .count());
        }
    }

    static void gaussianMixture(Page page) {
        double[][] rows = Sets.rfm();
        for (int k = 1; k <= 4; k++) {
            GaussianMixture fit =
                    GaussianMixture.fit(rows, GaussianMixture.Options.defaults(k), new Random(1), Progress.SILENT);
            page.say(
                    "%d clouds: BIC %.0f, smallest share %.3f",
                    k, fit.bic(), Arrays.stream(fit.weights()).min().orElse(0));
        }
    }

    static void principalComponents(Page page) {
        PrincipalComponents fit = PrincipalComponents.fit(Sets.rfm(), Progress.SILENT);
        for (int c = 0; c < 3; c++) {
            page.say(
                    "%.1f %% of the variance: recency %+.2f, frequency %+.2f, money %+.2f",
                    100 * fit.shares()[c], fit.direction(c)[0], fit.direction(c)[1], fit.direction(c)[2]);
        }
    }

    static void clusterQuality(Page page) {
        double[][] rows = Sets.rfm();
        for (int k = 2; k <= 6; k++) {
            int[] labels = KMeans.fit(rows, KMeans.Options.defaults(k), new Random(1), Progress.SILENT)
                    .labels();
            page.say(
                    "k = %d: silhouette %.3f, Davies-Bouldin %.3f, Calinski-Harabasz %.0f",
                    k,
                    ClusterQuality.silhouette(rows, labels).orThrow(),
                    ClusterQuality.daviesBouldin(rows, labels).orThrow(),
                    ClusterQuality.calinskiHarabasz(rows, labels).orThrow());
        }
    }

    static void gapStatistic(Page page) {
        GapStatistic gap = GapStatistic.of(Sets.rfm(), 6, 10, new Random(1), Progress.SILENT);
        gap.gaps().forEach(each -> page.say("k = %d: gap %.4f, error %.4f", each.k(), each.gap(), each.error()));
        page.say("clusters: %d", gap.clusters());
    }

    static void clusterStability(Page page) {
        for (int k : new int[] {2, 4, 7}) {
            Moments agreement =
                    ClusterStability.of(Sets.rfm(), KMeans.Options.defaults(k), 20, new Random(1), Progress.SILENT);
            page.say("k = %d: adjusted Rand %.3f between resamples", k, agreement.mean());
        }
    }
}
