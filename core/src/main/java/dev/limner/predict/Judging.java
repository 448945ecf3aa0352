package dev.limner.predict;

import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.statistics.Interval;
import dev.limner.predict.ModelCard.Who;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The figures of predictions held against what happened, each with the interval that holds it in 95 of 100 draws
/// of the rows.
final class Judging {
    private static final int DRAWS = 100;
    private static final int MOST_DRAWN = 4000;

    private Judging() {}

    /// What a model says of rows of a table; a value that cannot be told counts as none.
    static double[] scores(Binding binding, Learned of, FeatureTable table, int[] rows) {
        return Arrays.stream(Learned.scores(of, table, rows, binding.isText()))
                .map(score ->
                        Double.isNaN(score) && binding.definition().kind() == ModelDefinition.Kind.VALUE ? 0 : score)
                .toArray();
    }

    /// The figures of each, on the same draws.
    static List<ModelCard.Judged> of(ModelDefinition definition, Map<Who, double[]> predictions, double[] labels) {
        List<Merit> merits = Merit.of(definition.kind());
        List<Who> who = List.copyOf(predictions.keySet());
        Bootstrap bootstrap = new Bootstrap(DRAWS, 0.95);
        int drawn = Math.min(MOST_DRAWN, labels.length);
        double[][] draws = bootstrap.draws(
                places -> {
                    double[] of =
                            Arrays.stream(places).mapToDouble(i -> labels[i]).toArray();
                    return who.stream()
                            .flatMapToDouble(each -> Arrays.stream(Merit.measured(
                                    merits,
                                    Arrays.stream(places)
                                            .mapToDouble(i -> predictions.getOrDefault(each, labels)[i])
                                            .toArray(),
                                    of)))
                            .toArray();
                },
                drawn,
                new SplittableRandom(definition.seed()),
                Progress.SILENT);
        List<ModelCard.Judged> judged = new ArrayList<>();
        for (int w = 0; w < who.size(); w++) {
            double[] values = Merit.measured(merits, predictions.getOrDefault(who.get(w), labels), labels);
            List<ModelCard.Figure> figures = new ArrayList<>();
            for (int m = 0; m < merits.size(); m++) {
                double[] of = draws[w * merits.size() + m];
                if (!Double.isNaN(values[m]) && Arrays.stream(of).anyMatch(value -> !Double.isNaN(value))) {
                    Interval interval = bootstrap.interval(of);
                    figures.add(new ModelCard.Figure(merits.get(m), values[m], interval.lower(), interval.upper()));
                }
            }
            judged.add(new ModelCard.Judged(who.get(w), figures));
        }
        return judged;
    }
}
