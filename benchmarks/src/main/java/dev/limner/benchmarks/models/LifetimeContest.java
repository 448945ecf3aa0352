package dev.limner.benchmarks.models;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.BgNbd;
import dev.limner.models.lifetime.LifetimeModel;
import dev.limner.models.lifetime.MbgNbd;
import dev.limner.models.lifetime.ParetoNbd;
import dev.limner.models.lifetime.PurchaseHistories;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.statistics.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.hipparchus.special.Gamma;

/// Customers as BG/NBD makes them, seen for about 39 weeks, by days. The other side is what one writes with
/// Hipparchus: its gamma function and its simplex, customer by customer.
final class LifetimeContest implements Contest {
    @Override
    public String name() {
        return "lifetime";
    }

    @Override
    public String unit() {
        return "customers";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(2_357, 23_570, 235_700) : List.of(500, 2_357, 10_000);
    }

    @Override
    public boolean takesPart(String side, int size) {
        return !side.startsWith("Hipparchus") || size < 100_000;
    }

    @Override
    public Map<String, Callable<String>> sides(int size) {
        List<PurchaseHistory> customers = customers(size);
        LifetimeModel.Options options = LifetimeModel.Options.defaults();
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner, BG/NBD", () -> answer(BgNbd.fit(PurchaseHistories.of(customers), options, Progress.SILENT)));
        sides.put("Hipparchus 4.0.3, BG/NBD", () -> {
            PointValuePair best = new SimplexOptimizer(1e-10, 1e-10)
                    .optimize(
                            new MaxEval(5000),
                            new ObjectiveFunction(logs -> logLikelihood(customers, logs) / customers.size()),
                            GoalType.MAXIMIZE,
                            new InitialGuess(new double[] {Math.log(0.5), Math.log(8), 0, Math.log(2)}),
                            new NelderMeadSimplex(4, 0.5));
            return answer(best.getValue() * customers.size());
        });
        sides.put(
                "Limner, MBG/NBD", () -> answer(MbgNbd.fit(PurchaseHistories.of(customers), options, Progress.SILENT)));
        sides.put(
                "Limner, Pareto/NBD",
                () -> answer(ParetoNbd.fit(PurchaseHistories.of(customers), options, Progress.SILENT)));
        return sides;
    }

    private static double logLikelihood(List<PurchaseHistory> customers, double[] logs) {
        double r = Math.exp(logs[0]);
        double alpha = Math.exp(logs[1]);
        double a = Math.exp(logs[2]);
        double b = Math.exp(logs[3]);
        double sum = 0;
        for (PurchaseHistory customer : customers) {
            int x = customer.repeats();
            double head = Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * Math.log(alpha);
            double fate = Gamma.logGamma(a + b) + Gamma.logGamma(b + x) - Gamma.logGamma(b) - Gamma.logGamma(a + b + x);
            double alive = -(r + x) * Math.log(alpha + customer.age());
            double left = x == 0
                    ? Double.NEGATIVE_INFINITY
                    : Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + customer.recency());
            double most = Math.max(alive, left);
            sum += head + fate + most + Math.log(Math.exp(alive - most) + Math.exp(left - most));
        }
        return sum;
    }

    private static List<PurchaseHistory> customers(int size) {
        Random random = new Random(4);
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double rate = Draws.gamma(0.25, 4.4, random);
            double chance = Draws.beta(0.8, 2.4, random);
            int age = 189 + random.nextInt(84);
            int repeats = 0;
            int last = 0;
            boolean gone = false;
            while (!gone) {
                int at = last + Math.max(1, (int) Math.ceil(7 * random.nextExponential() / rate));
                if (at > age || at < 0) {
                    break;
                }
                repeats++;
                last = at;
                gone = random.nextDouble() < chance;
            }
            customers.add(new PurchaseHistory(repeats, last / 7.0, age / 7.0));
        }
        return customers;
    }

    private static String answer(Fitted<?> fit) {
        return answer(fit.logLikelihood());
    }

    private static String answer(double logLikelihood) {
        return String.format(Locale.ROOT, "log-likelihood %.2f", logLikelihood);
    }
}
