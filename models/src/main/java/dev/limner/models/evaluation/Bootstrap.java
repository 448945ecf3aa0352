package dev.limner.models.evaluation;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Quantiles;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// Percentile intervals of any figure by drawing rows anew: Efron, The Annals of Statistics 7 (1979).
///
/// @param replicates how many draws, at least 2
/// @param level the share of draws inside the interval, 0 to 1
public record Bootstrap(int replicates, double level) {
    public Bootstrap {
        if (replicates < 2 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("no interval from " + replicates + " replicates at level " + level);
        }
    }

    /// The interval of `figure`, a function of the numbers of the rows drawn (0 to `rows` - 1, with
    /// repetition). Draws at which the figure is not a number are passed over.
    ///
    /// @throws IllegalArgumentException where no draw gives a number
    public Interval of(ToDoubleFunction<int[]> figure, int rows, RandomGenerator random, Progress progress) {
        return interval(draws(drawn -> new double[] {figure.applyAsDouble(drawn)}, rows, random, progress)[0]);
    }

    /// Several figures of the same draws: by figure its value in each draw.
    public double[][] draws(Function<int[], double[]> figures, int rows, RandomGenerator random, Progress progress) {
        double[][] values = new double[0][];
        for (int replicate = 0; replicate < replicates; replicate++) {
            int[] drawn = new int[rows];
            for (int i = 0; i < rows; i++) {
                drawn[i] = random.nextInt(rows);
            }
            double[] found = figures.apply(drawn);
            if (replicate == 0) {
                values = new double[found.length][replicates];
            }
            for (int f = 0; f < found.length; f++) {
                values[f][replicate] = found[f];
            }
            progress.report((replicate + 1.0) / replicates);
        }
        return values;
    }

    /// The interval that the middle of `draws` spans; those that are not a number are passed over.
    ///
    /// @throws IllegalArgumentException where no draw is a number
    public Interval interval(double[] draws) {
        double[] known =
                Arrays.stream(draws).filter(value -> !Double.isNaN(value)).toArray();
        double[] ends = Quantiles.of(known, (1 - level) / 2, (1 + level) / 2);
        return new Interval(ends[0], ends[1], level);
    }
}
