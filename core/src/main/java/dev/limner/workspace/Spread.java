package dev.limner.workspace;

import dev.limner.engine.Scope;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Type;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.portrait.Moment;
import dev.limner.segment.RankingStudy;
import dev.limner.work.Work;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a value lies over all customers: how many have it, and between which bounds.
///
/// @param known how many have a value, `of` how many customers there are
/// @param min with `median` and `max` in the units of the type, as plans compute them: durations in
/// microseconds,
/// instants
/// in microseconds since 1970, dates in days since 1970, lengths in metres; null for what has no order, and
/// where
/// nobody
/// has a value
public record Spread(
        Type type,
        long known,
        long of,
        @Nullable BigDecimal min,
        @Nullable BigDecimal median,
        @Nullable BigDecimal max) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /// Of an expression without mistakes.
    public static Spread of(Checked value, Lexicon lexicon, Desk desk, Moment moment) {
        long of = desk.everybody(moment).getLongCardinality();
        return switch (value.type()) {
            case NUMBER, MONEY, DAYS, INSTANT, DATE, DURATION, LENGTH ->
                of(value.type(), values(value, lexicon, desk, moment), of);
            case BOOLEAN, TEXT, LIST, PLACE, WEEKDAY, UNKNOWN -> {
                Expr known = new Expr.IsKnown(value.expr(), true);
                Checked condition = Checker.condition(Parser.parse(Printer.print(known)), lexicon)
                        .orThrow();
                Count count = Count.of(condition, lexicon, desk, moment, null, false);
                yield new Spread(value.type(), count.customers(), of, null, null, null);
            }
        };
    }

    private static List<BigDecimal> values(Checked value, Lexicon lexicon, Desk desk, Moment moment) {
        Plan plan = new Compiler(lexicon).value(value).plan();
        RankingStudy study =
                new RankingStudy(plan, desk.inForce(plan, moment), moment.asked(), Scope.Mode.AS_CORRECTED);
        RankingStudy.Values values = desk.workspace().engine().run(study, moment.scope(), new Work());
        return study.ranking(values, desk.everybody(moment).getLongCardinality())
                .ascending();
    }

    static Spread of(Type type, List<BigDecimal> ascending, long of) {
        int size = ascending.size();
        if (size == 0) {
            return new Spread(type, 0, of, null, null, null);
        }
        BigDecimal median =
                ascending.get((size - 1) / 2).add(ascending.get(size / 2)).divide(TWO);
        return new Spread(type, size, of, ascending.getFirst(), median, ascending.getLast());
    }
}
