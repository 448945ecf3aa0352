package dev.limner.language.naive;

import dev.limner.language.Expr;
import dev.limner.language.naive.Sets.Happening;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a set of events is folded to.
final class Folds {
    private Folds() {}

    static @Nullable Object fold(Expr.Aggregate aggregate, List<Happening> happened, Instant t) {
        String property = aggregate.property();
        List<Happening> with = property == null
                ? happened
                : happened.stream().filter(one -> raw(one, property) != null).toList();
        if (aggregate.halfLife() != null) {
            return fading(aggregate, with, t);
        }
        return switch (aggregate.fold()) {
            case COUNT -> new BigDecimal(with.size());
            case SUM -> sum(with, named(property));
            case AVG ->
                with.isEmpty() ? null : sum(with, named(property)).divide(new BigDecimal(with.size()), Values.DECIMAL);
            case MIN -> sorted(with, named(property)).stream().findFirst().orElse(null);
            case MAX ->
                sorted(with, named(property)).reversed().stream().findFirst().orElse(null);
            case MEDIAN -> median(sorted(with, named(property)));
            case FIRST -> with.isEmpty() ? null : end(with.getFirst(), property);
            case LAST -> with.isEmpty() ? null : end(with.getLast(), property);
            case TOP -> top(values(with, named(property)));
            case DISTINCT ->
                new BigDecimal(different(values(with, named(property))).size());
            case MEDIAN_GAP -> medianGap(with);
        };
    }

    private static String named(@Nullable String property) {
        return Objects.requireNonNull(property, "a fold of values needs a property");
    }

    private static @Nullable Object raw(Happening one, String property) {
        return one.event() == null ? null : one.event().raw(property);
    }

    private static @Nullable Object end(Happening one, @Nullable String property) {
        return property == null || one.event() == null ? one.at() : one.event().value(property);
    }

    private static List<Object> values(List<Happening> with, String property) {
        List<Object> values = new ArrayList<>();
        for (Happening one : with) {
            values.add(
                    Objects.requireNonNull(Objects.requireNonNull(one.event()).value(property)));
        }
        return values;
    }

    private static boolean same(Object a, Object b) {
        return Objects.equals(Values.compare(a, b, ZoneOffset.UTC), 0);
    }

    private static List<Object> different(List<Object> values) {
        List<Object> different = new ArrayList<>();
        for (Object value : values) {
            if (different.stream().noneMatch(other -> same(other, value))) {
                different.add(value);
            }
        }
        return different;
    }

    private static List<Object> sorted(List<Happening> with, String property) {
        Comparator<Object> order = (a, b) -> Objects.requireNonNull(Values.compare(a, b, ZoneOffset.UTC));
        return values(with, property).stream().sorted(order).toList();
    }

    /// Doubles in the order of events as doubles; everything else exactly.
    private static BigDecimal sum(List<Happening> with, String property) {
        if (!with.isEmpty() && raw(with.getFirst(), property) instanceof Double) {
            double sum = 0;
            for (Happening one : with) {
                sum += (Double) Objects.requireNonNull(raw(one, property));
            }
            return BigDecimal.valueOf(sum);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Object value : values(with, property)) {
            sum = sum.add((BigDecimal) value);
        }
        return sum;
    }

    private static @Nullable BigDecimal median(List<Object> sorted) {
        if (sorted.isEmpty()) {
            return null;
        }
        BigDecimal low = (BigDecimal) sorted.get((sorted.size() - 1) / 2);
        BigDecimal high = (BigDecimal) sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1 ? low : low.add(high, Values.DECIMAL).divide(BigDecimal.TWO, Values.DECIMAL);
    }

    /// The most frequent value; among equals the one that came last.
    private static @Nullable Object top(List<Object> values) {
        Object best = null;
        long most = 0;
        for (int i = values.size() - 1; i >= 0; i--) {
            Object value = values.get(i);
            long count = values.stream().filter(other -> same(other, value)).count();
            if (count > most) {
                most = count;
                best = value;
            }
        }
        return best;
    }

    private static @Nullable Elapsed medianGap(List<Happening> with) {
        List<BigDecimal> gaps = new ArrayList<>();
        for (int i = 1; i < with.size(); i++) {
            gaps.add(Elapsed.between(with.get(i - 1).at(), with.get(i).at()).micros());
        }
        gaps.sort(Comparator.naturalOrder());
        if (gaps.isEmpty()) {
            return null;
        }
        BigDecimal low = gaps.get((gaps.size() - 1) / 2);
        BigDecimal high = gaps.get(gaps.size() / 2);
        return new Elapsed(low.add(high).divide(BigDecimal.TWO, 0, RoundingMode.HALF_EVEN));
    }

    /// Each event weighs half as much after every half-life.
    private static BigDecimal fading(Expr.Aggregate aggregate, List<Happening> with, Instant t) {
        if (with.isEmpty()) {
            return BigDecimal.ZERO;
        }
        Expr.Span halfLife = Objects.requireNonNull(aggregate.halfLife());
        Duration half = Elapsed.fixed(halfLife.unit()).multipliedBy(halfLife.amount());
        Instant last = with.getLast().at();
        double sum = 0;
        for (Happening one : with) {
            double value = switch (aggregate.fold()) {
                case COUNT -> 1;
                case SUM ->
                    ((BigDecimal) values(List.of(one), named(aggregate.property()))
                                    .getFirst())
                            .doubleValue();
                case AVG, MIN, MAX, MEDIAN, FIRST, LAST, TOP, DISTINCT, MEDIAN_GAP ->
                    throw new IllegalArgumentException("only counts and sums fade");
            };
            sum += value * weight(one.at(), last, half);
        }
        return BigDecimal.valueOf(sum * weight(last, t, half));
    }

    private static double weight(Instant from, Instant to, Duration half) {
        double micros = Elapsed.between(from, to).micros().doubleValue();
        return Math.pow(2, -micros / (half.toNanos() / 1000.0));
    }

    /// The slope of the least-squares line through values at 0, 1, 2 and so on.
    static @Nullable BigDecimal slope(List<BigDecimal> values) {
        BigDecimal n = new BigDecimal(values.size());
        BigDecimal x = BigDecimal.ZERO;
        BigDecimal xx = BigDecimal.ZERO;
        BigDecimal y = BigDecimal.ZERO;
        BigDecimal xy = BigDecimal.ZERO;
        for (int i = 0; i < values.size(); i++) {
            BigDecimal at = new BigDecimal(i);
            x = x.add(at);
            xx = xx.add(at.multiply(at));
            y = y.add(values.get(i));
            xy = xy.add(at.multiply(values.get(i)));
        }
        BigDecimal below = n.multiply(xx).subtract(x.multiply(x));
        return below.signum() == 0
                ? null
                : n.multiply(xy).subtract(x.multiply(y)).divide(below, Values.DECIMAL);
    }
}
