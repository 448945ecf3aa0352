package dev.limner.benchmarks.models;

import dev.limner.models.Progress;
import dev.limner.models.cluster.KMeans;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.DoublePoint;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/// Eight clouds of ten measures, one start each.
final class KMeansContest implements Contest {
    private static final int K = 8;

    @Override
    public String name() {
        return "k-means";
    }

    @Override
    public String unit() {
        return "rows x 10";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(100_000, 300_000, 1_000_000) : List.of(10_000, 30_000, 100_000);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) {
        double[][] rows = MadeUp.clouds(size, 10, K, 1);
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner", () -> {
            KMeans fit = KMeans.fit(rows, new KMeans.Options(K, 1, 300, 0), new Random(1), Progress.SILENT);
            return inertia(fit.inertia());
        });
        sides.put("Hipparchus 4.0.3", () -> {
            List<DoublePoint> points = Arrays.stream(rows).map(DoublePoint::new).toList();
            EuclideanDistance distance = new EuclideanDistance();
            double inertia = 0;
            for (CentroidCluster<DoublePoint> cluster :
                    new KMeansPlusPlusClusterer<DoublePoint>(K, 300, distance, new Well19937c(1)).cluster(points)) {
                for (DoublePoint point : cluster.getPoints()) {
                    double gap = distance.compute(
                            point.getPoint(), cluster.getCenter().getPoint());
                    inertia += gap * gap;
                }
            }
            return inertia(inertia);
        });
        return sides;
    }

    private static String inertia(double inertia) {
        return String.format(Locale.ROOT, "inertia %,.0f", inertia);
    }
}
