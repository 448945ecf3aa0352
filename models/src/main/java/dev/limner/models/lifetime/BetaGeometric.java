package dev.limner.models.lifetime;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Hypergeometric;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// What BG/NBD and MBG/NBD have in common: purchases at gamma(r, alpha) distributed rates, a beta(a, b)
/// distributed chance to leave after a purchase.
///
/// @param early how many chances to leave come before the first repeat: 0 in BG/NBD, 1 in MBG/NBD
record BetaGeometric(double r, double alpha, double a, double b, int early) {
    static <M extends LifetimeModel> Fitted<M> fit(
            PurchaseHistories histories, LifetimeModel.Options options, Progress progress, Function<double[], M> at) {
        return LifetimeModel.fit(
                histories,
                options,
                progress,
                List.of("r", "alpha", "a", "b"),
                new double[] {0.5, histories.meanAge() / 4, 1, 2},
                at);
    }

    double logLikelihood(PurchaseHistories histories) {
        double[] purchases = RisingProduct.logs(r, histories.mostRepeats());
        double[] stays = RisingProduct.logs(b, histories.mostRepeats() + early);
        double[] fates = RisingProduct.logs(a + b, histories.mostRepeats() + early);
        double rLogAlpha = r * Math.log(alpha);
        double sum = 0;
        for (int i = 0; i < histories.distinct().size(); i++) {
            PurchaseHistory history = histories.distinct().get(i);
            int x = history.repeats();
            sum += histories.count(i)
                    * (purchases[x]
                            + rLogAlpha
                            + stays[x + early]
                            - fates[x + early]
                            - (r + x) * Math.log(alpha + history.age())
                            + logSum(0, logLeft(history)));
        }
        return sum;
    }

    /// ln of the odds that the customer has left.
    private double logLeft(PurchaseHistory history) {
        int x = history.repeats();
        return x + early == 0
                ? Double.NEGATIVE_INFINITY
                : Math.log(a / (b + x + early - 1))
                        + (r + x) * Math.log((alpha + history.age()) / (alpha + history.recency()));
    }

    /// The probability that the customer has not left.
    double alive(PurchaseHistory history) {
        return 1 / (1 + Math.exp(logLeft(history)));
    }

    double expectedPurchases(double horizon) {
        return (early == 0 ? 1 : b / (a + b)) * purchases(r, alpha, a, b + early, horizon);
    }

    double expectedPurchases(PurchaseHistory history, double horizon) {
        int x = history.repeats();
        return purchases(r + x, alpha + history.age(), a, b + x + early, horizon) * alive(history);
    }

    /// The expected purchases in `t`: with c = a + b - 1 and z = t / (alpha + t),
    /// c / (a - 1) times 1 - (1 - z)^r 2F1(r, b; c; z).
    ///
    /// At a = 1 one factor grows without limit and the other vanishes; the mean of the neighbours stands for
    /// the limit.
    private static double purchases(double r, double alpha, double a, double b, double t) {
        DoubleUnaryOperator at = near -> {
            double c = near + b - 1;
            double z = t / (alpha + t);
            return c / (near - 1) * (1 - Hypergeometric.scaled(r * Math.log1p(-z), r, b, c, z));
        };
        if (t == 0) {
            return 0;
        }
        return Math.abs(a - 1) > 1e-5
                ? at.applyAsDouble(a)
                : (at.applyAsDouble(1 - 1e-5) + at.applyAsDouble(1 + 1e-5)) / 2;
    }

    /// ln(e^a + e^b).
    static double logSum(double a, double b) {
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
