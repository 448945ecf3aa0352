package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.LogGamma;
import dev.limner.models.statistics.MaximumLikelihood;
import java.util.Collection;
import java.util.List;

/// What a customer spends at a time: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
/// Spends are gamma(`p`, rate nu) distributed about a mean of the customer's own, nu is gamma(`q`, rate `v`)
/// distributed over customers.
/// It assumes that how much and how often are independent: check their correlation first.
///
/// @param p shape of one customer's spends
/// @param q shape of nu over customers
/// @param v rate parameter of nu over customers, money
public record GammaGamma(double p, double q, double v) {
    /// What one customer spent: the number of repeat purchases and their mean value in money.
    public record Spending(int repeats, double mean) {
        public Spending {
            if (repeats < 0 || !(mean >= 0)) {
                throw new IllegalArgumentException("no spending: repeats " + repeats + ", mean " + mean);
            }
        }
    }

    /// How to fit: there is nothing to choose.
    public record Options() {
        /// The only options.
        public static Options defaults() {
            return new Options();
        }
    }

    /// Fits the customers who have repeats and spent money; the others tell nothing about spends and are
    /// passed over.
    ///
    /// @throws IllegalArgumentException where none has
    public static Fitted<GammaGamma> fit(Collection<Spending> customers, Options options, Progress progress) {
        List<Spending> spenders = customers.stream()
                .filter(customer -> customer.repeats > 0 && customer.mean > 0)
                .toList();
        if (spenders.isEmpty()) {
            throw new IllegalArgumentException("no customer with a repeat purchase of a value above 0");
        }
        Fingerprint data = Fingerprint.start();
        spenders.forEach(spender -> data.and(spender.repeats).and(spender.mean));
        double mean = spenders.stream().mapToDouble(Spending::mean).average().orElseThrow();
        MaximumLikelihood fit = MaximumLikelihood.of(
                c -> new GammaGamma(c[0], c[1], c[2]).logLikelihood(spenders), spenders.size(), progress, 2, 3, mean);
        GammaGamma model = new GammaGamma(fit.values()[0], fit.values()[1], fit.values()[2]);
        return new Fitted<>(
                model,
                fit.parameters(List.of("p", "q", "v")),
                fit.logLikelihood(),
                fit.converged(),
                Provenance.of("GammaGamma", options, spenders.size(), 2, data, progress));
    }

    /// ln of the likelihood of the mean spends of `spenders`, all with repeats and means above 0.
    public double logLikelihood(Collection<Spending> spenders) {
        double constant = -LogGamma.of(q) + q * Math.log(v);
        double sum = 0;
        for (Spending spending : spenders) {
            double px = p * spending.repeats;
            double total = spending.repeats * spending.mean;
            sum += constant
                    + LogGamma.of(px + q)
                    - LogGamma.of(px)
                    - Math.log(spending.mean)
                    + px * Math.log(total)
                    - (px + q) * Math.log(total + v);
        }
        return sum;
    }

    /// The mean spend of all customers, money; not estimable where q <= 1, when it has no limit.
    public Estimate populationMean() {
        return expectedSpend(new Spending(0, 0));
    }

    /// The expected spend at the next purchase of a customer with this `spending`, money: between the
    /// customer's own mean and that of all, the nearer to the former the more repeats.
    public Estimate expectedSpend(Spending spending) {
        double weight = p * spending.repeats + q - 1;
        return weight > 0
                ? new Estimate.Known(p * (v + spending.repeats * spending.mean) / weight)
                : new Estimate.NotEstimable("spends vary so much between customers that they have no mean");
    }
}
