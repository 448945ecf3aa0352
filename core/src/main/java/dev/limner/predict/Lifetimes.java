package dev.limner.predict;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.GammaGamma;
import dev.limner.models.lifetime.LifetimeModel;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistories;
import dev.limner.models.lifetime.PurchaseHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Models of lifetimes over what expressions say of orders: days with orders, days since the first and the
/// last, and the spend.
final class Lifetimes {
    /// The features, in the order of the columns.
    static final Map<String, String> FEATURES = features();

    private static final int ORDER_DAYS = 0;
    private static final int SINCE_FIRST = 1;
    private static final int SINCE_LAST = 2;
    private static final int SPEND = 3;
    static final int FEWEST_REPEATERS = 30;
    private static final double PENALTY = 0.01;

    private Lifetimes() {}

    private static Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        features.put("order_days", "active_days");
        features.put("days_since_first_order", "days since first order");
        features.put("days_since_last_order", "days since last order");
        features.put("spend", "sum(order.total)");
        return java.util.Collections.unmodifiableMap(features);
    }

    /// The history that a row tells; null where it has none.
    static @Nullable PurchaseHistory history(double[] row) {
        double days = row[ORDER_DAYS];
        double age = row[SINCE_FIRST];
        double recency = age - row[SINCE_LAST];
        if (Double.isNaN(days) || Double.isNaN(recency) || days < 1 || recency < 0) {
            return null;
        }
        int repeats = recency == 0 ? 0 : (int) days - 1;
        return repeats == 0 ? new PurchaseHistory(0, 0, age) : new PurchaseHistory(repeats, recency, age);
    }

    /// What a day with orders is worth to a customer on the mean; NaN where that is not known.
    static double meanSpend(double[] row) {
        return row.length <= SPEND || !(row[SPEND] > 0) ? Double.NaN : row[SPEND] / row[ORDER_DAYS];
    }

    /// Fits the rows of training.
    static Learning.Result fit(ModelDefinition definition, double[][] rows, Fits fits) {
        List<PurchaseHistory> histories = new ArrayList<>();
        List<GammaGamma.Spending> spends = new ArrayList<>();
        int repeaters = 0;
        for (double[] row : rows) {
            PurchaseHistory history = history(row);
            if (history != null) {
                histories.add(history);
                repeaters += history.repeats() > 0 ? 1 : 0;
                double spend = meanSpend(row);
                if (history.repeats() > 0 && spend > 0) {
                    spends.add(new GammaGamma.Spending(history.repeats() + 1, spend));
                }
            }
        }
        if (repeaters < FEWEST_REPEATERS) {
            return new Learning.Result.Refused(new Refusal.NoRepeat(histories.size(), repeaters));
        }
        boolean withSpend = definition.kind() == ModelDefinition.Kind.VALUE;
        if (withSpend && spends.size() < FEWEST_REPEATERS) {
            return new Learning.Result.Refused(new Refusal.NoPrices());
        }
        Fitted<ParetoNbd> fitted = fits.of(histories);
        if (!fitted.converged()) {
            return new Learning.Result.Refused(new Refusal.NoFit("Pareto/NBD"));
        }
        GammaGamma spend = withSpend
                ? GammaGamma.fit(spends, GammaGamma.Options.defaults(), Progress.SILENT)
                        .model()
                : new GammaGamma(0, 0, 0);
        ParetoNbd model = fitted.model();
        return new Learning.Result.Done(Learned.of(new Form.Lifetime(
                definition.kind(),
                definition.horizonDays(),
                fits.penalty(histories),
                model.r(),
                model.alpha(),
                model.s(),
                model.beta(),
                spend.p(),
                spend.q(),
                spend.v())));
    }

    /// Pareto/NBD by the histories that it was fitted on, so that models of the same customers share one search.
    static final class Fits {
        private final Map<List<PurchaseHistory>, Fitted<ParetoNbd>> byHistories = new HashMap<>();
        private final Set<List<PurchaseHistory>> held = new HashSet<>();

        Fitted<ParetoNbd> of(List<PurchaseHistory> histories) {
            Fitted<ParetoNbd> known = byHistories.get(histories);
            if (known == null) {
                PurchaseHistories all = PurchaseHistories.of(histories);
                // where parameters run away, they do so for a part of many customers already
                PurchaseHistories part = all.part();
                known = ParetoNbd.fit(part, LifetimeModel.Options.defaults(), Progress.SILENT);
                if (known.converged() && !part.equals(all)) {
                    known = ParetoNbd.fit(all, LifetimeModel.Options.defaults(), Progress.SILENT);
                }
                if (!known.converged()) {
                    // parameters that would run away are held
                    known = ParetoNbd.fit(all, new LifetimeModel.Options(PENALTY), Progress.SILENT);
                    held.add(List.copyOf(histories));
                }
                byHistories.put(List.copyOf(histories), known);
            }
            return known;
        }

        /// The weight that held the parameters of a fit; 0 where none was needed.
        double penalty(List<PurchaseHistory> histories) {
            return held.contains(histories) ? PENALTY : 0;
        }
    }
}
