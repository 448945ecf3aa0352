package dev.limner.models.evaluation;

import dev.limner.models.Estimate;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Moments;
import dev.limner.models.statistics.Normal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well scores put those with the event before those without: what they say about the order, and nothing
/// else. Equal scores count as undecided (half a pair, one threshold), but for the tables, which keep the
/// order of the input.
public final class Ranking {
    private final double[] scores;
    private final boolean[] events;
    private final int eventCount;

    /// Sorted by falling score, equal scores in the order of the input.
    private Ranking(double[] scores, boolean[] events) {
        this.scores = scores;
        this.events = events;
        int count = 0;
        for (boolean event : events) {
            count += event ? 1 : 0;
        }
        eventCount = count;
    }

    /// The ranking of `events` by `scores`, one an index.
    ///
    /// @throws IllegalArgumentException where the lengths differ or a score is not a number
    public static Ranking of(double[] scores, boolean[] events) {
        if (scores.length != events.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + events.length + " events");
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> 0.0 - scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = new double[order.length];
        boolean[] sortedEvents = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = scores[order[i]];
            sortedEvents[i] = events[order[i]];
            if (Double.isNaN(sorted[i])) {
                throw new IllegalArgumentException("the score at " + order[i] + " is not a number");
            }
        }
        return new Ranking(sorted, sortedEvents);
    }

    /// One threshold: how many with and without the event score at least this much.
    private record Step(int hits, int misses) {}

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < scores.length; i++) {
            hits += events[i] ? 1 : 0;
            if (i + 1 == scores.length || scores[i + 1] != scores[i]) {
                steps.add(new Step(hits, i + 1 - hits));
            }
        }
        return steps;
    }

    /// The chance that a random event scores above a random non-event, a tie counted half: the area under the
    /// ROC curve.
    public Estimate auc() {
        double area = 0;
        Step before = new Step(0, 0);
        for (Step step : steps()) {
            area += (step.misses - before.misses) * ((double) step.hits + before.hits) / 2;
            before = step;
        }
        return estimate(area / eventCount / (scores.length - eventCount));
    }

    /// 2 AUC - 1: 0 for chance, 1 for a perfect order.
    public Estimate gini() {
        return switch (auc()) {
            case Estimate.Known(double auc) -> new Estimate.Known(2 * auc - 1);
            case Estimate.NotEstimable none -> none;
        };
    }

    /// The standard error of the AUC: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988).
    public Estimate aucError() {
        double[] ofEvents = new double[eventCount];
        double[] ofOthers = new double[scores.length - eventCount];
        int hits = 0;
        int misses = 0;
        for (int from = 0, to; from < scores.length; from = to) {
            to = from;
            int tiedHits = 0;
            while (to < scores.length && scores[to] == scores[from]) {
                tiedHits += events[to++] ? 1 : 0;
            }
            int tiedMisses = to - from - tiedHits;
            for (int i = 0; i < tiedHits; i++) {
                ofEvents[hits + i] = 1 - (misses + tiedMisses / 2.0) / ofOthers.length;
            }
            for (int i = 0; i < tiedMisses; i++) {
                ofOthers[misses + i] = (hits + tiedHits / 2.0) / ofEvents.length;
            }
            hits += tiedHits;
            misses += tiedMisses;
        }
        double variance = Moments.of(ofEvents).variance() / ofEvents.length
                + Moments.of(ofOthers).variance() / ofOthers.length;
        return estimate(Math.sqrt(variance));
    }

    /// The normal interval of the AUC at `level`, cut off at 0 and 1; of no width where there is nothing to
    /// err about.
    ///
    /// @throws IllegalStateException where [#auc] is not estimable
    public Interval aucInterval(double level) {
        double auc = auc().orThrow();
        double reach = Normal.quantile((1 + level) / 2) * aucError().orThrow();
        return new Interval(Math.max(0, auc - reach), Math.min(1, auc + reach), level);
    }

    /// The mean precision over the recall gained at each threshold (average precision; no interpolation).
    public Estimate averagePrecision() {
        double sum = 0;
        int hits = 0;
        for (Step step : steps()) {
            sum += (step.hits - hits) / (double) eventCount * step.hits / ((double) step.hits + step.misses);
            hits = step.hits;
        }
        return eventCount == 0 ? estimate(Double.NaN) : new Estimate.Known(sum);
    }

    /// The greatest gap between the shares of events and non-events above a threshold (Kolmogorov and
    /// Smirnov's).
    public Estimate ks() {
        double others = scores.length - eventCount;
        double gap = 0;
        for (Step step : steps()) {
            gap = Math.max(gap, Math.abs(step.hits / (double) eventCount - step.misses / others));
        }
        return eventCount == 0 || others == 0 ? estimate(Double.NaN) : new Estimate.Known(gap);
    }

    /// How many times the overall rate of events the best `share` (0 to 1) of scores reach, rounded to whole
    /// rows.
    public Estimate lift(double share) {
        int rows = (int) Math.round(share * scores.length);
        int hits = 0;
        for (int i = 0; i < rows; i++) {
            hits += events[i] ? 1 : 0;
        }
        return estimate(hits / (double) rows / (eventCount / (double) scores.length));
    }

    /// One line of a gains table.
    ///
    /// @param rows the number of rows in this group
    /// @param events how many of them have the event
    /// @param lift the group's rate of events over the overall rate
    /// @param cumulativeGain the share of all events found in this group and those before
    /// @param cumulativeLift the rate in this group and those before over the overall rate
    public record Gain(int rows, int events, double lift, double cumulativeGain, double cumulativeLift) {
        /// The share of this group's rows that have the event.
        public double rate() {
            return events / (double) rows;
        }
    }

    /// The gains of `groups` groups of as good as equal size, the highest scores first.
    ///
    /// @throws IllegalArgumentException where there are fewer rows than groups, or no event
    public List<Gain> gains(int groups) {
        if (groups < 1 || groups > scores.length || eventCount == 0) {
            throw new IllegalArgumentException(
                    groups + " groups of " + scores.length + " rows with " + eventCount + " events");
        }
        double base = eventCount / (double) scores.length;
        List<Gain> gains = new ArrayList<>();
        int hits = 0;
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * scores.length / groups);
            int to = (int) ((group + 1L) * scores.length / groups);
            int before = hits;
            for (int i = from; i < to; i++) {
                hits += events[i] ? 1 : 0;
            }
            double rate = (hits - before) / (double) (to - from);
            gains.add(new Gain(
                    to - from, hits - before, rate / base, hits / (double) eventCount, hits / (double) to / base));
        }
        return List.copyOf(gains);
    }

    private static Estimate estimate(double value) {
        return Estimate.of(value, "there must be both events and non-events");
    }
}
