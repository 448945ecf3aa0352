package dev.limner.segment;

import dev.limner.portrait.Fitted;
import dev.limner.portrait.Parameter;
import dev.limner.portrait.Parameters;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/// Fitted cut-offs: scores and classes are looked up in it and never change with who asks.
///
/// The edge rule: a value exceeds an edge where it is greater; a value equal to an edge does not. The score
/// of F
/// and M is 1 + the number of edges exceeded; that of R, where less is better, is the highest score - the
/// number of
/// edges exceeded. So equal values share a score, however many customers have them.
public record RfmModel(Rfm.Options options, Edges edges, Thresholds highAbove, Fitted fitted) implements Parameters {
    /// The cut-offs, ascending: days, orders, whole units of money. Two may be equal; then no value has the
    /// score
    /// between.
    public record Edges(List<Double> recency, List<Double> frequency, List<Double> monetary) implements Serializable {
        public Edges {
            recency = List.copyOf(recency);
            frequency = List.copyOf(frequency);
            monetary = List.copyOf(monetary);
        }
    }

    /// A score above it is high.
    public record Thresholds(double r, double f, double m) implements Serializable {}

    /// The three scores, from 1 (worst) upwards.
    public record Scores(int r, int f, int m) implements Serializable {}

    /// The scores of a customer with so many days, orders and whole units of money.
    public Scores score(double recency, double frequency, double monetary) {
        return new Scores(
                highest(options.cutoffs()) - exceeded(edges.recency(), recency),
                1 + exceeded(edges.frequency(), frequency),
                1 + exceeded(edges.monetary(), monetary));
    }

    public RfmClass classOf(Scores scores) {
        return RfmClass.of(scores.r() > highAbove.r(), scores.f() > highAbove.f(), scores.m() > highAbove.m());
    }

    /// The highest score that cut-offs can give: 5 with quintiles, whatever the number of different values.
    static int highest(Rfm.Cutoffs cutoffs) {
        return switch (cutoffs) {
            case Rfm.Cutoffs.Quantile(int groups) -> groups;
            case Rfm.Cutoffs.Learned(int groups) -> groups;
            case Rfm.Cutoffs.Fixed(var recency, var _, var _) -> recency.size() + 1;
        };
    }

    @Override
    public List<Parameter> shown() {
        return List.of(
                shown("recency_edges", edges.recency()),
                shown("frequency_edges", edges.frequency()),
                shown("monetary_edges", edges.monetary()),
                shown("high_above", List.of(highAbove.r(), highAbove.f(), highAbove.m())));
    }

    private static Parameter shown(String name, List<Double> numbers) {
        return new Parameter(
                RfmFormula.WORDS.say(name),
                numbers.stream().map(RfmModel::plain).collect(Collectors.joining(", ")));
    }

    static String plain(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }

    private static int exceeded(List<Double> edges, double value) {
        int count = 0;
        while (count < edges.size() && value > edges.get(count)) {
            count++;
        }
        return count;
    }
}
