package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.history.LocalClock;
import dev.limner.models.Estimate;
import dev.limner.models.lifetime.NextPurchase;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// When a customer's next order is to be expected, and how likely the customer was to be one still at each
/// past instant, as it looked then.
///
/// @param ever the probability that there is another order at all
/// @param spans intervals that hold the days until it, the narrowest first
/// @param density the probability that it falls on each day to come, evenly spaced
/// @param alive over time, from the first order on
public record Outlook(double ever, @Nullable Double median, List<Span> spans, List<Day> density, List<Alive> alive) {
    private static final double[] LEVELS = {0.5, 0.8, 0.95};
    private static final int DENSITY_DAYS = 120;
    private static final int DENSITY_STEP = 2;

    public Outlook {
        spans = List.copyOf(spans);
        density = List.copyOf(density);
        alive = List.copyOf(alive);
    }

    /// An interval that holds the days until the next order with a probability; without an upper end where
    /// that much probability lies in no further order at all.
    public record Span(
            double level, @Nullable Double low, @Nullable Double high) {}

    /// A day to come, and the probability that the next order falls on it.
    public record Day(int day, double probability) {}

    /// A past instant, and the probability of being a customer still, by what was known at it.
    public record Alive(Instant at, double probability) {}

    /// That of one customer as of an instant; null where there was no order yet.
    ///
    /// @param versions parameters by the instant from which they were known
    /// @param instants when to ask in the past, in microseconds, ascending
    public static @Nullable Outlook of(
            Binding binding,
            NavigableMap<Long, Learned> versions,
            Learned inForce,
            Engine engine,
            Scope alone,
            List<Long> instants,
            long micros,
            Work work) {
        List<Long> asked = new ArrayList<>(instants);
        asked.add(micros);
        FeatureTable table = engine.run(new FeatureStudy(binding.ofFeatures(), asked, -1), alone, work)
                .table();
        List<Alive> alive = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            long at = asked.get(table.cutoff(row));
            Map.Entry<Long, Learned> known = versions.floorEntry(at);
            PurchaseHistory history = Lifetimes.history(numbers(binding, table, row));
            Learned learned = table.cutoff(row) == instants.size() ? inForce : known == null ? null : known.getValue();
            if (history != null && learned instanceof WaitGauge gauge) {
                alive.add(new Alive(LocalClock.instant(at), alive(gauge, history)));
            }
        }
        if (table.size() == 0 || !(inForce instanceof WaitGauge gauge)) {
            return null;
        }
        NextPurchase next = gauge.next(numbers(binding, table, table.size() - 1));
        return next == null ? null : of(next, alive);
    }

    private static Outlook of(NextPurchase next, List<Alive> alive) {
        List<Span> spans = Arrays.stream(LEVELS)
                .mapToObj(level ->
                        new Span(level, finite(next.quantile((1 - level) / 2)), finite(next.quantile((1 + level) / 2))))
                .toList();
        List<Day> density = new ArrayList<>();
        for (int day = 0; day < DENSITY_DAYS; day += DENSITY_STEP) {
            density.add(new Day(day, (next.within(day + DENSITY_STEP) - next.within(day)) / DENSITY_STEP));
        }
        return new Outlook(next.ever(), finite(next.quantile(0.5)), spans, density, alive);
    }

    private static @Nullable Double finite(double days) {
        return Double.isInfinite(days) ? null : (Double) days;
    }

    private static double alive(WaitGauge gauge, PurchaseHistory history) {
        return switch (new ParetoNbd(gauge.r(), gauge.alpha(), gauge.s(), gauge.beta()).aliveProbability(history)) {
            case Estimate.Known(double value) -> value;
            case Estimate.NotEstimable _ -> Double.NaN;
        };
    }

    private static double[] numbers(Binding binding, FeatureTable table, int row) {
        double[] numbers = new double[binding.features().size()];
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = table.number(column, row);
        }
        return numbers;
    }

    /// The parameters that everybody's orders gave as of an instant; null where too few had come again by
    /// then.
    public static @Nullable Learned parameters(
            Binding binding, Engine engine, Scope everybody, long micros, Work work) {
        FeatureTable table = engine.run(new FeatureStudy(binding.ofFeatures(), List.of(micros), -1), everybody, work)
                .table();
        List<PurchaseHistory> histories = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            PurchaseHistory history = Lifetimes.history(numbers(binding, table, row));
            if (history != null) {
                histories.add(history);
            }
        }
        return WaitGauge.fit(histories, new Lifetimes.Fits()) instanceof WaitGauge.Fit.Done(WaitGauge gauge)
                ? gauge
                : null;
    }
}
