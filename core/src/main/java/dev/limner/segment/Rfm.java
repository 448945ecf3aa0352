package dev.limner.segment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limner.models.cluster.NaturalBreaks;
import dev.limner.models.statistics.Quantiles;
import dev.limner.portrait.Column;
import dev.limner.portrait.Fitted;
import dev.limner.portrait.People;
import dev.limner.problem.UserProblem;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Recency, frequency, monetary: each customer with an order gets a score on each, by cut-offs, and a class by
/// which of the three are high.
///
/// R is the difference of local dates between the moment and the last order, F the number of orders, M the
/// spend.
public final class Rfm {
    /// The tags that R, F and M are taken from.
    public static final String RECENCY = "days_since_last_order";
    public static final String FREQUENCY = "orders";
    public static final String MONETARY = "spend";

    /// Above so many values natural breaks are sought on an even sample of the sorted ones.
    private static final int MOST_FOR_BREAKS = 100_000;

    private Rfm() {}

    /// Where the cut-offs between scores come from.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cutoffs.Quantile.class, name = "quantile"),
        @JsonSubTypes.Type(value = Cutoffs.Fixed.class, name = "fixed"),
        @JsonSubTypes.Type(value = Cutoffs.Learned.class, name = "learned")
    })
    public sealed interface Cutoffs extends Serializable {
        /// Quantiles of the population that part it into so many groups.
        record Quantile(int groups) implements Cutoffs {
            public Quantile {
                if (groups < 2 || groups > 10) {
                    throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "groups", Integer.toString(groups), "2 to 10");
                }
            }
        }

        /// Edges that somebody chose, ascending: days, orders, whole units of money.
        record Fixed(List<Double> recency, List<Double> frequency, List<Double> monetary) implements Cutoffs {
            public Fixed {
                recency = ascending(recency);
                frequency = ascending(frequency);
                monetary = ascending(monetary);
                if (recency.size() != frequency.size() || recency.size() != monetary.size()) {
                    throw UserProblem.of(
                            UserProblem.Code.BAD_PARAMETER,
                            "edges",
                            recency.size() + ", " + frequency.size() + ", " + monetary.size(),
                            "as many for each of the three");
                }
            }

            /// Edges to begin with where nobody chose any: they fit a shop whose customers come every month
            /// or two.
            public static Fixed toBeginWith() {
                return new Fixed(
                        List.of(30.0, 60.0, 120.0, 240.0),
                        List.of(1.0, 2.0, 4.0, 8.0),
                        List.of(100.0, 500.0, 1000.0, 5000.0));
            }

            private static List<Double> ascending(List<Double> edges) {
                List<Double> copy = List.copyOf(edges);
                if (copy.isEmpty() || !copy.equals(copy.stream().sorted().toList())) {
                    throw UserProblem.of(
                            UserProblem.Code.BAD_PARAMETER,
                            "edges",
                            copy.toString(),
                            "ascending numbers, such as 1, 2, 3, 6");
                }
                return copy;
            }
        }

        /// The natural breaks of log(1 + x) into so many groups; fewer where there are fewer different values.
        record Learned(int groups) implements Cutoffs {
            public Learned {
                groups = new Quantile(groups).groups();
            }
        }
    }

    /// When a score counts as high.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "above")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = High.Mean.class, name = "mean"),
        @JsonSubTypes.Type(value = High.Median.class, name = "median"),
        @JsonSubTypes.Type(value = High.Fixed.class, name = "fixed")
    })
    public sealed interface High extends Serializable {
        /// Above the population's mean of the scores.
        record Mean() implements High {}

        /// Above the population's median of the scores.
        record Median() implements High {}

        /// Above one threshold for all three.
        record Fixed(double threshold) implements High {}
    }

    public record Options(Cutoffs cutoffs, High high) implements Serializable {
        /// Quintiles, and high above the mean.
        public static Options defaults() {
            return new Options(new Cutoffs.Quantile(5), new High.Mean());
        }
    }

    /// Fits the model over everybody in `people` who has an order.
    public static RfmModel fit(People people, Options options) {
        Column recency = people.column(RECENCY);
        Column frequency = people.column(FREQUENCY);
        Column monetary = people.column(MONETARY);
        int[] buyers = people.customers().stream()
                .filter(customer -> frequency.positive(customer))
                .toArray();
        return fit(
                Arrays.stream(buyers).mapToDouble(recency::number).toArray(),
                Arrays.stream(buyers).mapToDouble(frequency::number).toArray(),
                Arrays.stream(buyers).mapToDouble(monetary::number).toArray(),
                options,
                Fitted.at(people.moment(), buyers.length));
    }

    /// Fits the model over arrays read at the same index: days, orders, whole units of money. With nobody
    /// in them
    /// there are no edges and nothing is high.
    public static RfmModel fit(
            double[] recency, double[] frequency, double[] monetary, Options options, Fitted fitted) {
        List<List<Double>> edges = switch (options.cutoffs()) {
            case Cutoffs.Quantile(int groups) ->
                List.of(quantiles(recency, groups), quantiles(frequency, groups), quantiles(monetary, groups));
            case Cutoffs.Fixed(var r, var f, var m) -> List.of(r, f, m);
            case Cutoffs.Learned(int groups) ->
                List.of(breaks(recency, groups), breaks(frequency, groups), breaks(monetary, groups));
        };
        RfmModel.Edges cuts = new RfmModel.Edges(edges.get(0), edges.get(1), edges.get(2));
        RfmModel unjudged = new RfmModel(options, cuts, new RfmModel.Thresholds(0, 0, 0), fitted);
        int[][] scores = new int[3][recency.length];
        for (int i = 0; i < recency.length; i++) {
            RfmModel.Scores of = unjudged.score(recency[i], frequency[i], monetary[i]);
            scores[0][i] = of.r();
            scores[1][i] = of.f();
            scores[2][i] = of.m();
        }
        return new RfmModel(
                options,
                cuts,
                new RfmModel.Thresholds(
                        threshold(scores[0], options.high()),
                        threshold(scores[1], options.high()),
                        threshold(scores[2], options.high())),
                fitted);
    }

    private static List<Double> quantiles(double[] values, int groups) {
        if (values.length == 0) {
            return List.of();
        }
        double[] shares =
                IntStream.range(1, groups).mapToDouble(i -> (double) i / groups).toArray();
        return Arrays.stream(Quantiles.of(values, shares)).boxed().toList();
    }

    private static List<Double> breaks(double[] values, int groups) {
        if (values.length == 0) {
            return List.of();
        }
        double[] sorted = Arrays.stream(values)
                .map(x -> Math.log1p(Math.max(0, x)))
                .sorted()
                .toArray();
        double[] sample = sorted.length <= MOST_FOR_BREAKS
                ? sorted
                : IntStream.range(0, MOST_FOR_BREAKS)
                        .mapToDouble(i -> sorted[(int) ((long) i * (sorted.length - 1) / (MOST_FOR_BREAKS - 1))])
                        .toArray();
        return Arrays.stream(NaturalBreaks.of(sample, groups).cuts())
                .map(Math::expm1)
                .boxed()
                .toList();
    }

    private static double threshold(int[] scores, High high) {
        return switch (high) {
            case High.Fixed(double threshold) -> threshold;
            case High.Mean() -> Arrays.stream(scores).average().orElse(0);
            case High.Median() ->
                scores.length == 0
                        ? 0
                        : Quantiles.of(Arrays.stream(scores).asDoubleStream().toArray(), 0.5)[0];
        };
    }
}
