package dev.limner.predict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Log-odds as a weighted sum.
final class Weighted implements Learned {
    private final Form.Logistic form;

    Weighted(Form.Logistic form) {
        this.form = form;
    }

    @Override
    public Form form() {
        return form;
    }

    private double[] columns(double[] numbers, @Nullable String[] texts) {
        return form.design().row(form.design().encoding().row(numbers, texts));
    }

    @Override
    public double score(double[] numbers, @Nullable String[] texts) {
        double[] columns = columns(numbers, texts);
        double sum = form.intercept();
        for (int j = 0; j < columns.length; j++) {
            sum += form.weights().get(j) * columns[j];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /// Shapley's values where columns are independent: weight times the distance from the mean.
    @Override
    public double[] shares(double[] numbers, @Nullable String[] texts) {
        double[] columns = columns(numbers, texts);
        int[] features = form.design().features();
        List<Double> means = form.means();
        double[] shares = new double[numbers.length];
        for (int j = 0; j < columns.length; j++) {
            shares[features[j]] += form.weights().get(j) * (columns[j] - means.get(j));
        }
        return shares;
    }
}
