package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;

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
    public static Fitted<BgNbd> fit(PurchaseHistories histories, Options options, Progress progress) {
        return BetaGeometric.fit(histories, options, progress, p -> new BgNbd(p[0], p[1], p[2], p[3]));
    }

    private BetaGeometric law() {
        return new BetaGeometric(r, alpha, a, b, 0);
    }

    @Override
    public double logLikelihood(PurchaseHistories histories) {
        return law().logLikelihood(histories);
    }

    @Override
    public double expectedPurchases(double horizon) {
        return law().expectedPurchases(horizon);
    }

    @Override
    public double expectedPurchases(PurchaseHistory history, double horizon) {
        return law().expectedPurchases(history, horizon);
    }

    @Override
    public Estimate aliveProbability(PurchaseHistory history) {
        return history.repeats() == 0
                ? new Estimate.NotEstimable("BG/NBD holds every one-time buyer for alive")
                : new Estimate.Known(law().alive(history));
    }
}
