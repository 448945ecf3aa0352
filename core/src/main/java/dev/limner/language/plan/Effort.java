package dev.limner.language.plan;

import dev.limner.language.plan.Occurrences.Base;
import dev.limner.language.plan.Occurrences.Matches;
import dev.limner.language.plan.Occurrences.Plain;
import java.util.Comparator;
import java.util.List;

/// About how much it takes to answer, so that what decides cheaply is asked first: in look-ups of one event, by
/// feel. What others ask too is counted as if it were asked here alone.
final class Effort {
    private static final int LOOK = 1;
    private static final int FILTER = 4;
    private static final int SORT = 10;
    private static final int SEQUENCE = 20;
    private static final int SERIES = 40;
    private static final int TIME_TRAVEL = 200;
    private static final int MODEL = 1_000;

    private Effort() {}

    /// The same parts, those that take the least first; of equals, as they were.
    static List<Truth> cheapFirst(List<Truth> parts) {
        return parts.stream().sorted(Comparator.comparingInt(part -> of(part))).toList();
    }

    private static int of(Truth truth) {
        return switch (truth) {
            case Conditions.Both(var all, var _) ->
                all.stream().mapToInt(Effort::of).sum();
            case Conditions.Either(var any, var _) ->
                any.stream().mapToInt(Effort::of).sum();
            case Conditions.Neither(var negated) -> of(negated);
            case Conditions.Compared(var left, var _, var right) -> of(left) + of(right);
            case Ratio ratio -> of(ratio.over()) + of(ratio.under());
            case Slope slope -> of(slope.trend());
            case Conditions.Said said -> of(said.text());
            case Conditions.IsYes(var yes) -> of(yes);
            case Conditions.Exists(var _, var set) -> of(set);
            case Conditions.LastAll last -> last.count() * of(last.condition()) + of(last.of());
            case Conditions.Consents(var given, var withdrawn, var _) -> of(given) + of(withdrawn);
            case Conditions.OnWhole(var whole) -> of(whole);
            case Memberships.Now(var segment) -> of(segment.truth());
            case Memberships.At(var segment, var _, var _) -> TIME_TRAVEL + of(segment.truth());
            case Memberships.Crossed(var _, var segment, var _) -> TIME_TRAVEL * of(segment.truth());
            case ForAnyOf forAny -> TIME_TRAVEL + of(forAny.condition());
            case Truth _ -> LOOK;
        };
    }

    private static int of(Quantity quantity) {
        return switch (quantity) {
            case TrendOf trend -> SERIES + of(trend.base());
            case Folds.Faded faded -> SERIES + of(faded.of());
            case Folds.MedianGap gap -> SORT + of(gap.of());
            case Folds.MedianOf median -> SORT + of(median.of());
            case Folds.DistinctOf distinct -> SORT + of(distinct.of());
            case Folds fold -> LOOK + of(fold.of());
            case Measures.Computed(var left, var _, var right) -> of(left) + of(right);
            case Measures.YesNo(var truth) -> of(truth);
            case Measures.From from -> LOOK + of(from.of());
            case ModelScore _ -> MODEL;
            case Quantity _ -> LOOK;
        };
    }

    private static int of(Texts.Said text) {
        return switch (text) {
            case Texts.OfEvent _ -> LOOK;
            case Texts.End end -> LOOK + of(end.of());
            case Texts.Trusted trusted -> LOOK + of(trusted.trait().of());
            case Texts.Top top -> SORT + of(top.of());
        };
    }

    private static int of(Occurrences occurrences) {
        return switch (occurrences) {
            case Plain(var base, var _) -> of(base);
            case Matches matches -> SEQUENCE * matches.steps().size();
        };
    }

    private static int of(Base base) {
        Truth where = base.where();
        return where == null ? LOOK : FILTER + of(where);
    }
}
