package dev.limner.benchmarks.models;

import dev.limner.models.Progress;
import dev.limner.models.cluster.Dbscan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hipparchus.clustering.Cluster;
import org.hipparchus.clustering.DBSCANClusterer;
import org.hipparchus.clustering.DoublePoint;

/// Eight clouds of ten measures, chained within a radius of 2.
final class DbscanContest implements Contest {
    @Override
    public String name() {
        return "dbscan";
    }

    @Override
    public String unit() {
        return "rows x 10";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(12_500, 25_000, 50_000) : List.of(2_500, 5_000, 10_000);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) {
        double[][] rows = MadeUp.clouds(size, 10, 8, 1);
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner", () -> {
            Dbscan fit = Dbscan.fit(rows, new Dbscan.Options(2, 10), Progress.SILENT);
            long noise = Arrays.stream(fit.labels())
                    .filter(label -> label == Dbscan.NOISE)
                    .count();
            return fit.clusters() + " clusters, " + noise + " noise";
        });
        sides.put("Hipparchus 4.0.3", () -> {
            // Its neighbours do not count the row itself.
            List<Cluster<DoublePoint>> clusters = new DBSCANClusterer<DoublePoint>(2, 9)
                    .cluster(Arrays.stream(rows).map(DoublePoint::new).toList());
            int inside = clusters.stream()
                    .mapToInt(cluster -> cluster.getPoints().size())
                    .sum();
            return clusters.size() + " clusters, " + (rows.length - inside) + " noise";
        });
        return sides;
    }
}
