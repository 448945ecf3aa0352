package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.models.Fingerprint;
import dev.limner.work.Work;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The fitting of one model as of a moment, with its certificate.
///
/// The latest cut-off lies a horizon before the moment and is held out; the training cut-offs lie a horizon and
/// more before that one. So the model knows nothing that was not known at the held-out cut-off, and the card
/// speaks of the very model that gives the scores. The same data as of the same moment give the same model,
/// whenever it is fitted.
public final class Training {
    private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1000;
    private static final int FEWEST_TRAINING = 200;
    private static final int FEWEST_TEST = 100;
    private static final int FEWEST_DIFFERENT = 20;
    private static final int MOST_CUSTOMERS = 20_000;
    private static final int ROUNDS_BACK = 2;

    private final Binding binding;
    private final ModelDefinition definition;
    private final Engine engine;
    private final long moment;
    private final Instant last;
    private final Instant first;
    private final Lifetimes.Fits lifetimes;
    private final Function<String, byte[]> files;

    /// @param moment as of when expressions are asked, in microseconds since 1970
    /// @param last the last instant whose events count
    /// @param first when the first event happened
    /// @param shared what several models of one moment have in common
    /// @param files reads a file of the workspace, for models that were made elsewhere
    public Training(
            Binding binding,
            Engine engine,
            long moment,
            Instant last,
            Instant first,
            Shared shared,
            Function<String, byte[]> files) {
        this.files = files;
        this.lifetimes = shared.lifetimes;
        this.last = last;
        this.binding = binding;
        this.definition = binding.definition();
        this.engine = engine;
        this.moment = moment;
        this.first = first;
    }

    /// What several models of one moment have in common, fitted once.
    public static final class Shared {
        final Lifetimes.Fits lifetimes = new Lifetimes.Fits();
    }

    /// What came of it.
    public sealed interface Outcome {
        /// A model with its card.
        record Certified(Learned learned, ModelCard card) implements Outcome {}

        /// None, and why.
        record Refused(Refusal refusal) implements Outcome {}
    }

    /// The cut-offs of a fit: those of training, earlier ones to test at, the held-out one, and now.
    record Times(List<Long> training, List<Long> earlier, long test, long now) {
        List<Long> all() {
            List<Long> all = new ArrayList<>(training);
            all.addAll(earlier);
            all.add(test);
            all.add(now);
            return all;
        }
    }

    /// Fits and judges.
    ///
    /// @param champion the model in force, to be judged on the same rows; null for none
    /// @param now what the clock says, for the card
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Outcome run(@Nullable Learned champion, Instant now, Work work) {
        long horizon = definition.horizonDays() * DAY_MICROS;
        Times times = times(horizon);
        long reach = (moment - LocalClock.micros(first)) / DAY_MICROS;
        boolean learned = definition.kind().isLearned();
        if (times.training().isEmpty()) {
            return new Outcome.Refused(new Refusal.TooShort(reach, (learned ? 3L : 2L) * definition.horizonDays()));
        }
        Sample sample = sample(times.test(), work);
        if (sample.count() == 0) {
            return new Outcome.Refused(new Refusal.NoEvents(binding.ofPopulation().needs().types().stream()
                    .map(EventType::name)
                    .collect(Collectors.joining(", "))));
        }
        if (sample.count() < FEWEST_TEST) {
            return new Outcome.Refused(new Refusal.TooFewCustomers((int) sample.count(), FEWEST_TEST));
        }
        FeatureStudy study = new FeatureStudy(binding.ofTraining(), times.all(), horizon);
        FeatureTable table =
                engine.run(study, asKnown(sample.customers()), work.part()).table();
        return judge(new Rows(binding, table, times), champion, sample, now, work);
    }

    private Scope asKnown(@Nullable RoaringBitmap customers) {
        return new Scope(last, Scope.Mode.AS_KNOWN, null, customers);
    }

    private Times times(long horizon) {
        long begin = LocalClock.micros(first);
        long test = moment - horizon;
        if (!definition.kind().isLearned()) {
            boolean reaches = test - begin >= horizon;
            return new Times(reaches ? List.of(test) : List.of(), List.of(), test, moment);
        }
        ModelDefinition.Cutoffs cutoffs = definition.cutoffsOrDefault();
        long step = cutoffs.everyDays() * DAY_MICROS;
        List<Long> training = new ArrayList<>();
        for (int i = cutoffs.count() - 1; i >= 0; i--) {
            long at = test - horizon - i * step;
            if (at - begin >= horizon || (i == 0 && at - begin >= horizon / 2)) {
                training.add(at);
            }
        }
        List<Long> earlier = new ArrayList<>();
        for (int back = ROUNDS_BACK; back >= 1; back--) {
            long at = test - back * step;
            if (training.stream().anyMatch(cutoff -> cutoff <= at - horizon)) {
                earlier.add(at);
            }
        }
        return new Times(List.copyOf(training), List.copyOf(earlier), test, moment);
    }

    private record Sample(@Nullable RoaringBitmap customers, long count, double share) {}

    /// Everybody, or customers drawn by their numbers where there are very many at the held-out cut-off.
    private Sample sample(long test, Work work) {
        FeatureStudy study = new FeatureStudy(binding.ofPopulation(), List.of(test), -1);
        FeatureTable table = engine.run(study, asKnown(null), work.part()).table();
        if (table.size() <= MOST_CUSTOMERS) {
            return new Sample(null, table.size(), 1);
        }
        double share = MOST_CUSTOMERS / (double) table.size();
        int last = table.customer(table.size() - 1);
        RoaringBitmap drawn = new RoaringBitmap();
        for (int customer = 0; customer <= last; customer++) {
            if (new SplittableRandom(customer * 0x9E3779B97F4A7C15L).nextDouble() < share) {
                drawn.add(customer);
            }
        }
        return new Sample(drawn, table.size(), share);
    }

    private Outcome judge(Rows rows, @Nullable Learned champion, Sample sample, Instant now, Work work) {
        int[] training = rows.training();
        int[] test = rows.test();
        if (training.length < FEWEST_TRAINING) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(training.length, FEWEST_TRAINING));
        }
        if (test.length < FEWEST_TEST) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(test.length, FEWEST_TEST));
        }
        if (binding.isOfMoney() && Arrays.stream(rows.labels(test)).noneMatch(label -> label > 0)) {
            return new Outcome.Refused(new Refusal.NoPrices());
        }
        boolean isLearned = definition.kind().isLearned();
        Refusal flat = flat(rows, isLearned ? List.of(training, test) : List.of(test));
        if (flat != null && isLearned) {
            return new Outcome.Refused(flat);
        }
        Learning.Result result = learn(rows, training, work);
        return switch (result) {
            // that nobody came again says more than that nobody will be seen to come again
            case Learning.Result.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Learning.Result.Done _ when flat != null -> new Outcome.Refused(flat);
            case Learning.Result.Done(var learned) -> {
                List<ModelCard.Round> stability = new ArrayList<>();
                for (int i = 0; i < rows.times().earlier().size(); i++) {
                    work.check();
                    ModelCard.Round round = round(rows, i, work);
                    if (round != null) {
                        stability.add(round);
                    }
                }
                Certificate certificate = new Certificate(binding, rows, learned, champion);
                yield new Outcome.Certified(
                        learned,
                        certificate.card(
                                last, first, sample.share(), stability, origin(rows, training, learned, now), work));
            }
        };
    }

    /// Why nothing can be learned or judged where all did the same; null where they did not.
    private static @Nullable Refusal flat(Rows rows, List<int[]> parts) {
        for (int[] part : parts) {
            int different = different(rows.labels(part));
            if (different < FEWEST_DIFFERENT) {
                return new Refusal.NoVariation(part.length, different);
            }
        }
        return null;
    }

    private ModelCard.@Nullable Round round(Rows rows, int number, Work work) {
        long at = rows.times().earlier().get(number);
        int[] training = rows.trainingBefore(at - definition.horizonDays() * DAY_MICROS);
        int[] test = rows.earlier(number);
        if (training.length < FEWEST_TRAINING
                || test.length < FEWEST_TEST
                || different(rows.labels(training)) < FEWEST_DIFFERENT
                || different(rows.labels(test)) < FEWEST_DIFFERENT) {
            return null;
        }
        return switch (learn(rows, training, work)) {
            case Learning.Result.Refused _ -> null;
            case Learning.Result.Done(var learned) -> Certificate.round(rows, learned, at, training, test);
        };
    }

    private Learning.Result learn(Rows rows, int[] training, Work work) {
        if (!definition.kind().isLearned()) {
            return Lifetimes.fit(definition, rows.numbers(training), lifetimes);
        }
        String file = definition.foreign();
        if (file != null) {
            return new Learning.Result.Done(foreign(file));
        }
        return learning(work).learn(rows.table(), training, rows.labels(training));
    }

    private Learned foreign(String file) {
        byte[] content = files.apply(file);
        return Learned.of(new Form.Onnx(
                definition.kind(),
                file,
                digest(content),
                binding.features().size(),
                Base64.getEncoder().encodeToString(content)));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Learning learning(Work work) {
        return new Learning(definition, binding.isText(), work);
    }

    /// How many labels are not the most frequent one.
    static int different(double[] labels) {
        double[] sorted = labels.clone();
        Arrays.sort(sorted);
        int longest = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            longest = Math.max(longest, to - from);
        }
        return sorted.length - longest;
    }

    private ModelCard.Origin origin(Rows rows, int[] training, Learned learned, Instant now) {
        Fingerprint data = Fingerprint.start();
        Encoding plain = Encoding.fit(rows.table(), training, binding.isText());
        for (int row : training) {
            data.and(plain.row(rows.table(), row));
        }
        data.and(rows.labels(training));
        Learning learning = learning(new Work());
        boolean isLearned = definition.kind().isLearned();
        String algorithm = isLearned
                ? learning.name()
                : definition.kind() == ModelDefinition.Kind.VALUE ? "ParetoNbd, GammaGamma" : "ParetoNbd";
        return new ModelCard.Origin(
                algorithm,
                switch (learned.form()) {
                    case Form.Onnx onnx -> "sha256 " + onnx.sha256();
                    case Form.Lifetime lifetime -> lifetime.toString();
                    case Gauge gauge -> gauge.toString();
                    case Form.Boosted _, Form.Logistic _, Form.Forest _, Form.Calibrated _ ->
                        learning.options(plain, training.length);
                },
                definition.seed(),
                Long.toHexString(data.value()),
                training.length,
                binding.features().size(),
                now,
                isLearned ? definition.algorithmOrDefault().learnerOrDefault() : null,
                isLearned && definition.kind() == ModelDefinition.Kind.EVENT
                        ? definition.algorithmOrDefault().calibrationOrDefault()
                        : null);
    }

    /// The rows of a table by what they are for.
    record Rows(Binding binding, FeatureTable table, Times times) {
        private int[] at(int from, int to) {
            return IntStream.range(0, table.size())
                    .filter(row -> table.cutoff(row) >= from && table.cutoff(row) < to)
                    .toArray();
        }

        int[] training() {
            return at(0, times.training().size());
        }

        /// Those of training cut-offs up to an instant.
        int[] trainingBefore(long last) {
            int count = (int)
                    times.training().stream().filter(cutoff -> cutoff <= last).count();
            return at(0, count);
        }

        int[] earlier(int number) {
            int place = times.training().size() + number;
            return at(place, place + 1);
        }

        int[] test() {
            int place = times.training().size() + times.earlier().size();
            return at(place, place + 1);
        }

        int[] now() {
            int place = times.training().size() + times.earlier().size() + 1;
            return at(place, place + 1);
        }

        double[] labels(int[] rows) {
            int column = binding.features().size() + binding.groups().size() + (binding.hasSimpleRule() ? 2 : 0);
            boolean grows = binding.definition().kind() == ModelDefinition.Kind.ORDERS;
            return Arrays.stream(rows)
                    .mapToDouble(row -> {
                        double label = known(table.number(column, row));
                        return grows ? label - known(table.number(0, row)) : label;
                    })
                    .toArray();
        }

        private static double known(double number) {
            return Double.isNaN(number) ? 0 : number;
        }

        double[] recency(int[] rows) {
            return column(binding.features().size() + binding.groups().size(), rows);
        }

        double[] frequency(int[] rows) {
            return column(binding.features().size() + binding.groups().size() + 1, rows);
        }

        private double[] column(int column, int[] rows) {
            return Arrays.stream(rows)
                    .mapToDouble(row -> table.number(column, row))
                    .toArray();
        }

        /// The features where all are numbers.
        double[][] numbers(int[] rows) {
            return Arrays.stream(rows)
                    .mapToObj(row -> IntStream.range(0, binding.features().size())
                            .mapToDouble(column -> table.number(column, row))
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
