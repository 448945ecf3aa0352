package dev.limner.models.survival;

import dev.limner.models.Estimate;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The share still without the event over time: Kaplan and Meier, Journal of the American Statistical
/// Association 53 (1958), with Greenwood's error.
///
/// @param steps one a time at which anything happened or ended, in ascending order
public record KaplanMeier(List<Step> steps) {
    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /// One moment of the curve.
    ///
    /// @param time when
    /// @param atRisk how many were observed and without the event just before
    /// @param events how many had it then
    /// @param survival the share without it right after
    /// @param error the standard error of that share
    public record Step(double time, long atRisk, long events, double survival, double error) {}

    /// The curve of `times`, with an event or not.
    ///
    /// @throws IllegalArgumentException where there are none or the lengths differ
    public static KaplanMeier of(double[] times, boolean[] events) {
        int[] order = sorted(times, events);
        List<Step> steps = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            long hits = 0;
            while (to < order.length && times[order[to]] == times[order[from]]) {
                hits += events[order[to++]] ? 1 : 0;
            }
            double risk = order.length - from;
            survival *= 1 - hits / risk;
            greenwood += hits == 0 ? 0 : hits / (risk * (risk - hits));
            double error = survival == 0 ? 0 : survival * Math.sqrt(greenwood);
            steps.add(new Step(times[order[from]], (long) risk, hits, survival, error));
        }
        return new KaplanMeier(steps);
    }

    /// The numbers of the observations by time.
    static int[] sorted(double[] times, boolean[] events) {
        if (times.length == 0 || times.length != events.length) {
            throw new IllegalArgumentException(times.length + " times for " + events.length + " events");
        }
        if (!Arrays.stream(times).allMatch(time -> time > 0 && Double.isFinite(time))) {
            throw new IllegalArgumentException("a time is not above 0 or not finite");
        }
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The share without the event right after `time`.
    public double survivalAt(double time) {
        double survival = 1;
        for (Step step : steps) {
            if (step.time > time) {
                break;
            }
            survival = step.survival;
        }
        return survival;
    }

    /// The interval of [#survivalAt] at `level`, on the scale of ln(-ln), so that it stays between 0 and 1.
    public Interval intervalAt(double time, double level) {
        Step last = new Step(0, 0, 0, 1, 0);
        for (Step step : steps) {
            last = step.time <= time ? step : last;
        }
        double log = Math.log(last.survival);
        if (last.survival == 1 || last.survival == 0) {
            return new Interval(last.survival, last.survival, level);
        }
        double reach = Normal.quantile((1 + level) / 2) * last.error / (last.survival * Math.abs(log));
        return new Interval(Math.exp(log * Math.exp(reach)), Math.exp(log * Math.exp(-reach)), level);
    }

    /// The time by which half have had the event; not estimable where fewer have.
    public Estimate median() {
        for (Step step : steps) {
            if (step.survival <= 0.5) {
                return new Estimate.Known(step.time);
            }
        }
        return new Estimate.NotEstimable("fewer than half have had the event");
    }

    /// The mean time without the event up to `until`: the area under the curve.
    public double restrictedMean(double until) {
        double area = 0;
        double survival = 1;
        double before = 0;
        for (Step step : steps) {
            if (step.time >= until) {
                break;
            }
            area += survival * (step.time - before);
            survival = step.survival;
            before = step.time;
        }
        return area + survival * (until - before);
    }
}
