package dev.limner.models.shrinkage;

import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.MaximumLikelihood;
import java.util.List;

/// Means of few values, each customer's own level drawn from a normal distribution: credibility as of
/// Bühlmann and Straub, ASTIN Bulletin 5 (1970), by greatest likelihood.
///
/// @param level the mean level
/// @param between the variance of levels between customers
/// @param within the variance of one value about its customer's level
public record NormalMeans(double level, double between, double within) {
    /// The mean of a customer's values, and how many there are.
    public record Mean(double value, double count) {
        public Mean {
            if (!(count > 0) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("no mean: " + value + " of " + count);
            }
        }
    }

    /// Fits the means of customers.
    ///
    /// @throws IllegalArgumentException where there are fewer than two, or all are equal
    public static Fitted<NormalMeans> fit(List<Mean> customers, Progress progress) {
        Fingerprint data = Fingerprint.start();
        double sum = 0;
        for (Mean mean : customers) {
            data.and(mean.value, mean.count);
            sum += mean.value;
        }
        double usual = sum / customers.size();
        double variance = customers.stream()
                        .mapToDouble(mean -> (mean.value - usual) * (mean.value - usual))
                        .sum()
                / customers.size();
        if (customers.size() < 2 || !(variance > 0)) {
            throw new IllegalArgumentException("nothing varies among " + customers.size() + " customers");
        }
        // in units of the variance of the means, so that parameters stay within the bounds of the search
        MaximumLikelihood fit = MaximumLikelihood.of(
                p -> of(customers, p[0] * variance, p[1] * variance).logLikelihood(customers),
                customers.size(),
                progress,
                0.5,
                0.5);
        NormalMeans model = of(customers, fit.values()[0] * variance, fit.values()[1] * variance);
        return new Fitted<>(
                model,
                fit.parameters(List.of("between", "within")),
                fit.logLikelihood(),
                fit.converged(),
                Provenance.of("NormalMeans", "", customers.size(), 2, data, progress));
    }

    /// The likeliest level for variances.
    private static NormalMeans of(List<Mean> customers, double between, double within) {
        double weights = 0;
        double sum = 0;
        for (Mean mean : customers) {
            double weight = 1 / (between + within / mean.count);
            weights += weight;
            sum += weight * mean.value;
        }
        return new NormalMeans(sum / weights, between, within);
    }

    private double logLikelihood(List<Mean> customers) {
        double sum = 0;
        for (Mean mean : customers) {
            double variance = between + within / mean.count;
            double error = mean.value - level;
            sum -= (Math.log(variance) + error * error / variance) / 2;
        }
        return sum;
    }

    /// The level to be expected of a customer with the mean `value` of `count` values; the usual one for
    /// none.
    public double mean(double value, double count) {
        return count > 0 ? level + weight(count) * (value - level) : level;
    }

    /// How much the customer's own mean counts, from 0 to 1.
    public double weight(double count) {
        return between / (between + within / count);
    }
}
