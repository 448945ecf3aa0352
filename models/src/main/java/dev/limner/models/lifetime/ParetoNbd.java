package dev.limner.models.lifetime;

import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.statistics.Hypergeometric;
import dev.limner.models.statistics.LogGamma;
import dev.limner.models.statistics.Quadrature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Pareto/NBD: Schmittlein, Morrison and Colombo, Management Science 33 (1987), in the form of Fader and
/// Hardie, "A Note on Deriving the Pareto/NBD Model" (2005). Customers buy at gamma(`r`, rate `alpha`)
/// distributed rates and leave at any moment, at gamma(`s`, rate `beta`) distributed rates.
///
/// @param r shape of the purchase rates
/// @param alpha rate parameter of the purchase rates, a time
/// @param s shape of the rates of leaving
/// @param beta rate parameter of the rates of leaving, a time
public record ParetoNbd(double r, double alpha, double s, double beta) implements LifetimeModel {
    private static final int BLOCK = 512;

    /// Fits `histories`.
    public static Fitted<ParetoNbd> fit(PurchaseHistories histories, Options options, Progress progress) {
        double quarter = histories.meanAge() / 4;
        return LifetimeModel.fit(
                histories,
                options,
                progress,
                List.of("r", "alpha", "s", "beta"),
                new double[] {0.5, quarter, 0.5, quarter},
                p -> new ParetoNbd(p[0], p[1], p[2], p[3]));
    }

    @Override
    public double logLikelihood(PurchaseHistories histories) {
        double[] purchases = RisingProduct.logs(r, histories.mostRepeats());
        double constant = r * Math.log(alpha) + s * Math.log(beta);
        int size = histories.distinct().size();
        int blocks = (size + BLOCK - 1) / BLOCK;
        double[] sums = new double[blocks]; // in blocks of their own, so that the sum is always the same
        (blocks > 1 ? IntStream.range(0, blocks).parallel() : IntStream.range(0, blocks))
                .forEach(block -> sums[block] = logLikelihood(
                        histories, block * BLOCK, Math.min(size, (block + 1) * BLOCK), purchases, constant));
        return Arrays.stream(sums).sum();
    }

    private double logLikelihood(PurchaseHistories histories, int from, int to, double[] purchases, double constant) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            PurchaseHistory history = histories.distinct().get(i);
            int x = history.repeats();
            double alive = -(r + x) * Math.log(alpha + history.age()) - s * Math.log(beta + history.age());
            sum += histories.count(i) * (purchases[x] + constant + alive + Math.log1p(left(history)));
        }
        return sum;
    }

    /// The odds that the customer has left: s / (r + s + x) times the A0 of the note, over the term of the
    /// living.
    private double left(PurchaseHistory history) {
        int x = history.repeats();
        double age = history.age();
        double recency = history.recency();
        double sinceLast = Math.exp(
                (r + x) * Math.log((alpha + age) / (alpha + recency)) + s * Math.log((beta + age) / (beta + recency)));
        return s / (r + s + x) * Math.max(0, sinceLast * tail(x, recency) - tail(x, age));
    }

    /// The note's 2F1(r + s + x, s + 1; r + s + x + 1; z) / (alpha + t)^(r + s + x), z = (alpha - beta) /
    /// (alpha + t), times the term of the living at t; where alpha < beta its mirror image. Euler's
    /// transformation leaves the part that a continued fraction gives without a loss.
    private double tail(int x, double t) {
        double c = r + s + x + 1;
        return alpha >= beta
                ? Hypergeometric.withOne(r + x, c, (alpha - beta) / (alpha + t))
                : Hypergeometric.withOne(s + 1, c, (beta - alpha) / (beta + t)) * (alpha + t) / (beta + t);
    }

    @Override
    public double expectedPurchases(double horizon) {
        return r * beta / alpha * lasting(beta, horizon);
    }

    @Override
    public double expectedPurchases(PurchaseHistory history, double horizon) {
        double end = beta + history.age();
        double rate = (r + history.repeats()) / (alpha + history.age());
        return alive(history) * rate * end * lasting(end, horizon);
    }

    /// One minus (end / (end + horizon))^(s - 1), over s - 1, with its limit at s = 1.
    private double lasting(double end, double horizon) {
        double log = Math.log(end / (end + horizon));
        return s == 1 ? -log : -Math.expm1((s - 1) * log) / (s - 1);
    }

    private double alive(PurchaseHistory history) {
        return 1 / (1 + left(history));
    }

    @Override
    public Estimate aliveProbability(PurchaseHistory history) {
        return new Estimate.Known(alive(history));
    }

    /// When the next purchase of a customer with this `history` comes.
    public NextPurchase nextPurchase(PurchaseHistory history) {
        return new NextPurchase(alive(history), r + history.repeats(), alpha + history.age(), s, beta + history.age());
    }

    /// The expected number of all future purchases of a customer with this `history`, each discounted
    /// continuously at `rate` > 0 per unit of time from the end of observation: DERT of Fader, Hardie and Lee,
    /// "RFM and CLV: Using Iso-Value Curves", Journal of Marketing Research 42 (2005).
    public double discountedPurchases(PurchaseHistory history, double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a discount rate of " + rate + " leaves an endless sum");
        }
        double end = beta + history.age();
        double z = rate * end;
        double tricomi = Quadrature.overPositives(t -> Math.exp(-z * t + (s - 1) * Math.log(t)) / (1 + t))
                / Math.exp(LogGamma.of(s));
        return alive(history) * (r + history.repeats()) / (alpha + history.age()) * end * Math.pow(z, s - 1) * tricomi;
    }
}
