package dev.limner.models.uplift;

import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.statistics.Interval;
import java.util.random.RandomGenerator;

/// Whether scores find anybody whom the action changes more than others, on customers that no model has seen:
/// by the bootstrap interval of the Qini coefficient. Most differences between uplift models are smaller than
/// this interval.
///
/// @param qini the coefficient
/// @param interval its interval
public record UpliftVerdict(double qini, Interval interval) {
    /// Judges `scores` by draws of customers.
    public static UpliftVerdict of(
            double[] scores,
            boolean[] treated,
            double[] outcomes,
            Bootstrap bootstrap,
            RandomGenerator random,
            Progress progress) {
        double qini = UpliftRanking.of(scores, treated, outcomes).qini().orThrow();
        Interval interval = bootstrap.of(
                rows -> UpliftRanking.of(scores, treated, outcomes, rows).qini().orThrow(),
                scores.length,
                random,
                progress);
        return new UpliftVerdict(qini, interval);
    }

    /// Whether the whole interval is above 0. Where it is not, no heterogeneity is detectable: send to all or
    /// to none, by what the action costs and brings on average.
    public boolean detectable() {
        return interval.lower() > 0;
    }
}
