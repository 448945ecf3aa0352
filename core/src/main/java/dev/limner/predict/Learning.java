package dev.limner.predict;

import dev.limner.models.Progress;
import dev.limner.models.calibration.IsotonicRegression;
import dev.limner.models.calibration.PlattScaling;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.models.tree.GradientBoosting;
import dev.limner.models.tree.RandomForest;
import dev.limner.work.Work;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The one face of all learners: rows of features and their labels in, a model that scores out, its
/// probabilities calibrated where the definition asks for it.
///
/// The curve of a calibration is fitted on scores of training rows by models that have not seen their
/// customers: customers are dealt to five parts, all rows of one to the same. By customers and not by the
/// youngest cut-off, since the horizons of training cut-offs overlap: to be unseen, the youngest would need all
/// cut-offs within a horizon before it left out, and with four cut-offs 28 days apart none would be left.
final class Learning {
    private static final int PARTS = 5;
    private static final int USUAL_LEAST_ROWS = 20;

    private final ModelDefinition definition;
    private final ModelDefinition.Algorithm algorithm;
    private final boolean[] isText;
    private final Work work;

    Learning(ModelDefinition definition, boolean[] isText, Work work) {
        this.definition = definition;
        this.algorithm = definition.algorithmOrDefault();
        this.isText = isText;
        this.work = work;
    }

    /// What came of a fit.
    sealed interface Result {
        record Done(Learned learned) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    /// Learns from rows of a table.
    ///
    /// @param labels one a row of `rows`
    Result learn(FeatureTable table, int[] rows, double[] labels) {
        Form raw = fit(table, rows, labels);
        if (raw == null) {
            return new Result.Refused(new Refusal.NoFit("LogisticRegression"));
        }
        return switch (algorithm.calibrationOrDefault()) {
            case NONE -> new Result.Done(Learned.of(raw));
            case PLATT, ISOTONIC -> {
                double[] unseen = unseen(table, rows, labels);
                yield unseen.length == 0
                        ? new Result.Refused(new Refusal.NoFit("LogisticRegression"))
                        : new Result.Done(Learned.of(new Form.Calibrated(raw, curve(unseen, labels))));
            }
        };
    }

    /// The log-odds of each row by a model that knows nothing of its customer; none where one could not be had.
    double[] unseen(FeatureTable table, int[] rows, double[] labels) {
        int[] parts = parts(table, rows);
        double[] unseen = new double[rows.length];
        for (int part = 0; part < PARTS; part++) {
            work.check();
            int held = part;
            int[] seen = IntStream.range(0, rows.length)
                    .filter(i -> parts[i] != held)
                    .toArray();
            Form form = fit(
                    table,
                    Arrays.stream(seen).map(i -> rows[i]).toArray(),
                    Arrays.stream(seen).mapToDouble(i -> labels[i]).toArray());
            if (form == null) {
                return new double[0];
            }
            Learned learned = Learned.of(form);
            for (int i = 0; i < rows.length; i++) {
                if (parts[i] == held) {
                    unseen[i] = Bent.logOdds(learned.score(table, rows[i], isText));
                }
            }
        }
        return unseen;
    }

    /// By row the part of its customer. Customers come in the order of their numbers and are dealt in turn.
    private static int[] parts(FeatureTable table, int[] rows) {
        int[] customers =
                Arrays.stream(rows).map(table::customer).distinct().sorted().toArray();
        return Arrays.stream(rows)
                .map(row -> Arrays.binarySearch(customers, table.customer(row)) % PARTS)
                .toArray();
    }

    private Form.Curve curve(double[] logOdds, double[] labels) {
        boolean[] events = new boolean[labels.length];
        int hits = 0;
        for (int i = 0; i < events.length; i++) {
            events[i] = labels[i] > 0;
            hits += events[i] ? 1 : 0;
        }
        if (algorithm.calibrationOrDefault() == ModelDefinition.Calibration.PLATT) {
            PlattScaling line = PlattScaling.fit(logOdds, events);
            return new Form.Curve.Platt(line.slope(), line.intercept());
        }
        // drawn in a little as Platt's targets are, so that no step says 0 or 1
        double high = (hits + 1.0) / (hits + 2.0);
        double low = 1 / (events.length - hits + 2.0);
        double[] targets = IntStream.range(0, events.length)
                .mapToDouble(i -> events[i] ? high : low)
                .toArray();
        IsotonicRegression steps = IsotonicRegression.fit(logOdds, targets);
        return new Form.Curve.Isotonic(list(steps.knots()), list(steps.values()));
    }

    /// The learner alone; null where its search did not end.
    private @Nullable Form fit(FeatureTable table, int[] rows, double[] labels) {
        Encoding encoding = Encoding.fit(table, rows, isText);
        double[][] encoded =
                Arrays.stream(rows).mapToObj(row -> encoding.row(table, row)).toArray(double[][]::new);
        Progress progress = _ -> {
            work.check();
            return true;
        };
        return switch (algorithm.learnerOrDefault()) {
            case BOOSTING -> {
                GradientBoosting model = GradientBoosting.fit(
                        encoded,
                        labels,
                        Learned.Boosted.loss(definition.kind()),
                        boosting(encoding, rows.length),
                        random(),
                        progress);
                yield new Form.Boosted(
                        definition.kind(),
                        encoding,
                        model.start(),
                        model.trees().stream().map(Form.Nodes::of).toList());
            }
            case FOREST -> {
                RandomForest forest = RandomForest.fit(encoded, labels, forest(rows.length), random(), progress);
                yield new Form.Forest(
                        encoding, forest.trees().stream().map(Form.Nodes::of).toList());
            }
            case LOGISTIC -> logistic(Design.fit(encoding, encoded), encoded, labels, progress);
            case ONNX -> throw new IllegalStateException("a model that was made elsewhere does not learn");
        };
    }

    private static @Nullable Form logistic(Design design, double[][] encoded, double[] labels, Progress progress) {
        double[][] columns = Arrays.stream(encoded).map(design::row).toArray(double[][]::new);
        boolean[] events = new boolean[labels.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = labels[i] > 0;
        }
        LogisticRegression model =
                LogisticRegression.fit(columns, events, LogisticRegression.Options.defaults(), progress);
        double[] means = new double[columns[0].length];
        for (double[] row : columns) {
            for (int j = 0; j < means.length; j++) {
                means[j] += row[j] / columns.length;
            }
        }
        return model.converged()
                ? new Form.Logistic(design, model.intercept(), list(model.weights()), list(means))
                : null;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private GradientBoosting.Options boosting(Encoding encoding, int rows) {
        GradientBoosting.Options usual = GradientBoosting.Options.defaults();
        return new GradientBoosting.Options(
                algorithm.roundsOrDefault(),
                usual.rate(),
                algorithm.leavesOrDefault(),
                usual.depth(),
                leastRows(rows),
                usual.ridge(),
                0.7,
                0,
                15,
                0.15,
                List.of(),
                encoding.categories());
    }

    private RandomForest.Options forest(int rows) {
        RandomForest.Options usual = RandomForest.Options.defaults();
        return new RandomForest.Options(
                algorithm.roundsOrDefault(), leastRows(rows), usual.depth(), usual.columnsPerSplit());
    }

    private static int leastRows(int rows) {
        return Math.max(USUAL_LEAST_ROWS, rows / 200);
    }

    private RandomGenerator random() {
        return new SplittableRandom(definition.seed());
    }

    /// The names of what learned and of what bent its probabilities.
    String name() {
        String learner = switch (algorithm.learnerOrDefault()) {
            case BOOSTING -> "GradientBoosting";
            case LOGISTIC -> "LogisticRegression";
            case FOREST -> "RandomForest";
            case ONNX -> "ONNX " + definition.foreign();
        };
        return switch (algorithm.calibrationOrDefault()) {
            case NONE -> learner;
            case PLATT -> learner + ", PlattScaling";
            case ISOTONIC -> learner + ", IsotonicRegression";
        };
    }

    /// The options of the learner.
    String options(Encoding encoding, int rows) {
        return switch (algorithm.learnerOrDefault()) {
            case BOOSTING -> boosting(encoding, rows).toString();
            case FOREST -> forest(rows).toString();
            case LOGISTIC -> LogisticRegression.Options.defaults().toString();
            case ONNX -> "";
        };
    }
}
