package dev.limner.predict;

import dev.limner.models.Fitted;
import dev.limner.models.lifetime.NextPurchase;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The days until the next order, by Pareto/NBD after what was seen of a customer.
///
/// @param penalty the weight on the parameters of Pareto/NBD
record WaitGauge(double penalty, double r, double alpha, double s, double beta) implements Gauge {
    /// The distribution for a row of [Lifetimes]; null where it tells no history.
    @Nullable
    NextPurchase next(double[] numbers) {
        PurchaseHistory history = Lifetimes.history(numbers);
        return history == null ? null : new ParetoNbd(r, alpha, s, beta).nextPurchase(history);
    }

    /// The median; NaN where there is more likely than not no further order at all.
    @Override
    public double score(double[] numbers) {
        NextPurchase next = next(numbers);
        double median = next == null ? Double.NaN : next.quantile(0.5);
        return Double.isInfinite(median) ? Double.NaN : median;
    }

    /// The parameters of histories, or why there are none.
    sealed interface Fit {
        record Done(WaitGauge gauge) implements Fit {}

        record Refused(Refusal refusal) implements Fit {}
    }

    static Fit fit(List<PurchaseHistory> histories, Lifetimes.Fits fits) {
        int repeaters = (int)
                histories.stream().filter(history -> history.repeats() > 0).count();
        if (repeaters < Lifetimes.FEWEST_REPEATERS) {
            return new Fit.Refused(new Refusal.NoRepeat(histories.size(), repeaters));
        }
        Fitted<ParetoNbd> fitted = fits.of(histories);
        ParetoNbd model = fitted.model();
        return fitted.converged()
                ? new Fit.Done(
                        new WaitGauge(fits.penalty(histories), model.r(), model.alpha(), model.s(), model.beta()))
                : new Fit.Refused(new Refusal.NoFit("Pareto/NBD"));
    }

    @Override
    public String algorithm() {
        return "ParetoNbd";
    }
}
