package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Plan;
import dev.limner.language.plan.Ranking;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that the first value of a plan has over customers, which make a
/// [dev.limner.language.plan.Ranking].
public final class RankingStudy implements Study<RankingStudy.Values> {
    private final Plan plan;
    private final InForce inForce;
    private final long micros;
    private final Scope.Mode mode;

    /// @param micros the instant asked for, in microseconds since 1970
    public RankingStudy(Plan plan, InForce inForce, long micros, Scope.Mode mode) {
        this.plan = plan;
        this.inForce = inForce;
        this.micros = micros;
        this.mode = mode;
    }

    /// The values so far, of those who have one.
    public static final class Values implements Serializable {
        private final ArrayList<BigDecimal> all = new ArrayList<>();
        private long met;
        private transient @Nullable Evaluation evaluation;
    }

    @Override
    public Needs needs() {
        return plan.needs(micros);
    }

    @Override
    public Values start() {
        return new Values();
    }

    @Override
    public void add(Values values, History history) {
        Evaluation evaluation = values.evaluation;
        if (evaluation == null) {
            evaluation = plan.evaluation(inForce);
            values.evaluation = evaluation;
        }
        evaluation.open(history, micros, mode);
        values.met++;
        BigDecimal value = evaluation.number(0);
        if (value != null) {
            values.all.add(value);
        }
    }

    /// The ranking of a population of so many: those that were not met have the value of a customer without
    /// any event.
    public Ranking ranking(Values values, long population) {
        Evaluation evaluation = plan.evaluation(inForce);
        evaluation.openNobody(micros);
        BigDecimal ofNobody = evaluation.number(0);
        List<BigDecimal> all = new ArrayList<>(values.all);
        for (long unmet = values.met; ofNobody != null && unmet < population; unmet++) {
            all.add(ofNobody);
        }
        return Ranking.of(all);
    }

    @Override
    public Values merge(Values left, Values right) {
        left.all.addAll(right.all);
        left.met += right.met;
        return left;
    }
}
