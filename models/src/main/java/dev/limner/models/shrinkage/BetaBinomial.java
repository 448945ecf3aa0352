package dev.limner.models.shrinkage;

import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Incomplete;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.LogGamma;
import dev.limner.models.statistics.MaximumLikelihood;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shares of counts, each customer's own share drawn from a beta distribution with `a` and `b`: Skellam,
/// Journal of the Royal Statistical Society B 10 (1948); as an empirical prior Efron and Morris (1975).
public record BetaBinomial(double a, double b) {
    private static final double ENDLESS = 1e-12;

    /// How many of how many.
    public record Counts(long part, long whole) {
        public Counts {
            if (part < 0 || whole < part) {
                throw new IllegalArgumentException(part + " of " + whole);
            }
        }
    }

    /// Fits the counts of customers; those of none at all say nothing.
    ///
    /// @throws IllegalArgumentException where nobody has any
    public static Fitted<BetaBinomial> fit(Collection<Counts> customers, Progress progress) {
        Map<Counts, Long> distinct = new LinkedHashMap<>();
        Fingerprint data = Fingerprint.start();
        long of = 0;
        double part = 0;
        double whole = 0;
        for (Counts counts : customers) {
            if (counts.whole > 0) {
                distinct.merge(counts, 1L, Long::sum);
                data.and(counts.part).and(counts.whole);
                part += counts.part;
                whole += counts.whole;
                of++;
            }
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("nobody has any counts");
        }
        double mean = (part + 1) / (whole + 2);
        MaximumLikelihood fit =
                MaximumLikelihood.of(p -> logLikelihood(p[0], p[1], distinct), (double) of, progress, mean, 1 - mean);
        return new Fitted<>(
                new BetaBinomial(fit.values()[0], fit.values()[1]),
                fit.parameters(List.of("a", "b")),
                fit.logLikelihood(),
                fit.converged(),
                Provenance.of("BetaBinomial", "", of, 2, data, progress));
    }

    private static double logLikelihood(double a, double b, Map<Counts, Long> distinct) {
        double none = LogGamma.beta(a, b);
        double sum = 0;
        for (Map.Entry<Counts, Long> entry : distinct.entrySet()) {
            Counts counts = entry.getKey();
            sum += entry.getValue() * (LogGamma.beta(a + counts.part, b + counts.whole - counts.part) - none);
        }
        return sum;
    }

    /// The mean share of all.
    public double mean() {
        return a / (a + b);
    }

    /// The share to be expected of a customer with these counts.
    public double mean(double part, double whole) {
        return (a + part) / (a + b + whole);
    }

    /// The interval that holds the share of a customer with these counts with the probability `level`.
    public Interval interval(double part, double whole, double level) {
        double p = a + part;
        double q = b + whole - part;
        return new Interval(quantile((1 - level) / 2, p, q), quantile((1 + level) / 2, p, q), level);
    }

    private static double quantile(double probability, double p, double q) {
        double low = 0;
        double high = 1;
        while (high - low > ENDLESS) {
            double middle = (low + high) / 2;
            if (Incomplete.beta(middle, p, q) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
