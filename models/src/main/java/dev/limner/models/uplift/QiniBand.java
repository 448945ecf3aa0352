package dev.limner.models.uplift;

import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.statistics.Interval;
import dev.limner.models.statistics.Moments;
import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A Qini curve with what other customers might have made of it: at each share of them an interval for that
/// point, and a band that holds the whole curve (the greatest deviation in standard errors over all points:
/// Montiel Olea and Plagborg-Møller, Journal of Applied Econometrics 34, 2019).
///
/// @param points in the order of the shares
public record QiniBand(List<Point> points) {
    public QiniBand {
        points = List.copyOf(points);
    }

    /// The curve at one share.
    ///
    /// @param share so many of all customers are treated, the best first
    /// @param gain the outcomes gained among the treated
    /// @param byChance what as many customers in any order gain
    /// @param interval that of this point alone
    /// @param band that of the whole curve here
    public record Point(double share, double gain, double byChance, Interval interval, Interval band) {}

    /// The curve of `scores` at `steps` equal steps of the share.
    public static QiniBand of(
            double[] scores,
            boolean[] treated,
            double[] outcomes,
            int steps,
            Bootstrap bootstrap,
            RandomGenerator random,
            Progress progress) {
        double[] curve = at(UpliftRanking.of(scores, treated, outcomes).qiniCurve(), steps);
        double[][] draws = bootstrap.draws(
                rows -> {
                    UpliftRanking drawn = UpliftRanking.of(scores, treated, outcomes, rows);
                    return at(drawn.qiniCurve(), steps);
                },
                scores.length,
                random,
                progress);
        double[] errors = new double[steps];
        double[] greatest = new double[bootstrap.replicates()];
        for (int step = 0; step < steps; step++) {
            errors[step] = Math.sqrt(Moments.of(draws[step]).variance());
            for (int r = 0; r < greatest.length && errors[step] > 0; r++) {
                greatest[r] = Math.max(greatest[r], Math.abs(draws[step][r] - curve[step]) / errors[step]);
            }
        }
        double reach = Quantiles.of(greatest, bootstrap.level())[0];
        List<Point> points = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            double share = (step + 1.0) / steps;
            double wide = reach * errors[step];
            points.add(new Point(
                    share,
                    curve[step],
                    share * curve[steps - 1],
                    bootstrap.interval(draws[step]),
                    new Interval(curve[step] - wide, curve[step] + wide, bootstrap.level())));
        }
        return new QiniBand(points);
    }

    /// The curve at equal steps, straight between its points.
    private static double[] at(List<UpliftRanking.Point> curve, int steps) {
        double[] values = new double[steps];
        double all = curve.getLast().customers();
        int next = 1;
        for (int step = 0; step < steps; step++) {
            double customers = all * (step + 1) / steps;
            while (next < curve.size() - 1 && curve.get(next).customers() < customers) {
                next++;
            }
            UpliftRanking.Point low = curve.get(next - 1);
            UpliftRanking.Point high = curve.get(next);
            double share = (customers - low.customers()) / (high.customers() - low.customers());
            values[step] = low.gain() + share * (high.gain() - low.gain());
        }
        return values;
    }
}
