package dev.limner.models.uplift;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.tree.Forest;
import dev.limner.models.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Which of several actions changes a customer most, if any: trees over all arms of a trial at once.
/// Rzepakowski and Jaroszewicz, "Decision Trees for Uplift Modeling with Single and Multiple Treatments",
/// Knowledge and Information Systems 32 (2012); the divergence of a node is the mean of the actions' from no
/// action, weighted by their customers.
public final class MultiArmForest {
    private final List<Forest> forests;
    private final Provenance provenance;

    private MultiArmForest(List<Forest> forests, Provenance provenance) {
        this.forests = List.copyOf(forests);
        this.provenance = provenance;
    }

    /// Fits `outcomes` of 0 and 1 over `rows`, one an index; `arms` says which action each customer got by
    /// chance, 0 for none, 1 to `actions`.
    ///
    /// @throws IllegalArgumentException where the lengths differ or an arm has nobody
    public static MultiArmForest fit(
            double[][] rows,
            int[] arms,
            int actions,
            double[] outcomes,
            UpliftForest.Options options,
            RandomGenerator random,
            Progress progress) {
        if (rows.length == 0 || rows.length != arms.length || rows.length != outcomes.length || actions < 1) {
            throw new IllegalArgumentException(rows.length + " rows for " + arms.length + " customers with "
                    + outcomes.length + " outcomes of " + actions + " actions");
        }
        long[] sizes = new long[actions + 1];
        for (int arm : arms) {
            if (arm < 0 || arm > actions) {
                throw new IllegalArgumentException("arm " + arm + " of 0 to " + actions);
            }
            sizes[arm]++;
        }
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            throw new IllegalArgumentException("an arm has nobody: " + Arrays.toString(sizes));
        }
        UpliftGrower grower = new UpliftGrower(rows, arms, actions, outcomes, options, random);
        Forest.Draw draw = options.trees() == 1 ? Forest.Draw.ALL : Forest.Draw.BAGGED;
        List<List<Tree>> grown = Forest.grow(options.trees(), rows.length, draw, random, grower::grow, progress);
        List<Forest> forests = IntStream.range(0, actions)
                .mapToObj(action ->
                        new Forest(grown.stream().map(tree -> tree.get(action)).toList()))
                .toList();
        Fingerprint data = Fingerprint.of(rows)
                .and(Arrays.stream(arms).asDoubleStream().toArray())
                .and(outcomes);
        return new MultiArmForest(
                forests, Provenance.of("MultiArmForest", options, rows.length, rows[0].length, data, progress));
    }

    /// By action, from action 1 on, the difference that it makes to the response rate of such as `row`.
    public double[] predict(double[] row) {
        return forests.stream().mapToDouble(forest -> forest.predict(row)).toArray();
    }

    /// The action that promises most for such as `row`; 0 where none promises more than `cost`, which has as
    /// many elements as there are actions and the unit of the response rate.
    public int best(double[] row, double... cost) {
        if (cost.length != forests.size()) {
            throw new IllegalArgumentException(cost.length + " costs for " + forests.size() + " actions");
        }
        double[] uplifts = predict(row);
        int best = 0;
        double most = 0;
        for (int action = 0; action < uplifts.length; action++) {
            if (uplifts[action] - cost[action] > most) {
                most = uplifts[action] - cost[action];
                best = action + 1;
            }
        }
        return best;
    }

    /// The forest of one action, from 1 on.
    public Forest of(int action) {
        return forests.get(action - 1);
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
