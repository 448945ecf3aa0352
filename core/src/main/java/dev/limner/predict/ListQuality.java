package dev.limner.predict;

import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How well one kind of answer met what came about: figures with the intervals that hold them in 95 of 100
/// draws of the customers.
///
/// @param who the model, or what it is held against
public record ListQuality(ModelCard.Who who, List<ModelCard.Figure> figures) {
    private static final int DRAWS = 100;

    public ListQuality {
        figures = List.copyOf(figures);
    }

    /// Of figures of rows drawn.
    static ListQuality of(ModelCard.Who who, List<Merit> merits, int rows, Function<int[], double[]> of) {
        Bootstrap bootstrap = new Bootstrap(DRAWS, 0.95);
        double[] values = of.apply(IntStream.range(0, rows).toArray());
        double[][] draws = bootstrap.draws(of, rows, new SplittableRandom(1), Progress.SILENT);
        List<ModelCard.Figure> figures = new ArrayList<>();
        for (int m = 0; m < merits.size(); m++) {
            if (!Double.isNaN(values[m])) {
                Interval interval = bootstrap.interval(draws[m]);
                figures.add(new ModelCard.Figure(merits.get(m), values[m], interval.lower(), interval.upper()));
            }
        }
        return new ListQuality(who, figures);
    }
}
