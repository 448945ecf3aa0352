package dev.limner.models.lifetime;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// How far a quantity of a lifetime model moves when other customers had been seen: percentile intervals over
/// fits to resampled customers (Efron, The Annals of Statistics 7, 1979).
///
/// @param replicates how many resamples, at least 2
/// @param level the share of resamples inside the interval, 0 to 1
public record LifetimeBootstrap(int replicates, double level) {
    public LifetimeBootstrap {
        if (replicates < 2 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("no intervals from " + replicates + " replicates at level " + level);
        }
    }

    /// The interval of each of `quantities` of the model that `fit` makes of `histories`.
    public <M> List<Interval> intervals(
            PurchaseHistories histories,
            Function<PurchaseHistories, Fitted<M>> fit,
            List<ToDoubleFunction<M>> quantities,
            RandomGenerator random,
            Progress progress) {
        double[][] drawn = new double[quantities.size()][replicates];
        for (int replicate = 0; replicate < replicates; replicate++) {
            M model = fit.apply(histories.resample(random)).model();
            for (int i = 0; i < drawn.length; i++) {
                drawn[i][replicate] = quantities.get(i).applyAsDouble(model);
            }
            progress.report((replicate + 1.0) / replicates);
        }
        return Arrays.stream(drawn)
                .map(values -> Quantiles.of(values, (1 - level) / 2, (1 + level) / 2))
                .map(ends -> new Interval(ends[0], ends[1], level))
                .toList();
    }
}
