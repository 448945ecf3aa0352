package dev.limner.predict;

import dev.limner.models.calibration.IsotonicRegression;
import dev.limner.models.lifetime.BgBb;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many messages a week a customer bears: of the numbers of messages that customers were sent, the one
/// that brings most openings after what is lost by those who withdraw their consent.
///
/// A customer's own chance of opening comes of BG/BB: messages are opportunities, and some customers stop
/// opening any. The place of the last opened message among those sent is taken as if they had come evenly.
/// By how much it falls as more messages come is a curve of all customers who answer alike, fitted never to
/// rise (isotonic regression); the risk of a withdrawal never falls. Whoever withdraws loses a year of
/// messages. Nobody was sent a number by lot, so the curve is what was seen, and no more than that. Nothing
/// is said of numbers that were not sent to enough customers.
///
/// @param yearly messages a customer is sent in a year on the mean
/// @param groups of customers who open alike, the rarest first
record DoseGauge(double alpha, double beta, double gamma, double delta, double yearly, List<Group> groups)
        implements Gauge {
    private static final int FEWEST_ROWS = 50;
    private static final int FEWEST_OF_GROUP = 400;
    private static final double WEEKS = 4;
    static final int SENT = 0;
    static final int SENT_EVER = 1;
    static final int OPENED_EVER = 2;
    private static final int SINCE_FIRST = 3;
    private static final int SINCE_OPENED = 4;
    static final int SENT_BEFORE = 5;
    static final int WITHDRAWN = 6;

    DoseGauge {
        groups = List.copyOf(groups);
    }

    /// Customers whose share of openings is below `below`.
    record Group(double below, List<Step> steps) implements Serializable {
        Group {
            steps = List.copyOf(steps);
        }

        double ratio(double sent) {
            double ratio = steps.getFirst().ratio();
            for (Step step : steps) {
                ratio = step.from() <= sent ? step.ratio() : ratio;
            }
            return ratio;
        }
    }

    /// What was seen where `from` messages or more, and fewer than those of the next step, were sent in
    /// four weeks.
    ///
    /// @param dose how many those were on the mean
    /// @param ratio of the openings to those that customers' own shares give
    /// @param risk the share that withdrew consent in the four weeks that followed
    record Step(double from, double dose, double ratio, double risk, int rows) implements Serializable {}

    /// The number of messages a week.
    @Override
    public double score(double[] numbers) {
        Step best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Step step : group(own(numbers)).steps()) {
            double gained = step.dose() * step.ratio() - step.risk() * yearly;
            if (gained > most) {
                most = gained;
                best = step;
            }
        }
        return best == null ? Double.NaN : best.dose() / WEEKS;
    }

    /// The share of the messages of the next four weeks that will be opened.
    @Override
    public double foretold(double[] numbers) {
        double own = own(numbers);
        return Math.min(1, own * group(own).ratio(numbers[SENT]));
    }

    private double own(double[] numbers) {
        return new BgBb(alpha, beta, gamma, delta).expectedPurchases(opportunities(numbers), 1);
    }

    /// The messages that a row tells, as opportunities to open one.
    static BgBb.Opportunities opportunities(double[] numbers) {
        int sent = (int) numbers[SENT_EVER];
        int opened = (int) Math.min(sent, numbers[OPENED_EVER]);
        if (opened == 0) {
            return new BgBb.Opportunities(0, 0, sent);
        }
        double first = Math.max(1, numbers[SINCE_FIRST]);
        double share = Math.clamp((first - numbers[SINCE_OPENED]) / first, 0.0, 1.0);
        return new BgBb.Opportunities(opened, Math.clamp(Math.round(share * sent), opened, sent), sent);
    }

    private Group group(double own) {
        return groups.stream().filter(group -> own < group.below()).findFirst().orElseGet(groups::getLast);
    }

    @Override
    public String algorithm() {
        return "BgBb, IsotonicRegression";
    }

    /// Fits rows with the shares that were opened in the four weeks that followed, NaN where nothing was
    /// sent then; null where all were sent alike many.
    static @Nullable DoseGauge fit(BgBb opening, double[][] rows, double[] opened) {
        double[] own = Arrays.stream(rows)
                .mapToDouble(row -> opening.expectedPurchases(opportunities(row), 1))
                .toArray();
        double[] sorted = own.clone();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        List<Group> groups = new ArrayList<>();
        if (rows.length >= 2 * FEWEST_OF_GROUP && sorted[0] < middle) {
            add(groups, middle, rows, own, opened, 0, middle);
            add(groups, Double.MAX_VALUE, rows, own, opened, middle, Double.MAX_VALUE);
        }
        if (groups.size() < 2) {
            groups.clear();
            add(groups, Double.MAX_VALUE, rows, own, opened, 0, Double.MAX_VALUE);
        }
        double yearly = 365
                / (7 * WEEKS)
                * Arrays.stream(rows).mapToDouble(row -> row[SENT]).average().orElse(0);
        return groups.isEmpty()
                ? null
                : new DoseGauge(opening.alpha(), opening.beta(), opening.gamma(), opening.delta(), yearly, groups);
    }

    private static void add(
            List<Group> groups, double below, double[][] rows, double[] own, double[] opened, double from, double to) {
        TreeMap<Double, double[]> byDose = new TreeMap<>();
        TreeMap<Double, double[]> risks = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (own[i] < from || own[i] >= to) {
                continue;
            }
            if (!Double.isNaN(opened[i])) {
                double[] sums = byDose.computeIfAbsent(rows[i][SENT], _ -> new double[4]);
                sums[0]++;
                sums[1] += rows[i][SENT];
                sums[2] += own[i];
                sums[3] += opened[i];
            }
            // of whoever was sent something before, also where nothing came since: who withdrew is sent nothing
            if (rows[i].length > WITHDRAWN && rows[i][SENT_BEFORE] > 0) {
                double[] risk = risks.computeIfAbsent(rows[i][SENT_BEFORE], _ -> new double[2]);
                risk[0]++;
                risk[1] += rows[i][WITHDRAWN] > 0 ? 1 : 0;
            }
        }
        List<Double> froms = new ArrayList<>();
        List<double[]> levels = levels(byDose, froms);
        if (levels.size() < 2) {
            return;
        }
        List<Double> dose = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        for (double[] level : levels) {
            for (int row = 0; row < level[0]; row++) {
                dose.add(-level[1] / level[0]);
                ratio.add(level[3] / level[2]);
            }
        }
        IsotonicRegression falling = IsotonicRegression.fit(plain(dose), plain(ratio));
        IsotonicRegression rising = rising(risks);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            double[] level = levels.get(i);
            double mean = level[1] / level[0];
            steps.add(new Step(
                    i == 0 ? 0 : froms.get(i), mean, falling.at(-mean), rising == null ? 0 : rising.at(mean), (int)
                            level[0]));
        }
        groups.add(new Group(below, steps));
    }

    /// Sums by number of messages; a number of too few rows joins the one below it.
    private static List<double[]> levels(TreeMap<Double, double[]> byDose, List<Double> froms) {
        List<double[]> levels = new ArrayList<>();
        byDose.forEach((dose, sums) -> {
            boolean joins = !levels.isEmpty() && (sums[0] < FEWEST_ROWS || levels.getLast()[0] < FEWEST_ROWS);
            if (joins) {
                for (int i = 0; i < sums.length; i++) {
                    levels.getLast()[i] += sums[i];
                }
            } else {
                levels.add(sums.clone());
                froms.add(dose);
            }
        });
        return levels;
    }

    private static @Nullable IsotonicRegression rising(TreeMap<Double, double[]> risks) {
        List<Double> dose = new ArrayList<>();
        List<Double> risk = new ArrayList<>();
        risks.forEach((sent, sums) -> {
            for (int row = 0; row < sums[0]; row++) {
                dose.add(sent);
                risk.add(sums[1] / sums[0]);
            }
        });
        return dose.isEmpty() ? null : IsotonicRegression.fit(plain(dose), plain(risk));
    }

    private static double[] plain(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
