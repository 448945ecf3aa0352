package dev.limner.predict;

import dev.limner.history.LocalClock;
import dev.limner.predict.ModelCard.Who;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The judging of a fitted model on rows that it has not seen.
final class Certificate {
    private static final int TENTHS = 10;
    private static final int EXPLAINED = 250;
    private static final int FEWEST_OF_SLICE = 50;
    private static final int BINS = 20;
    private static final double MOVES = 0.1;

    private final Binding binding;
    private final ModelDefinition definition;
    private final Training.Rows rows;
    private final Learned learned;
    private final @Nullable Learned champion;
    private final int[] training;
    private final int[] test;
    private final boolean[] isText;

    Certificate(Binding binding, Training.Rows rows, Learned learned, @Nullable Learned champion) {
        this.binding = binding;
        this.definition = binding.definition();
        this.rows = rows;
        this.learned = learned;
        this.champion = champion;
        training = rows.training();
        test = rows.test();
        isText = binding.isText();
    }

    ModelCard card(
            Instant asOf,
            Instant first,
            double sampled,
            List<ModelCard.Round> stability,
            ModelCard.Origin origin,
            Work work) {
        double[] labels = rows.labels(test);
        Map<Who, double[]> predictions = predictions(labels);
        work.check();
        List<ModelCard.Judged> judged = Judging.of(definition, predictions, labels);
        double[] own = predictions.getOrDefault(Who.MODEL, labels);
        int[] now = rows.now();
        var label = binding.label();
        return new ModelCard(
                definition.model(),
                definition.title(),
                definition.description(),
                definition.kind(),
                asOf,
                first,
                definition.horizonDays(),
                asked(binding.population()),
                label == null ? null : asked(label),
                cutoffs(),
                new ModelCard.Cutoff(LocalClock.instant(rows.times().test()), test.length, mean(labels)),
                sampled,
                verdict(judged),
                judged,
                tenths(own, labels),
                stability,
                drift(now),
                uses(),
                slices(own, labels),
                bins(now),
                binding.leftOut(),
                origin);
    }

    private ModelCard.Asked asked(dev.limner.language.Checked checked) {
        return new ModelCard.Asked(dev.limner.language.Printer.print(checked.expr()), binding.aloud(checked));
    }

    private List<ModelCard.Cutoff> cutoffs() {
        List<ModelCard.Cutoff> cutoffs = new ArrayList<>();
        for (int i = 0; i < rows.times().training().size(); i++) {
            int number = i;
            int[] at = Arrays.stream(training)
                    .filter(row -> rows.table().cutoff(row) == number)
                    .toArray();
            double mean = definition.kind().isLearned() ? mean(rows.labels(at)) : Double.NaN;
            cutoffs.add(new ModelCard.Cutoff(
                    LocalClock.instant(rows.times().training().get(i)), at.length, Double.isNaN(mean) ? 0 : mean));
        }
        return cutoffs;
    }

    private Map<Who, double[]> predictions(double[] labels) {
        Map<Who, double[]> all = new EnumMap<>(Who.class);
        all.put(Who.MODEL, scores(learned, test));
        if (champion != null) {
            double[] before = scores(champion, test);
            if (Arrays.stream(before).noneMatch(Double::isNaN)) {
                all.put(Who.CHAMPION, before);
            }
        }
        if (binding.hasSimpleRule() && definition.kind().isLearned()) {
            all.put(Who.RFM, rfm(rows, definition.kind(), training, test));
        } else if (definition.kind() == ModelDefinition.Kind.ALIVE && binding.hasSimpleRule()) {
            // the later the last order, the likelier alive: a ranking is all that is judged
            all.put(
                    Who.RFM,
                    Arrays.stream(rows.recency(test))
                            .map(days -> 1 / (1 + days))
                            .toArray());
        }
        all.put(Who.NAIVE, naive(labels.length));
        return all;
    }

    private double[] naive(int size) {
        double[] naive = new double[size];
        if (definition.kind().isLearned()) {
            Arrays.fill(naive, SimpleRule.answer(rows.labels(training), definition.kind()));
            return naive;
        }
        double[][] numbers = rows.numbers(test);
        for (int i = 0; i < size; i++) {
            double days = Math.max(1, numbers[i][1]);
            naive[i] = switch (definition.kind()) {
                case ORDERS -> numbers[i][0] / days * definition.horizonDays();
                case VALUE -> numbers[i][3] / days * definition.horizonDays();
                case ALIVE, EVENT, AMOUNT, COUNT, UPPER, WAIT, SHARE, LEVEL, TREND, DOSE -> 0.5;
            };
            naive[i] = Double.isNaN(naive[i]) ? 0 : naive[i];
        }
        return naive;
    }

    private static double[] rfm(Training.Rows rows, ModelDefinition.Kind kind, int[] training, int[] test) {
        SimpleRule rule = SimpleRule.fit(rows.recency(training), rows.frequency(training), rows.labels(training), kind);
        double[] recency = rows.recency(test);
        double[] frequency = rows.frequency(test);
        return IntStream.range(0, test.length)
                .mapToDouble(i -> rule.predict(recency[i], frequency[i]))
                .toArray();
    }

    private double[] scores(Learned of, int[] asked) {
        return Judging.scores(binding, of, rows.table(), asked);
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

    /// The procedure at an earlier time, by the first merit.
    static ModelCard.Round round(Training.Rows rows, Learned learned, long at, int[] training, int[] test) {
        ModelDefinition.Kind kind = rows.binding().definition().kind();
        List<Merit> merit = List.of(Merit.of(kind).getFirst());
        double[] labels = rows.labels(test);
        double[] naive = new double[test.length];
        Arrays.fill(naive, SimpleRule.answer(rows.labels(training), kind));
        double[] scores =
                Learned.scores(learned, rows.table(), test, rows.binding().isText());
        List<Merit> all = merit.contains(Merit.LOG_LOSS) ? List.of(Merit.LOG_LOSS, Merit.BRIER) : merit;
        return new ModelCard.Round(
                LocalClock.instant(at),
                test.length,
                Merit.measured(all, scores, labels)[0],
                rows.binding().hasSimpleRule() ? Merit.measured(all, rfm(rows, kind, training, test), labels)[0] : null,
                Merit.measured(all, naive, labels)[0]);
    }

    private static List<ModelCard.Group> tenths(double[] scores, double[] labels) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(labels).sum();
        double everybody = mean(labels);
        List<ModelCard.Group> groups = new ArrayList<>();
        double so = 0;
        for (int g = 0; g < TENTHS; g++) {
            int from = (int) ((long) g * order.length / TENTHS);
            int to = (int) ((g + 1L) * order.length / TENTHS);
            double predicted = 0;
            double actual = 0;
            for (int i = from; i < to; i++) {
                predicted += scores[order[i]];
                actual += labels[order[i]];
            }
            so += actual;
            int size = Math.max(1, to - from);
            groups.add(new ModelCard.Group(
                    to - from,
                    predicted / size,
                    actual / size,
                    total == 0 ? 0 : so / total,
                    everybody == 0 ? 0 : actual / size / everybody));
        }
        return groups;
    }

    private List<ModelCard.Drift> drift(int[] now) {
        if (now.length == 0) {
            return List.of();
        }
        List<ModelCard.Drift> drift = new ArrayList<>();
        for (int i = 0; i < binding.features().size(); i++) {
            Binding.Feature feature = binding.features().get(i);
            drift.add(new ModelCard.Drift(
                    feature.name(),
                    feature.aloud(),
                    Stability.of(rows.table(), i, isText[i], training, now).index()));
        }
        drift.sort(Comparator.comparingDouble(each -> -each.index()));
        return drift;
    }

    private List<ModelCard.Use> uses() {
        int width = binding.features().size();
        int step = Math.max(1, test.length / EXPLAINED);
        int[] looked = IntStream.range(0, test.length)
                .filter(i -> i % step == 0)
                .map(i -> test[i])
                .toArray();
        double[] sums = new double[width];
        double[][] shares = new double[looked.length][];
        for (int i = 0; i < looked.length; i++) {
            double[] numbers = new double[width];
            @Nullable String[] texts = new String[width];
            Learned.fill(rows.table(), looked[i], isText, numbers, texts);
            shares[i] = learned.shares(numbers, texts);
            for (int j = 0; j < shares[i].length; j++) {
                sums[j] += Math.abs(shares[i][j]);
            }
        }
        double all = Arrays.stream(sums).sum();
        List<ModelCard.Use> uses = new ArrayList<>();
        for (int j = 0; j < width && all > 0; j++) {
            Binding.Feature feature = binding.features().get(j);
            int column = j;
            int[] known = IntStream.range(0, looked.length)
                    .filter(i -> !Double.isNaN(rows.table().number(column, looked[i])))
                    .toArray();
            double moves = isText[j] || known.length < 3
                    ? 0
                    : Merit.correlation(
                            Merit.ranked(Arrays.stream(known)
                                    .mapToDouble(i -> rows.table().number(column, looked[i]))
                                    .toArray()),
                            Merit.ranked(Arrays.stream(known)
                                    .mapToDouble(i -> shares[i][column])
                                    .toArray()));
            uses.add(new ModelCard.Use(
                    feature.name(),
                    feature.text(),
                    feature.aloud(),
                    sums[j] / all,
                    moves > MOVES ? 1 : moves < -MOVES ? -1 : 0));
        }
        uses.sort(Comparator.comparingDouble(each -> -each.share()));
        return uses;
    }

    private List<ModelCard.Slice> slices(double[] scores, double[] labels) {
        List<ModelCard.Slice> slices = new ArrayList<>();
        Merit merit = Merit.of(definition.kind()).contains(Merit.AUC) ? Merit.AUC : Merit.RANK;
        for (int g = 0; g < binding.groups().size(); g++) {
            Binding.Feature group = binding.groups().get(g);
            int column = binding.features().size() + g;
            Map<String, List<Integer>> byValue = new TreeMap<>();
            for (int i = 0; i < test.length; i++) {
                String value = group.isText()
                        ? rows.table().text(column, test[i])
                        : Double.isNaN(rows.table().number(column, test[i]))
                                ? null
                                : Double.toString(rows.table().number(column, test[i]));
                byValue.computeIfAbsent(value == null ? "" : value, _ -> new ArrayList<>())
                        .add(i);
            }
            byValue.forEach((value, places) -> {
                if (places.size() >= FEWEST_OF_SLICE) {
                    double[] of = places.stream().mapToDouble(i -> scores[i]).toArray();
                    double[] happened =
                            places.stream().mapToDouble(i -> labels[i]).toArray();
                    double measured = Merit.measured(List.of(merit), of, happened)[0];
                    slices.add(new ModelCard.Slice(
                            group.name(),
                            group.aloud(),
                            value,
                            places.size(),
                            mean(of),
                            mean(happened),
                            Double.isNaN(measured) ? null : measured));
                }
            });
        }
        slices.sort(Comparator.comparing(ModelCard.Slice::group).thenComparing(slice -> -slice.rows()));
        return slices;
    }

    /// How the scores lie now: twenty ranges of equal width between the least and the highest but a hundredth.
    private List<ModelCard.Bin> bins(int[] now) {
        double[] scores = Arrays.stream(scores(learned, now))
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        if (scores.length == 0) {
            return List.of();
        }
        boolean share =
                definition.kind() == ModelDefinition.Kind.EVENT || definition.kind() == ModelDefinition.Kind.ALIVE;
        double top = share ? 1 : Math.max(scores[(int) (0.99 * (scores.length - 1))], 1e-9);
        int[] counts = new int[BINS];
        for (double score : scores) {
            counts[Math.clamp((int) (score / top * BINS), 0, BINS - 1)]++;
        }
        return IntStream.range(0, BINS)
                .mapToObj(i -> new ModelCard.Bin(i * top / BINS, (i + 1) * top / BINS, counts[i]))
                .toList();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
