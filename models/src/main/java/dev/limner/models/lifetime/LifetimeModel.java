package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.MaximumLikelihood;
import java.util.List;
import java.util.function.Function;

/// A customer base that buys at random times until each customer, unseen, leaves for good.
public sealed interface LifetimeModel permits BgNbd, MbgNbd, ParetoNbd {
    /// The expected repeat purchases of a new customer in the `horizon` after the first purchase.
    double expectedPurchases(double horizon);

    /// The expected purchases of a customer with this `history` in the `horizon` after the end of observation.
    double expectedPurchases(PurchaseHistory history, double horizon);

    /// The probability that a customer with this `history` has not left.
    Estimate aliveProbability(PurchaseHistory history);

    /// ln of the likelihood of all `histories`.
    double logLikelihood(PurchaseHistories histories);

    /// How to fit.
    ///
    /// @param penalty the weight of the sum of squared log-parameters, a mean per customer: 0 for plain maximum
    ///     likelihood, 0.001 to 0.1 where the base is small and the parameters would run away
    record Options(double penalty) {
        public Options {
            if (!(penalty >= 0)) {
                throw new IllegalArgumentException("penalty " + penalty + " is below 0");
            }
        }

        /// No penalty.
        public static Options defaults() {
            return new Options(0);
        }
    }

    /// The fit that all these models share: the greatest penalised likelihood over the logarithms of the
    /// parameters, searched from `start`, and where histories are many from where a part of them leads.
    static <M extends LifetimeModel> Fitted<M> fit(
            PurchaseHistories histories,
            Options options,
            Progress progress,
            List<String> names,
            double[] start,
            Function<double[], M> at) {
        PurchaseHistories part = histories.part();
        double[] near = part.equals(histories)
                ? start
                : greatest(part, options, Progress.SILENT, start, at).values();
        MaximumLikelihood likelihood = greatest(histories, options, progress, near, at);
        M model = at.apply(likelihood.values());
        return new Fitted<>(
                model,
                likelihood.parameters(names),
                model.logLikelihood(histories),
                likelihood.converged(),
                Provenance.of(
                        model.getClass().getSimpleName(),
                        options,
                        histories.customers(),
                        3,
                        histories.fingerprint(),
                        progress));
    }

    private static <M extends LifetimeModel> MaximumLikelihood greatest(
            PurchaseHistories histories, Options options, Progress progress, double[] start, Function<double[], M> at) {
        return MaximumLikelihood.of(
                p -> at.apply(p).logLikelihood(histories) - penalty(p, options.penalty) * histories.customers(),
                (double) histories.customers(),
                progress,
                start);
    }

    /// The penalty of `parameters`, a mean per customer.
    static double penalty(double[] parameters, double weight) {
        double sum = 0;
        for (double parameter : parameters) {
            sum += Math.log(parameter) * Math.log(parameter);
        }
        return weight * sum;
    }
}
