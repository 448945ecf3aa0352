package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import java.util.List;

/// MBG/NBD: Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24 (2007), and
/// Hoppe and Wagner, Marketing JRM 3 (2007). As [BgNbd], but a customer may also leave right after the FIRST
/// purchase.
///
/// @param r shape of the purchase rates
/// @param alpha rate parameter of the purchase rates, a time
/// @param a first parameter of the chance to leave
/// @param b second parameter of the chance to leave
public record MbgNbd(double r, double alpha, double a, double b) implements LifetimeModel {
    /// Fits `histories`.
    public static Fitted<MbgNbd> fit(PurchaseHistories histories, Options options) {
        return LifetimeModel.fit(
                histories,
                options,
                List.of("r", "alpha", "a", "b"),
                new double[] {0.5, histories.meanAge() / 4, 1, 2},
                p -> new MbgNbd(p[0], p[1], p[2], p[3]));
    }

    @Override
    public double logLikelihood(PurchaseHistories histories) {
        double[] purchases = RisingProduct.logs(r, histories.mostRepeats());
        double[] stays = RisingProduct.logs(b, histories.mostRepeats() + 1);
        double[] fates = RisingProduct.logs(a + b, histories.mostRepeats() + 1);
        double rLogAlpha = r * Math.log(alpha);
        double sum = 0;
        for (int i = 0; i < histories.distinct().size(); i++) {
            PurchaseHistory history = histories.distinct().get(i);
            int x = history.repeats();
            sum += histories.count(i)
                    * (purchases[x]
                            + rLogAlpha
                            + stays[x + 1]
                            - fates[x + 1]
                            - (r + x) * Math.log(alpha + history.age())
                            + BetaGeometric.logSum(0, logLeft(history)));
        }
        return sum;
    }

    /// ln of the odds that the customer has left.
    private double logLeft(PurchaseHistory history) {
        int x = history.repeats();
        return Math.log(a / (b + x)) + (r + x) * Math.log((alpha + history.age()) / (alpha + history.recency()));
    }

    @Override
    public double expectedPurchases(double horizon) {
        return b / (a + b) * BetaGeometric.purchases(r, alpha, a, b + 1, horizon);
    }

    @Override
    public double expectedPurchases(PurchaseHistory history, double horizon) {
        int x = history.repeats();
        return BetaGeometric.purchases(r + x, alpha + history.age(), a, b + x + 1, horizon)
                / (1 + Math.exp(logLeft(history)));
    }

    @Override
    public Estimate aliveProbability(PurchaseHistory history) {
        return new Estimate.Known(1 / (1 + Math.exp(logLeft(history))));
    }
}
