package dev.limner.models.uplift;

import dev.limner.models.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well scores put those first whom the action changes most: Qini (Radcliffe 2007) and uplift curves
/// (Gutierrez and Gerardy 2017), in the definitions of scikit-uplift, where equal scores share one point and a
/// constant score gives 0.
public final class UpliftRanking {
    private final double[] scores;
    private final boolean[] treated;
    private final double[] outcomes;

    /// Sorted by falling score; equal scores in the reverse of the input's order, as the authority has them.
    private UpliftRanking(double[] scores, boolean[] treated, double[] outcomes) {
        this.scores = scores;
        this.treated = treated;
        this.outcomes = outcomes;
    }

    /// The ranking of `outcomes` (0 or 1 for [#qini] and [#auuc], any amount for the curves) by `scores`.
    public static UpliftRanking of(double[] scores, boolean[] treated, double[] outcomes) {
        int n = scores.length;
        if (n == 0 || n != treated.length || n != outcomes.length) {
            throw new IllegalArgumentException(
                    n + " scores for " + treated.length + " customers with " + outcomes.length + " outcomes");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> 0.0 - scores[i])
                        .thenComparing(Comparator.reverseOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sorted = new double[n];
        boolean[] sortedTreated = new boolean[n];
        double[] sortedOutcomes = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = scores[order[i]] + 0.0;
            sortedTreated[i] = treated[order[i]];
            sortedOutcomes[i] = outcomes[order[i]];
        }
        return new UpliftRanking(sorted, sortedTreated, sortedOutcomes);
    }

    /// The ranking of the customers `rows`, with repetition: one draw of a bootstrap.
    static UpliftRanking of(double[] scores, boolean[] treated, double[] outcomes, int[] rows) {
        double[] drawnScores = new double[rows.length];
        boolean[] drawnTreated = new boolean[rows.length];
        double[] drawnOutcomes = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            drawnScores[i] = scores[rows[i]];
            drawnTreated[i] = treated[rows[i]];
            drawnOutcomes[i] = outcomes[rows[i]];
        }
        return of(drawnScores, drawnTreated, drawnOutcomes);
    }

    /// A point of a curve: among the `customers` with the highest scores the action changes outcomes by `gain`
    /// in all.
    public record Point(int customers, double gain) {}

    private interface Gain {
        double of(double treated, double treatedSum, double control, double controlSum);
    }

    /// (Yt / Nt - Yc / Nc) (Nt + Nc) at every score.
    public List<Point> upliftCurve() {
        return curve((nt, yt, nc, yc) -> ((nt > 0 ? yt / nt : 0) - (nc > 0 ? yc / nc : 0)) * (nt + nc));
    }

    /// Yt - Yc Nt / Nc at every score: outcomes gained by treating so many.
    public List<Point> qiniCurve() {
        return curve((nt, yt, nc, yc) -> yt - (nc > 0 ? yc * nt / nc : 0));
    }

    private List<Point> curve(Gain gain) {
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        double nt = 0;
        double yt = 0;
        double nc = 0;
        double yc = 0;
        for (int i = 0; i < scores.length; i++) {
            if (treated[i]) {
                nt++;
                yt += outcomes[i];
            } else {
                nc++;
                yc += outcomes[i];
            }
            if (i + 1 == scores.length || scores[i + 1] != scores[i]) {
                points.add(new Point(i + 1, gain.of(nt, yt, nc, yc)));
            }
        }
        return List.copyOf(points);
    }

    /// The area between the Qini curve and chance, over that of the best possible order: 0 for chance, 1 at
    /// best.
    public Estimate qini() {
        double[] perfect = new double[scores.length];
        for (int i = 0; i < perfect.length; i++) {
            perfect[i] = treated[i] ? outcomes[i] : -outcomes[i];
        }
        return share(qiniCurve(), of(perfect, treated, outcomes).qiniCurve());
    }

    /// The area between the uplift curve and chance, over that of the best possible order: 0 for chance, 1 at
    /// best.
    public Estimate auuc() {
        double[] perfect = new double[scores.length];
        int respondingControls = 0;
        int silentTreated = 0;
        for (int i = 0; i < perfect.length; i++) {
            respondingControls += !treated[i] && outcomes[i] == 1 ? 1 : 0;
            silentTreated += treated[i] && outcomes[i] == 0 ? 1 : 0;
        }
        for (int i = 0; i < perfect.length; i++) {
            double tie = respondingControls > silentTreated ? outcomes[i] : treated[i] ? 1 : 0;
            perfect[i] = ((outcomes[i] == 1) == treated[i] ? 2 : 0) + tie;
        }
        return share(upliftCurve(), of(perfect, treated, outcomes).upliftCurve());
    }

    private Estimate share(List<Point> curve, List<Point> perfect) {
        for (double outcome : outcomes) {
            if (outcome != 0 && outcome != 1) {
                return new Estimate.NotEstimable("the best possible order is known for outcomes of 0 and 1 only");
            }
        }
        Point last = curve.getLast();
        double chance = last.customers * last.gain / 2;
        return Estimate.of((area(curve) - chance) / (area(perfect) - chance), "no order is better than another");
    }

    private static double area(List<Point> curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            Point a = curve.get(i - 1);
            Point b = curve.get(i);
            area += (b.customers - a.customers) * (a.gain + b.gain) / 2;
        }
        return area;
    }

    /// The difference in mean outcome between treated and others among the best `share` (0 to 1) of all
    /// customers.
    public Estimate upliftAt(double share) {
        int size = (int) (scores.length * share);
        return difference(size, size, size);
    }

    /// As [#upliftAt], with the best `share` of each arm taken by itself.
    public Estimate upliftAtByArm(double share) {
        int treatedCount = 0;
        for (boolean each : treated) {
            treatedCount += each ? 1 : 0;
        }
        return difference(scores.length, (int) (treatedCount * share), (int) ((scores.length - treatedCount) * share));
    }

    private Estimate difference(int rows, int mostTreated, int mostControls) {
        int nt = 0;
        int nc = 0;
        double yt = 0;
        double yc = 0;
        for (int i = 0; i < rows; i++) {
            if (treated[i] && nt < mostTreated) {
                nt++;
                yt += outcomes[i];
            } else if (!treated[i] && nc < mostControls) {
                nc++;
                yc += outcomes[i];
            }
        }
        return Estimate.of(yt / nt - yc / nc, "an arm has nobody there");
    }
}
