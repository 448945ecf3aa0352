package dev.limner.benchmarks.models;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.TreeShap;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ml.dmlc.xgboost4j.java.Booster;

/// Explanations of a hundred trees of up to 63 leaves, fitted once on 20,000 rows; each side explains its own
/// trees.
final class ShapContest implements Contest {
    @Override
    public String name() {
        return "tree-shap";
    }

    @Override
    public String unit() {
        return "rows x 100 trees";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(250, 1_000, 4_000) : List.of(100, 300, 1_000);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) throws Exception {
        MadeUp.Events seen = MadeUp.Events.of(size == 0 ? 1_000 : 20_000);
        double[][] rows = Arrays.copyOf(seen.rows(), size);
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        GradientBoosting[] own = new GradientBoosting[1];
        sides.put("Limner", () -> {
            own[0] = own[0] == null ? Boosters.limner(seen) : own[0];
            TreeShap shap = TreeShap.of(own[0]);
            double sum = 0;
            for (double[] row : rows) {
                sum += Math.abs(shap.shares(row)[0]);
            }
            return mean(sum, rows.length);
        });
        Booster[] other = new Booster[1];
        sides.put("XGBoost4J 2.1.4", () -> {
            other[0] = other[0] == null ? Boosters.xgboost(seen) : other[0];
            double sum = 0;
            for (float[] row : other[0].predictContrib(Boosters.matrix(rows), 0)) {
                sum += Math.abs(row[0]);
            }
            return mean(sum, rows.length);
        });
        LGBMBooster[] light = new LGBMBooster[1];
        sides.put("LightGBM4J 4.3.0", () -> {
            light[0] = light[0] == null ? Boosters.lightgbm(seen) : light[0];
            double[] shares = light[0].predictForMat(
                    MadeUp.Events.flat(rows), rows.length, 30, true, PredictionType.C_API_PREDICT_CONTRIB);
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                sum += Math.abs(shares[31 * i]);
            }
            return mean(sum, rows.length);
        });
        return sides;
    }

    private static String mean(double sum, int rows) {
        return String.format(Locale.ROOT, "mean share of column 0: %.4f", sum / rows);
    }
}
