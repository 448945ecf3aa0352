package dev.limner.benchmarks.models;

import dev.limner.models.Progress;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.Loss;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/// The three programs that boost, with the same hundred rounds of 63 leaves at a rate of 0.1 over histograms.
final class Boosters {
    static final int ROUNDS = 100;
    private static final int LEAVES = 63;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private Boosters() {}

    static GradientBoosting limner(MadeUp.Events events) {
        return GradientBoosting.fit(
                events.rows(),
                events.y(),
                new Loss.Logistic(),
                GradientBoosting.Options.defaults().withTrees(ROUNDS, 0.1, LEAVES),
                new Random(1),
                Progress.SILENT);
    }

    static DMatrix matrix(double[][] rows) throws Exception {
        return new DMatrix(MadeUp.Events.flat(rows), rows.length, rows[0].length, Float.NaN);
    }

    static Booster xgboost(MadeUp.Events events) throws Exception {
        DMatrix matrix = matrix(events.rows());
        float[] labels = new float[events.y().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) events.y()[i];
        }
        matrix.setLabel(labels);
        Map<String, Object> options = new HashMap<>(Map.of(
                "objective",
                "binary:logistic",
                "tree_method",
                "hist",
                "grow_policy",
                "lossguide",
                "max_leaves",
                LEAVES,
                "max_depth",
                0,
                "eta",
                0.1,
                "nthread",
                THREADS,
                "verbosity",
                0));
        Booster booster = XGBoost.train(matrix, options, ROUNDS, new HashMap<>(), null, null);
        matrix.dispose();
        return booster;
    }

    static LGBMBooster lightgbm(MadeUp.Events events) throws Exception {
        String options = "objective=binary num_leaves=" + LEAVES + " learning_rate=0.1 verbosity=-1 num_threads="
                + THREADS + " deterministic=true seed=1";
        double[][] rows = events.rows();
        float[] labels = new float[rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) events.y()[i];
        }
        LGBMDataset data =
                LGBMDataset.createFromMat(MadeUp.Events.flat(rows), rows.length, rows[0].length, true, options, null);
        data.setField("label", labels);
        LGBMBooster booster = LGBMBooster.create(data, options);
        for (int round = 0; round < ROUNDS; round++) {
            booster.updateOneIter();
        }
        return booster;
    }
}
