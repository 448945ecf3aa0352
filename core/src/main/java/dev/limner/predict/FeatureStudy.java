package dev.limner.predict;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.language.Type;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Measure;
import dev.limner.language.plan.Plan;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a plan for each customer who fulfils its first condition, as known at each of several
/// cut-offs: one pass for all of them.
///
/// The last value may be a label: it is asked as known a horizon after the cut-off. No value knows more than
/// was known at its own instant, so nothing of what came after a cut-off is in a feature.
public final class FeatureStudy implements Study<FeatureStudy.Rows> {
    private final Plan plan;
    private final List<Long> cutoffs;
    private final long horizonMicros;
    private final boolean labelled;

    /// @param plan one condition, and the values; made [dev.limner.language.plan.Compiler#asKnown]
    /// @param cutoffs in microseconds since 1970
    /// @param horizonMicros how much later the last value is asked; below 0 where it is asked at the cut-off too
    public FeatureStudy(Plan plan, List<Long> cutoffs, long horizonMicros) {
        this.plan = plan;
        this.cutoffs = List.copyOf(cutoffs);
        this.horizonMicros = horizonMicros;
        labelled = horizonMicros >= 0;
    }

    /// The rows so far.
    public static final class Rows implements Serializable {
        private final FeatureTable table;
        private transient @Nullable Evaluation evaluation;

        Rows(FeatureTable table) {
            this.table = table;
        }

        public FeatureTable table() {
            return table;
        }
    }

    @Override
    public Needs needs() {
        return plan.needs();
    }

    @Override
    public Rows start() {
        return new Rows(new FeatureTable(plan.values()));
    }

    @Override
    public void add(Rows rows, History history) {
        Evaluation evaluation = rows.evaluation;
        if (evaluation == null) {
            evaluation = plan.evaluation(InForce.NONE);
            rows.evaluation = evaluation;
        }
        int features = labelled ? plan.values() - 1 : plan.values();
        for (int cutoff = 0; cutoff < cutoffs.size(); cutoff++) {
            long at = cutoffs.get(cutoff);
            evaluation.open(history, at, Scope.Mode.AS_KNOWN);
            if (!evaluation.holds(0)) {
                continue;
            }
            int row = rows.table.add(history.customer(), cutoff);
            for (int value = 0; value < features; value++) {
                put(rows.table, row, value, evaluation);
            }
            if (labelled) {
                evaluation.open(history, at + horizonMicros, Scope.Mode.AS_KNOWN);
                put(rows.table, row, features, evaluation);
            }
        }
    }

    private void put(FeatureTable table, int row, int value, Evaluation evaluation) {
        Type type = plan.type(value);
        if (type == Type.TEXT || type == Type.LIST) {
            table.put(row, value, evaluation.text(value));
        } else {
            table.put(row, value, Measure.of(type, evaluation.number(value)));
        }
    }

    @Override
    public Rows merge(Rows left, Rows right) {
        left.table.append(right.table);
        return left;
    }
}
