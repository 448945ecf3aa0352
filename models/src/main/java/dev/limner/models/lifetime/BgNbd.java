package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import java.util.List;

/// BG/NBD: Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005).
/// Customers buy at gamma(`r`, rate `alpha`) distributed rates and leave after a REPEAT purchase with a
/// beta(`a`, `b`) distributed chance.
///
/// Nobody can leave before a first repeat, so the model holds every one-time buyer for alive:
/// [#aliveProbability] does not answer for them. For that question take [MbgNbd] or [ParetoNbd]. Its expected
/// purchases are sound.
///
/// @param r shape of the purchase rates
/// @param alpha rate parameter of the purchase rates, a time
/// @param a first parameter of the chance to leave
/// @param b second parameter of the chance to leave
public record BgNbd(double r, double alpha, double a, double b) implements LifetimeModel {
    /// Fits `histories`.
    public static Fitted<BgNbd> fit(PurchaseHistories histories, Options options) {
        return LifetimeModel.fit(
                histories,
                options,
                List.of("r", "alpha", "a", "b"),
                new double[] {0.5, histories.meanAge() / 4, 1, 2},
                p -> new BgNbd(p[0], p[1], p[2], p[3]));
    }

    @Override
    public double logLikelihood(PurchaseHistories histories) {
        double[] purchases = RisingProduct.logs(r, histories.mostRepeats());
        double[] stays = RisingProduct.logs(b, histories.mostRepeats());
        double[] fates = RisingProduct.logs(a + b, histories.mostRepeats());
        double rLogAlpha = r * Math.log(alpha);
        double sum = 0;
        for (int i = 0; i < histories.distinct().size(); i++) {
            PurchaseHistory history = histories.distinct().get(i);
            int x = history.repeats();
            sum += histories.count(i)
                    * (purchases[x]
                            + rLogAlpha
                            + stays[x]
                            - fates[x]
                            - (r + x) * Math.log(alpha + history.age())
                            + BetaGeometric.logSum(0, logLeft(history)));
        }
        return sum;
    }

    /// ln of the odds that the customer has left.
    private double logLeft(PurchaseHistory history) {
        int x = history.repeats();
        return x == 0
                ? Double.NEGATIVE_INFINITY
                : Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + history.age()) / (alpha + history.recency()));
    }

    @Override
    public double expectedPurchases(double horizon) {
        return BetaGeometric.purchases(r, alpha, a, b, horizon);
    }

    @Override
    public double expectedPurchases(PurchaseHistory history, double horizon) {
        int x = history.repeats();
        return BetaGeometric.purchases(r + x, alpha + history.age(), a, b + x, horizon)
                / (1 + Math.exp(logLeft(history)));
    }

    @Override
    public Estimate aliveProbability(PurchaseHistory history) {
        return history.repeats() == 0
                ? new Estimate.NotEstimable("BG/NBD holds every one-time buyer for alive")
                : new Estimate.Known(1 / (1 + Math.exp(logLeft(history))));
    }
}
