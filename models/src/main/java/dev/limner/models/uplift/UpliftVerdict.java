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
                rows -> {
                    double[] drawnScores = new double[rows.length];
                    boolean[] drawnTreated = new boolean[rows.length];
                    double[] drawnOutcomes = new double[rows.length];
                    for (int i = 0; i < rows.length; i++) {
                        drawnScores[i] = scores[rows[i]];
                        drawnTreated[i] = treated[rows[i]];
                        drawnOutcomes[i] = outcomes[rows[i]];
                    }
                    return UpliftRanking.of(drawnScores, drawnTreated, drawnOutcomes)
                            .qini()
                            .orThrow();
                },
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
