package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.history.History;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A tag that an expression of the language gives: one value of a plan of its own.
final class RuleFormula implements HistoryFormula {
    private final Tag.Type type;
    private final List<String> choices;
    private final Plan plan;
    /// Evaluations that no thread uses just now.
    private transient ConcurrentLinkedQueue<Evaluation> idle = new ConcurrentLinkedQueue<>();

    RuleFormula(Tag tag, Plan plan) {
        this.type = tag.type();
        this.choices = tag.values().stream().map(Tag.Value::id).toList();
        this.plan = plan;
    }

    private interface Question<T> {
        T ask(Evaluation evaluation);
    }

    private <T> T asked(History history, Moment moment, Question<T> question) {
        Evaluation evaluation = idle.poll();
        if (evaluation == null) {
            evaluation = plan.evaluation(InForce.NONE);
        }
        evaluation.open(history, moment.asked(), Scope.Mode.AS_CORRECTED);
        T answer = question.ask(evaluation);
        idle.offer(evaluation);
        return answer;
    }

    @Override
    public Tag.Type type() {
        return type;
    }

    @Override
    public List<String> choices() {
        return choices;
    }

    @Override
    public Needs needs() {
        return plan.needs();
    }

    @Override
    public long value(History history, Moment moment) {
        return asked(history, moment, this::value);
    }

    private long value(Evaluation evaluation) {
        if (type == Tag.Type.CHOICE) {
            String text = plan.type(0) == dev.limner.language.Type.BOOLEAN
                    ? yesOrNo(evaluation.number(0))
                    : evaluation.text(0);
            return text == null ? History.MISSING : missing(choices.indexOf(text));
        }
        BigDecimal number = evaluation.number(0);
        if (number == null) {
            return History.MISSING;
        }
        return switch (type) {
            case NUMBER -> Double.doubleToRawLongBits(number.doubleValue());
            case MONEY ->
                number.movePointRight(4).setScale(0, RoundingMode.HALF_EVEN).longValue();
            case INTEGER, DAYS, DATE, INSTANT ->
                number.setScale(0, RoundingMode.HALF_EVEN).longValue();
            case TEXT, CHOICE -> History.MISSING;
        };
    }

    private static String yesOrNo(@org.jspecify.annotations.Nullable BigDecimal value) {
        return value != null && value.signum() != 0 ? "yes" : "no";
    }

    private static long missing(int place) {
        return place < 0 ? History.MISSING : place;
    }

    @Override
    public long changesAt(History history, Moment moment) {
        return asked(history, moment, evaluation -> evaluation.valueUntil(0));
    }

    @Override
    public int[] counted(History history, Moment moment) {
        return asked(history, moment, evaluation -> evaluation.valueCited(0).events());
    }

    private Object readResolve() {
        idle = new ConcurrentLinkedQueue<>();
        return this;
    }
}
