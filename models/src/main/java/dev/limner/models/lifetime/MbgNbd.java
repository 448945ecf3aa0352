package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;

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
    public static Fitted<MbgNbd> fit(PurchaseHistories histories, Options options, Progress progress) {
        return BetaGeometric.fit(histories, options, progress, p -> new MbgNbd(p[0], p[1], p[2], p[3]));
    }

    private BetaGeometric law() {
        return new BetaGeometric(r, alpha, a, b, 1);
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
        return new Estimate.Known(law().alive(history));
    }
}
