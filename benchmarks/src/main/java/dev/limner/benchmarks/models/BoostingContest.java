package dev.limner.benchmarks.models;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.tree.GradientBoosting;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ml.dmlc.xgboost4j.java.Booster;

/// Events over thirty measures, a hundred rounds; judged on a quarter as many rows that nobody has seen.
final class BoostingContest implements Contest {
    @Override
    public String name() {
        return "boosting";
    }

    @Override
    public String unit() {
        return "rows x 30";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(50_000, 200_000, 1_000_000) : List.of(5_000, 15_000, 50_000);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) {
        MadeUp.Events all = MadeUp.Events.of(Math.max(4, size + size / 4));
        MadeUp.Events seen = new MadeUp.Events(Arrays.copyOf(all.rows(), size), Arrays.copyOf(all.y(), size));
        double[][] rest = Arrays.copyOfRange(all.rows(), size, all.rows().length);
        boolean[] events = new boolean[rest.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = all.y()[size + i] == 1;
        }
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner", () -> {
            GradientBoosting model = Boosters.limner(seen);
            return auc(model.predict(rest), events);
        });
        sides.put("XGBoost4J 2.1.4", () -> {
            Booster model = Boosters.xgboost(seen);
            double[] scores = Arrays.stream(model.predict(Boosters.matrix(rest)))
                    .mapToDouble(row -> row[0])
                    .toArray();
            model.dispose();
            return auc(scores, events);
        });
        sides.put("LightGBM4J 4.3.0", () -> {
            try (LGBMBooster model = Boosters.lightgbm(seen)) {
                return auc(
                        model.predictForMat(
                                MadeUp.Events.flat(rest),
                                rest.length,
                                rest[0].length,
                                true,
                                PredictionType.C_API_PREDICT_NORMAL),
                        events);
            }
        });
        return sides;
    }

    private static String auc(double[] scores, boolean[] events) {
        return String.format(
                Locale.ROOT, "AUC %.4f", Ranking.of(scores, events).auc().orThrow());
    }
}
