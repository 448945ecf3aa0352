package dev.limner.models.lifetime;

import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.LogGamma;
import dev.limner.models.statistics.MaximumLikelihood;
import java.util.List;
import java.util.Map;

/// BG/BB, for purchases that can only happen at fixed opportunities (a yearly appeal, a weekly market): Fader,
/// Hardie and Shang, Marketing Science 29 (2010). At each a living customer buys with a beta(`alpha`, `beta`)
/// distributed chance and has left before it with a beta(`gamma`, `delta`) distributed chance.
///
/// @param alpha first parameter of the chance to buy
/// @param beta second parameter of the chance to buy
/// @param gamma first parameter of the chance to leave
/// @param delta second parameter of the chance to leave
public record BgBb(double alpha, double beta, double gamma, double delta) {
    /// One customer: at how many of `opportunities` after the first purchase one bought, and the last that was
    /// taken (1 is the first; 0 where none was).
    public record Opportunities(int taken, int last, int opportunities) {
        public Opportunities {
            if (taken < 0 || last < taken || opportunities < last || (taken == 0 && last > 0)) {
                throw new IllegalArgumentException(
                        "no history: taken " + taken + ", last " + last + " of " + opportunities);
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

    /// Fits customers, given as the number that has each different history.
    public static Fitted<BgBb> fit(Map<Opportunities, Long> customers, Options options, Progress progress) {
        Fingerprint data = Fingerprint.start();
        // Maps have no order of their own: the sum of the entries' fingerprints does not depend on it.
        data.and(customers.entrySet().stream()
                .mapToLong(entry -> Fingerprint.start()
                        .and(entry.getKey().taken)
                        .and(entry.getKey().last)
                        .and(entry.getKey().opportunities)
                        .and(entry.getValue())
                        .value())
                .sum());
        double count = customers.values().stream().mapToLong(Long::longValue).sum();
        MaximumLikelihood fit = MaximumLikelihood.of(c -> at(c).logLikelihood(customers), count, progress, 1, 1, 1, 2);
        BgBb model = at(fit.values());
        return new Fitted<>(
                model,
                fit.parameters(List.of("alpha", "beta", "gamma", "delta")),
                fit.logLikelihood(),
                fit.converged(),
                Provenance.of("BgBb", options, (long) count, 3, data, progress));
    }

    private static BgBb at(double[] c) {
        return new BgBb(c[0], c[1], c[2], c[3]);
    }

    /// ln of the likelihood of `customers`.
    public double logLikelihood(Map<Opportunities, Long> customers) {
        return customers.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * logLikelihood(entry.getKey()))
                .sum();
    }

    private double logLikelihood(Opportunities history) {
        double sum = buying(history, history.opportunities) + LogGamma.beta(gamma, delta + history.opportunities);
        for (int last = history.last; last < history.opportunities; last++) {
            sum = BetaGeometric.logSum(sum, buying(history, last) + LogGamma.beta(gamma + 1, delta + last));
        }
        return sum - LogGamma.beta(gamma, delta);
    }

    /// ln of the chance to buy as often as in `history` at the first `living` opportunities, in one certain
    /// order.
    private double buying(Opportunities history, int living) {
        return LogGamma.beta(alpha + history.taken, beta + living - history.taken) - LogGamma.beta(alpha, beta);
    }

    /// The probability that a customer with this `history` is there at the next opportunity.
    public double aliveProbability(Opportunities history) {
        return Math.exp(buying(history, history.opportunities)
                + LogGamma.beta(gamma, delta + history.opportunities + 1)
                - LogGamma.beta(gamma, delta)
                - logLikelihood(history));
    }

    /// The expected purchases at the next `more` opportunities of a customer with this `history`.
    public double expectedPurchases(Opportunities history, int more) {
        int n = history.opportunities;
        double staying = 0;
        for (int k = 1; k <= more; k++) {
            staying += Math.exp(LogGamma.beta(gamma, delta + n + k) - LogGamma.beta(gamma, delta));
        }
        double chance = (alpha + history.taken) / (alpha + beta + n);
        return chance * staying * Math.exp(buying(history, n) - logLikelihood(history));
    }
}
