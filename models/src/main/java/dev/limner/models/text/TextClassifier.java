package dev.limner.models.text;

import dev.limner.models.Fingerprint;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Whether a text is of a kind, by the runs of characters in it and their weights: logistic regression over
/// character n-grams, fitted in the dual by coordinate descent: Yu, Huang and Lin, Machine Learning 85 (2011).
/// Runs need no word boundaries, which Chinese does not have, and forgive spelling. Every text is brought to
/// length 1, so that long ones do not shout.
public final class TextClassifier {
    private final Grams grams;
    private final double[] weights;
    private final Provenance provenance;

    private TextClassifier(Grams grams, double[] weights, Provenance provenance) {
        this.grams = grams;
        this.weights = weights;
        this.provenance = provenance;
    }

    /// How to fit.
    ///
    /// @param longest the most characters of a run; 2 for Chinese, 4 for languages with an alphabet
    /// @param leastTexts in how many texts a run must stand
    /// @param cost the weight of the log loss of a text against the squared weights
    /// @param passes the most passes over the texts
    public record Options(int longest, int leastTexts, double cost, int passes) {
        public Options {
            if (longest < 1 || leastTexts < 1 || !(cost > 0) || passes < 1) {
                throw new IllegalArgumentException(
                        "longest " + longest + ", leastTexts " + leastTexts + ", cost " + cost + ", passes " + passes);
            }
        }

        /// Runs of one and two characters that stand in at least two texts.
        public static Options defaults() {
            return new Options(2, 2, 8, 30);
        }
    }

    /// Fits `texts` that are of the kind or not, one an index; `seed` orders the passes.
    public static TextClassifier fit(
            List<String> texts, boolean[] ofKind, Options options, long seed, Progress progress) {
        if (texts.isEmpty() || texts.size() != ofKind.length) {
            throw new IllegalArgumentException(texts.size() + " texts for " + ofKind.length + " labels");
        }
        Grams grams = Grams.of(texts, options.longest, options.leastTexts);
        return fit(texts, grams, grams.columns(texts), ofKind, options, seed, progress);
    }

    /// Fits texts whose runs are found already.
    static TextClassifier fit(
            List<String> texts,
            Grams grams,
            int[][] columns,
            boolean[] ofKind,
            Options options,
            long seed,
            Progress progress) {
        double[] weights = descend(columns, ofKind, grams.size() + 1, options, new Random(seed), progress);
        Fingerprint data = Fingerprint.start().and(ofKind);
        texts.forEach(data::and);
        Provenance provenance =
                Provenance.of("TextClassifier", options + ", seed " + seed, texts.size(), grams.size(), data, progress);
        return new TextClassifier(grams, weights, provenance);
    }

    /// The value of each of `count` runs of a text, so that it has length 1; the last column is a constant of
    /// 1.
    private static double value(int count) {
        return count == 0 ? 0 : 1 / Math.sqrt(count);
    }

    private static double[] descend(
            int[][] columns, boolean[] ofKind, int size, Options options, Random random, Progress progress) {
        double[] weights = new double[size];
        double[] alphas = new double[columns.length];
        double c = options.cost;
        Arrays.fill(alphas, Math.min(0.001 * c, 1e-8));
        for (int i = 0; i < columns.length; i++) {
            add(weights, columns[i], (ofKind[i] ? 1 : -1) * alphas[i]);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            order.add(i);
        }
        for (int pass = 0; pass < options.passes; pass++) {
            progress.report(pass / (double) options.passes);
            Collections.shuffle(order, random);
            double largest = 0;
            for (int i : order) {
                double sign = ofKind[i] ? 1 : -1;
                double square = columns[i].length == 0 ? 1 : 2;
                double margin = sign * score(weights, columns[i]);
                double next = minimum(square, margin - square * alphas[i], alphas[i], c);
                double change = next - alphas[i];
                largest = Math.max(largest, Math.abs(change));
                alphas[i] = next;
                add(weights, columns[i], sign * change);
            }
            if (largest < 1e-4 * c) {
                break;
            }
        }
        return weights;
    }

    /// The a in (0, c) at which square a + offset + ln(a / (c - a)) = 0, by Newton within a shrinking bracket.
    private static double minimum(double square, double offset, double start, double c) {
        double low = 0;
        double high = c;
        double a = Math.clamp(start, c * 1e-10, c * (1 - 1e-10));
        for (int step = 0; step < 60; step++) {
            double slope = square * a + offset + Math.log(a / (c - a));
            if (Math.abs(slope) < 1e-8) {
                break;
            }
            if (slope > 0) {
                high = a;
            } else {
                low = a;
            }
            double newton = a - slope / (square + c / (a * (c - a)));
            a = newton > low && newton < high ? newton : (low + high) / 2;
        }
        return a;
    }

    private static void add(double[] weights, int[] columns, double amount) {
        double each = amount * value(columns.length);
        for (int column : columns) {
            weights[column] += each;
        }
        weights[weights.length - 1] += amount;
    }

    private static double score(double[] weights, int[] columns) {
        double sum = 0;
        for (int column : columns) {
            sum += weights[column];
        }
        return sum * value(columns.length) + weights[weights.length - 1];
    }

    /// The probability that `text` is of the kind.
    public double probability(String text) {
        return 1 / (1 + Math.exp(-score(weights, grams.columns(text))));
    }

    /// The `count` runs of `length` characters that speak most for the kind (or, where not `positive`, against
    /// it).
    public List<String> strongest(int count, int length, boolean positive) {
        return grams.numbers().entrySet().stream()
                .filter(entry -> entry.getKey().codePointCount(0, entry.getKey().length()) == length)
                .sorted((a, b) -> Double.compare(
                        (positive ? -1 : 1) * weights[a.getValue()], (positive ? -1 : 1) * weights[b.getValue()]))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
