package dev.limner.predict;

import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Printer;
import dev.limner.models.Progress;
import dev.limner.models.evaluation.Bootstrap;
import dev.limner.models.statistics.Interval;
import dev.limner.predict.ModelCard.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The judging of a gauge on the held-out rows whose labels are known, beside simple rules on the same rows.
final class GaugeCard {
    private static final int DRAWS = 100;
    private static final int TENTHS = 10;
    private static final int BINS = 20;

    private final Training.Rows rows;
    private final Gauging.Labels labels;
    private final Binding binding;
    private final ModelDefinition definition;
    private final Gauge gauge;
    private final @Nullable Gauge champion;
    private final int[] test;
    private final double[][] numbers;

    GaugeCard(Training.Rows rows, Gauging.Labels labels, Gauge gauge, @Nullable Gauge champion) {
        this.rows = rows;
        this.labels = labels;
        this.binding = rows.binding();
        this.definition = binding.definition();
        this.gauge = gauge;
        this.champion = champion;
        this.test = IntStream.of(rows.test()).filter(this::isJudged).toArray();
        this.numbers = rows.numbers(test);
    }

    private boolean isJudged(int row) {
        double[] own = rows.numbers(new int[] {row})[0];
        return gauge instanceof WaitGauge wait
                ? wait.next(own) != null
                : !Double.isNaN(labels.judged(row, own)) && !Double.isNaN(gauge.foretold(own));
    }

    ModelCard card(Instant asOf, Instant first, ModelCard.Origin origin) {
        List<Merit> merits = Merit.of(definition.kind());
        Judging judging = gauge instanceof WaitGauge wait ? waiting(wait) : plain(merits);
        List<ModelCard.Judged> judged = judged(judging, merits);
        Checked label = Objects.requireNonNull(binding.label());
        return new ModelCard(
                definition.model(),
                definition.title(),
                definition.description(),
                definition.kind(),
                asOf,
                first,
                definition.horizonDays(),
                asked(binding.population()),
                asked(label),
                cutoffs(),
                new ModelCard.Cutoff(LocalClock.instant(rows.times().test()), test.length, mean(judging.happened())),
                1,
                verdict(judged),
                judged,
                tenths(judging.foretold(), judging.happened()),
                List.of(),
                drift(),
                List.of(),
                List.of(),
                bins(),
                binding.leftOut(),
                origin);
    }

    /// What is judged: the figures of rows drawn, by who foretold, and what tenths are made of.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Judging(
            Map<Who, java.util.function.Function<int[], double[]>> figures, double[] foretold, double[] happened) {}

    private Judging plain(List<Merit> merits) {
        double[] happened = labels.judged(test);
        Map<Who, double[]> all = new EnumMap<>(Who.class);
        all.put(Who.MODEL, foretold(gauge));
        if (champion != null && champion.getClass() == gauge.getClass()) {
            all.put(Who.CHAMPION, foretold(champion));
        }
        int[] known = IntStream.of(rows.training())
                .filter(row -> !Double.isNaN(labels.of(row)))
                .toArray();
        double[] learned = labels.judged(known);
        double usual = mean(learned);
        if (binding.hasSimpleRule() && learned.length > 0) {
            SimpleRule rule = SimpleRule.fit(rows.recency(known), rows.frequency(known), learned, definition.kind());
            double[] recency = rows.recency(test);
            double[] frequency = rows.frequency(test);
            all.put(
                    Who.RFM,
                    IntStream.range(0, test.length)
                            .mapToDouble(i -> rule.predict(recency[i], frequency[i]))
                            .toArray());
        }
        double[] naive = new double[test.length];
        Arrays.fill(naive, usual);
        all.put(Who.NAIVE, naive);
        double[] own = own(usual);
        if (own.length > 0) {
            all.put(Who.OWN, own);
        }
        Map<Who, java.util.function.Function<int[], double[]>> figures = new EnumMap<>(Who.class);
        all.forEach((who, of) ->
                figures.put(who, places -> Merit.measured(merits, at(of, places), at(happened, places))));
        return new Judging(figures, foretold(gauge), happened);
    }

    private double[] foretold(Gauge of) {
        return Arrays.stream(numbers).mapToDouble(of::foretold).toArray();
    }

    /// What the customer's own past gives as it stands; the usual where there is none, nothing where it
    /// tells no such number.
    private double[] own(double usual) {
        return switch (definition.kind()) {
            case SHARE -> ratio(0, 1, usual);
            case LEVEL ->
                Arrays.stream(numbers)
                        .mapToDouble(row -> Double.isNaN(row[0]) ? usual : row[0])
                        .toArray();
            case DOSE -> ratio(DoseGauge.OPENED_EVER, DoseGauge.SENT_EVER, usual);
            case TREND, WAIT, EVENT, AMOUNT, COUNT, UPPER, ALIVE, ORDERS, VALUE -> new double[0];
        };
    }

    private double[] ratio(int part, int whole, double usual) {
        return Arrays.stream(numbers)
                .mapToDouble(row -> row[whole] > 0 ? Math.min(1, row[part] / row[whole]) : usual)
                .toArray();
    }

    private Judging waiting(WaitGauge wait) {
        WaitJudge judge = new WaitJudge(definition.horizonDays(), test, labels);
        Map<Who, List<WaitJudge.Wait>> all = new EnumMap<>(Who.class);
        all.put(Who.MODEL, waits(wait));
        if (champion instanceof WaitGauge before) {
            all.put(Who.CHAMPION, waits(before));
        }
        WaitJudge.Wait everybody = judge.usual(rows.training());
        all.put(Who.NAIVE, Arrays.stream(numbers).map(_ -> everybody).toList());
        all.put(
                Who.OWN,
                Arrays.stream(numbers)
                        .map(row -> WaitJudge.steady(row[0] / Math.max(1, row[1])))
                        .toList());
        Map<Who, java.util.function.Function<int[], double[]>> figures = new EnumMap<>(Who.class);
        all.forEach((who, of) -> {
            double[][] each = judge.figures(of);
            figures.put(
                    who,
                    places -> Arrays.stream(each)
                            .mapToDouble(figure -> mean(at(figure, places)))
                            .toArray());
        });
        double horizon = definition.horizonDays();
        return new Judging(
                figures,
                all.getOrDefault(Who.MODEL, List.of()).stream()
                        .mapToDouble(each -> each.within(horizon))
                        .toArray(),
                judge.happened());
    }

    private List<WaitJudge.Wait> waits(WaitGauge of) {
        return Arrays.stream(numbers)
                .<WaitJudge.Wait>map(row -> Objects.requireNonNull(of.next(row))::within)
                .toList();
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    private List<ModelCard.Judged> judged(Judging judging, List<Merit> merits) {
        int[] all = IntStream.range(0, test.length).toArray();
        Bootstrap bootstrap = new Bootstrap(DRAWS, 0.95);
        List<ModelCard.Judged> judged = new ArrayList<>();
        judging.figures().forEach((who, of) -> {
            double[] values = of.apply(all);
            double[][] draws =
                    bootstrap.draws(of, test.length, new SplittableRandom(definition.seed()), Progress.SILENT);
            List<ModelCard.Figure> figures = new ArrayList<>();
            for (int m = 0; m < merits.size(); m++) {
                if (!Double.isNaN(values[m]) && Arrays.stream(draws[m]).anyMatch(value -> !Double.isNaN(value))) {
                    Interval interval = bootstrap.interval(draws[m]);
                    figures.add(new ModelCard.Figure(merits.get(m), values[m], interval.lower(), interval.upper()));
                }
            }
            judged.add(new ModelCard.Judged(who, figures));
        });
        return judged;
    }

    private ModelCard.Verdict verdict(List<ModelCard.Judged> judged) {
        Merit merit = Merit.of(definition.kind()).getFirst();
        Double before = value(judged, Who.CHAMPION, merit);
        Double own = value(judged, Who.MODEL, merit);
        if (before == null || own == null) {
            return ModelCard.Verdict.FIRST;
        }
        return merit.isBetter(own, before) ? ModelCard.Verdict.BETTER : ModelCard.Verdict.NOT_BETTER;
    }

    private static @Nullable Double value(List<ModelCard.Judged> judged, Who who, Merit merit) {
        return judged.stream()
                .filter(each -> each.who() == who)
                .flatMap(each -> each.figures().stream())
                .filter(figure -> figure.merit() == merit)
                .map(ModelCard.Figure::value)
                .findFirst()
                .orElse(null);
    }

    private ModelCard.Asked asked(Checked checked) {
        return new ModelCard.Asked(Printer.print(checked.expr()), binding.aloud(checked));
    }

    private List<ModelCard.Cutoff> cutoffs() {
        List<ModelCard.Cutoff> cutoffs = new ArrayList<>();
        for (int i = 0; i < rows.times().training().size(); i++) {
            int number = i;
            int[] at = IntStream.of(rows.training())
                    .filter(row -> rows.table().cutoff(row) == number)
                    .toArray();
            double[] known = gauge instanceof WaitGauge
                    ? IntStream.of(at)
                            .mapToDouble(row -> Double.isNaN(labels.of(row)) ? 0 : 1)
                            .toArray()
                    : Arrays.stream(labels.judged(at))
                            .filter(label -> !Double.isNaN(label))
                            .toArray();
            cutoffs.add(new ModelCard.Cutoff(
                    LocalClock.instant(rows.times().training().get(i)), at.length, mean(known)));
        }
        return cutoffs;
    }

    private static List<ModelCard.Group> tenths(double[] foretold, double[] happened) {
        int[] order = IntStream.range(0, foretold.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -foretold[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(happened).sum();
        List<ModelCard.Group> groups = new ArrayList<>();
        double soFar = 0;
        for (int g = 0; g < TENTHS; g++) {
            int[] of = Arrays.copyOfRange(
                    order, (int) ((long) g * order.length / TENTHS), (int) ((g + 1L) * order.length / TENTHS));
            double actual = Arrays.stream(at(happened, of)).sum();
            soFar += actual;
            int size = Math.max(1, of.length);
            groups.add(new ModelCard.Group(
                    of.length,
                    mean(at(foretold, of)),
                    actual / size,
                    total == 0 ? 0 : soFar / total,
                    total == 0 ? 0 : actual / size / (total / happened.length)));
        }
        return groups;
    }

    private List<ModelCard.Drift> drift() {
        int[] now = rows.now();
        if (now.length == 0) {
            return List.of();
        }
        return IntStream.range(0, binding.features().size())
                .mapToObj(i -> new ModelCard.Drift(
                        binding.features().get(i).name(),
                        binding.features().get(i).aloud(),
                        Stability.of(rows.table(), i, false, rows.test(), now).index()))
                .sorted(Comparator.comparingDouble(each -> -each.index()))
                .toList();
    }

    private List<ModelCard.Bin> bins() {
        double[] scores = Arrays.stream(rows.numbers(rows.now()))
                .mapToDouble(gauge::score)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        if (scores.length == 0) {
            return List.of();
        }
        boolean share = definition.kind() == ModelDefinition.Kind.SHARE;
        double from = share ? 0 : Math.min(0, scores[(int) (0.01 * (scores.length - 1))]);
        double top = share ? 1 : Math.max(scores[(int) (0.99 * (scores.length - 1))], from + 1e-9);
        int[] counts = new int[BINS];
        for (double score : scores) {
            counts[Math.clamp((int) ((score - from) / (top - from) * BINS), 0, BINS - 1)]++;
        }
        return IntStream.range(0, BINS)
                .mapToObj(i -> new ModelCard.Bin(
                        from + i * (top - from) / BINS, from + (i + 1) * (top - from) / BINS, counts[i]))
                .toList();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
