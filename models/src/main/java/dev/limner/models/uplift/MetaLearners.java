package dev.limner.models.uplift;

import dev.limner.models.Predictor;
import java.util.stream.IntStream;

/// Uplift from models of outcomes: Künzel, Sekhon, Bickel and Yu, "Metalearners for Estimating Heterogeneous
/// Treatment Effects using Machine Learning", PNAS 116 (2019), and the class transformation of Jaskowski and
/// Jaroszewicz (2012). What they give predicts the difference that the action makes to a customer's mean
/// outcome.
public final class MetaLearners {
    private MetaLearners() {}

    /// Any method that learns outcomes (0 or 1, or amounts) from rows.
    @FunctionalInterface
    public interface Learner {
        /// A model of the mean of `outcomes`, one an index of `rows`.
        Predictor fit(double[][] rows, double[] outcomes);
    }

    /// One model of all, with the treatment and its product with every column among the columns.
    public static Predictor single(double[][] rows, boolean[] treated, double[] outcomes, Learner learner) {
        double[][] wide = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            wide[i] = widened(rows[i], treated[i]);
        }
        Predictor model = learner.fit(wide, outcomes);
        return row -> model.predict(widened(row, true)) - model.predict(widened(row, false));
    }

    private static double[] widened(double[] row, boolean treated) {
        double[] wide = new double[2 * row.length + 1];
        System.arraycopy(row, 0, wide, 0, row.length);
        if (treated) {
            System.arraycopy(row, 0, wide, row.length, row.length);
            wide[2 * row.length] = 1;
        }
        return wide;
    }

    /// Two models, one of the treated and one of the others.
    public static Predictor two(double[][] rows, boolean[] treated, double[] outcomes, Learner learner) {
        Predictor with = arm(rows, treated, outcomes, true, learner);
        Predictor without = arm(rows, treated, outcomes, false, learner);
        return row -> with.predict(row) - without.predict(row);
    }

    private static Predictor arm(
            double[][] rows, boolean[] treated, double[] outcomes, boolean which, Learner learner) {
        int[] chosen = arm(treated, which);
        return learner.fit(
                IntStream.of(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
                IntStream.of(chosen).mapToDouble(i -> outcomes[i]).toArray());
    }

    private static int[] arm(boolean[] treated, boolean which) {
        int[] chosen = IntStream.range(0, treated.length)
                .filter(i -> treated[i] == which)
                .toArray();
        if (chosen.length == 0) {
            throw new IllegalArgumentException(which ? "nobody is treated" : "everybody is treated");
        }
        return chosen;
    }

    /// The X-learner: `outcome` learns each arm's outcomes; what the customers of one arm differ from the
    /// other arm's model is learned by `effect`, an ordinary regression. Strong where one arm is much smaller.
    public static Predictor crossed(
            double[][] rows, boolean[] treated, double[] outcomes, Learner outcome, Learner effect) {
        Predictor with = arm(rows, treated, outcomes, true, outcome);
        Predictor without = arm(rows, treated, outcomes, false, outcome);
        double[] differences = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            differences[i] = treated[i] ? outcomes[i] - without.predict(rows[i]) : with.predict(rows[i]) - outcomes[i];
        }
        Predictor ofTreated = arm(rows, treated, differences, true, effect);
        Predictor ofOthers = arm(rows, treated, differences, false, effect);
        double share = arm(treated, true).length / (double) rows.length;
        return row -> share * ofOthers.predict(row) + (1 - share) * ofTreated.predict(row);
    }

    /// One model of "treated and responds, or neither", whose probability is one half plus half of the uplift
    /// where both arms are equally large.
    ///
    /// @throws IllegalArgumentException where an arm has less than 45 % of the customers
    public static Predictor classTransformation(
            double[][] rows, boolean[] treated, double[] outcomes, Learner learner) {
        double share = arm(treated, true).length / (double) rows.length;
        if (share < 0.45 || share > 0.55) {
            throw new IllegalArgumentException(
                    "the class transformation needs arms of equal size, not a share of " + share + " treated");
        }
        double[] same = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            same[i] = treated[i] == (outcomes[i] == 1) ? 1 : 0;
        }
        Predictor model = learner.fit(rows, same);
        return row -> 2 * model.predict(row) - 1;
    }
}
