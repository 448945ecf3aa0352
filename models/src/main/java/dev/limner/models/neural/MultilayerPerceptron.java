package dev.limner.models.neural;

import dev.limner.models.Fingerprint;
import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Standardiser;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Layers of weighted sums with a bend at 0 between them: Rumelhart, Hinton and Williams, Nature 323 (1986),
/// with rectified units begun after He and others (2015), fitted in small batches by Adam: Kingma and Ba, ICLR
/// 2015. Columns are standardised inside; missing values are not understood.
public final class MultilayerPerceptron implements Predictor {
    private final Standardiser standardiser;
    private final Network network;
    private final boolean events;
    private final double scale;
    private final double shift;
    private final Provenance provenance;

    private MultilayerPerceptron(
            Standardiser standardiser,
            Network network,
            boolean events,
            double scale,
            double shift,
            Provenance provenance) {
        this.standardiser = standardiser;
        this.network = network;
        this.events = events;
        this.scale = scale;
        this.shift = shift;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param hidden the number of units of each hidden layer
    /// @param passes how often to go through all rows
    /// @param batch how many rows a step sees
    /// @param rate the length of a step
    /// @param decay what draws weights to 0, as a share of the step
    /// @param events whether targets are 0 and 1 and a prediction is a probability, else amounts and a mean
    public record Options(List<Integer> hidden, int passes, int batch, double rate, double decay, boolean events) {
        public Options {
            hidden = List.copyOf(hidden);
            if (hidden.stream().anyMatch(units -> units < 1)
                    || passes < 1
                    || batch < 1
                    || !(rate > 0)
                    || !(decay >= 0)) {
                throw new IllegalArgumentException("hidden " + hidden + ", passes " + passes + ", batch " + batch
                        + ", rate " + rate + ", decay " + decay);
            }
        }

        /// Two layers of 64 and 32 units, 20 passes.
        public static Options defaults(boolean events) {
            return new Options(List.of(64, 32), 20, 128, 0.003, 1e-4, events);
        }
    }

    /// Fits the targets `y` over `rows`, one an index.
    public static MultilayerPerceptron fit(
            double[][] rows, double[] y, Options options, RandomGenerator random, Progress progress) {
        if (rows.length == 0 || rows.length != y.length) {
            throw new IllegalArgumentException(rows.length + " rows for " + y.length + " targets");
        }
        Standardiser standardiser = Standardiser.fit(rows);
        double[][] x = standardiser.apply(rows);
        double shift = options.events ? 0 : Arrays.stream(y).average().orElseThrow();
        double spread = 0;
        for (double target : y) {
            spread += (target - shift) * (target - shift) / y.length;
        }
        double scale = options.events || spread == 0 ? 1 : Math.sqrt(spread);
        Network network = new Network(rows[0].length, options.hidden, random);
        int[] order = new int[rows.length];
        Arrays.setAll(order, i -> i);
        int step = 0;
        for (int pass = 0; pass < options.passes; pass++) {
            progress.report(pass / (double) options.passes);
            shuffle(order, random);
            // The steps grow shorter towards the end, so that the last batches do not shake the fit.
            double rate = options.rate * (1 - 0.9 * pass / options.passes);
            for (int from = 0; from < order.length; from += options.batch) {
                int to = Math.min(order.length, from + options.batch);
                for (int i = from; i < to; i++) {
                    double[] row = x[order[i]];
                    double target = (y[order[i]] - shift) / scale;
                    double out = network.forward(row);
                    double said = options.events ? 1 / (1 + Math.exp(-out)) : out;
                    network.backward(row, (said - target) / (to - from));
                }
                network.step(rate, options.decay, ++step);
            }
        }
        Provenance provenance = Provenance.of(
                "MultilayerPerceptron",
                options,
                rows.length,
                rows[0].length,
                Fingerprint.of(rows).and(y),
                progress);
        return new MultilayerPerceptron(standardiser, network, options.events, scale, shift, provenance);
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int spare = order[i];
            order[i] = order[other];
            order[other] = spare;
        }
    }

    @Override
    public double predict(double[] row) {
        double out = network.at(standardiser.apply(row));
        return events ? 1 / (1 + Math.exp(-out)) : shift + scale * out;
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
