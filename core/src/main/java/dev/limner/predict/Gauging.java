package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.models.Fingerprint;
import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.calibration.PlattScaling;
import dev.limner.models.lifetime.BgBb;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.shrinkage.BetaBinomial;
import dev.limner.models.shrinkage.NormalMeans;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fitting of a [Gauge] on what was known at the held-out cut-off, and its judging on the horizon that
/// followed. What it learns of labels it learns at cut-offs a horizon and more before.
public final class Gauging {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FEWEST_TRAINING = 200;
    private static final int FEWEST_TEST = 100;
    private static final int FEWEST_DIFFERENT = 20;
    private static final int USUAL_CUTOFFS = 2;

    private final Binding binding;
    private final ModelDefinition definition;
    private final Engine engine;
    private final long moment;
    private final Instant last;
    private final Instant first;
    private final Training.Shared shared;

    /// @param moment as of when expressions are asked, in microseconds since 1970
    /// @param last the last instant whose events count
    /// @param first when the first event happened
    public Gauging(Binding binding, Engine engine, long moment, Instant last, Instant first, Training.Shared shared) {
        this.binding = binding;
        this.definition = binding.definition();
        this.engine = engine;
        this.moment = moment;
        this.last = last;
        this.first = first;
        this.shared = shared;
    }

    /// A gauge, or why none can be had.
    private sealed interface Result {
        record Done(Gauge gauge) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    /// Fits and judges.
    ///
    /// @param champion the model in force, to be judged on the same rows; null for none
    /// @param now what the clock says, for the card
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Training.Outcome run(@Nullable Learned champion, Instant now, Work work) {
        long horizon = definition.horizonDays() * DAY_MICROS;
        Training.Times times = times(horizon);
        if (times.training().isEmpty()) {
            long reach = (moment - LocalClock.micros(first)) / DAY_MICROS;
            return refused(new Refusal.TooShort(reach, 3L * definition.horizonDays()));
        }
        FeatureStudy study = new FeatureStudy(binding.ofTraining(), times.all(), horizon);
        FeatureTable table = engine.run(study, new Scope(last, Scope.Mode.AS_KNOWN, null, null), work.part())
                .table();
        Training.Rows rows = new Training.Rows(binding, table, times);
        int[] training = rows.training();
        int[] test = rows.test();
        if (test.length == 0) {
            return refused(new Refusal.NoEvents(binding.ofPopulation().needs().types().stream()
                    .map(EventType::name)
                    .collect(Collectors.joining(", "))));
        }
        if (training.length < FEWEST_TRAINING || test.length < FEWEST_TEST) {
            boolean few = training.length < FEWEST_TRAINING;
            return refused(new Refusal.TooFewCustomers(
                    few ? training.length : test.length, few ? FEWEST_TRAINING : FEWEST_TEST));
        }
        Labels labels = Labels.of(rows);
        return switch (learn(rows, labels)) {
            case Result.Refused(Refusal refusal) -> refused(refusal);
            case Result.Done(Gauge gauge) -> {
                Refusal flat = flat(labels, test, gauge);
                if (flat != null) {
                    yield refused(flat);
                }
                GaugeCard card = new GaugeCard(rows, labels, gauge, champion instanceof Gauge before ? before : null);
                yield new Training.Outcome.Certified(gauge, card.card(last, first, origin(rows, gauge, now)));
            }
        };
    }

    private static Training.Outcome refused(Refusal refusal) {
        return new Training.Outcome.Refused(refusal);
    }

    private Training.Times times(long horizon) {
        ModelDefinition.Cutoffs declared = definition.cutoffs();
        ModelDefinition.Cutoffs cutoffs = declared == null
                ? new ModelDefinition.Cutoffs(definition.cutoffsOrDefault().everyDays(), USUAL_CUTOFFS)
                : declared;
        long begin = LocalClock.micros(first);
        long test = moment - horizon;
        List<Long> training = new ArrayList<>();
        for (int back = cutoffs.count() - 1; back >= 0; back--) {
            long at = test - horizon - (long) back * cutoffs.everyDays() * DAY_MICROS;
            if (at - begin >= horizon) {
                training.add(at);
            }
        }
        return new Training.Times(List.copyOf(training), List.of(), test, moment);
    }

    /// The labels of rows as they are, NaN where there is none.
    record Labels(Training.Rows rows, int column) {
        static Labels of(Training.Rows rows) {
            Binding binding = rows.binding();
            return new Labels(
                    rows, binding.features().size() + binding.groups().size() + (binding.hasSimpleRule() ? 2 : 0));
        }

        double of(int row) {
            return rows.table().number(column, row);
        }

        /// By row, as the kind of gauge is judged by.
        double judged(int row, double[] numbers) {
            double label = of(row);
            return switch (rows.binding().definition().kind()) {
                // an average of the times before that is exceeded
                case TREND -> (Double.isNaN(label) ? 0 : label) > TrendGauge.mean(TrendGauge.counts(numbers)) ? 1 : 0;
                case SHARE, DOSE -> Double.isNaN(label) ? Double.NaN : Math.clamp(label, 0.0, 1.0);
                case LEVEL, WAIT, EVENT, AMOUNT, COUNT, UPPER, ALIVE, ORDERS, VALUE -> label;
            };
        }

        double[] judged(int[] of) {
            double[][] numbers = rows.numbers(of);
            return IntStream.range(0, of.length)
                    .mapToDouble(i -> judged(of[i], numbers[i]))
                    .toArray();
        }
    }

    private @Nullable Refusal flat(Labels labels, int[] test, Gauge gauge) {
        double[] judged = gauge instanceof WaitGauge
                ? IntStream.of(test)
                        .mapToDouble(row -> Double.isNaN(labels.of(row)) ? 0 : 1)
                        .toArray()
                : Arrays.stream(labels.judged(test))
                        .filter(label -> !Double.isNaN(label))
                        .toArray();
        if (judged.length < FEWEST_TEST) {
            return new Refusal.TooFewCustomers(judged.length, FEWEST_TEST);
        }
        int different = Training.different(judged);
        return different < FEWEST_DIFFERENT ? new Refusal.NoVariation(judged.length, different) : null;
    }

    private Result learn(Training.Rows rows, Labels labels) {
        double[][] known = rows.numbers(rows.test());
        return switch (definition.kind()) {
            case WAIT -> wait(known);
            case SHARE -> share(known);
            case LEVEL -> level(known);
            case TREND -> trend(rows, labels);
            case DOSE -> dose(rows, labels);
            case EVENT, AMOUNT, COUNT, UPPER, ALIVE, ORDERS, VALUE ->
                throw new IllegalStateException(definition.kind() + " is no kind of gauge");
        };
    }

    private Result wait(double[][] known) {
        List<PurchaseHistory> histories = Arrays.stream(known)
                .map(Lifetimes::history)
                .filter(Objects::nonNull)
                .toList();
        return switch (WaitGauge.fit(histories, shared.lifetimes)) {
            case WaitGauge.Fit.Done(WaitGauge gauge) -> new Result.Done(gauge);
            case WaitGauge.Fit.Refused(Refusal refusal) -> new Result.Refused(refusal);
        };
    }

    private Result share(double[][] known) {
        List<BetaBinomial.Counts> counts = Arrays.stream(known)
                .filter(row -> row[1] > 0)
                .map(row -> new BetaBinomial.Counts(Math.round(Math.min(row[0], row[1])), Math.round(row[1])))
                .toList();
        if (counts.size() < FEWEST_TEST) {
            return new Result.Refused(lacking(counts.size()));
        }
        long some = counts.stream().filter(each -> each.part() > 0).count();
        if (Math.min(
                        some,
                        counts.stream()
                                .filter(each -> each.part() < each.whole())
                                .count())
                < FEWEST_DIFFERENT) {
            return new Result.Refused(
                    new Refusal.NoVariation(counts.size(), (int) Math.min(some, counts.size() - some)));
        }
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(counts, Progress.SILENT);
        BetaBinomial model = fitted.model();
        return fitted.converged()
                ? new Result.Done(new ShareGauge(model.a(), model.b()))
                : new Result.Refused(new Refusal.NoFit("BetaBinomial"));
    }

    /// Fewer customers than are needed have what is counted: of prices it is said so.
    private Refusal lacking(int customers) {
        boolean ofPrices =
                binding.features().stream().anyMatch(feature -> feature.text().contains("price"));
        return customers == 0 && ofPrices
                ? new Refusal.NoPrices()
                : new Refusal.TooFewCustomers(customers, FEWEST_TEST);
    }

    private Result level(double[][] known) {
        List<NormalMeans.Mean> means = Arrays.stream(known)
                .filter(row -> row[1] > 0 && !Double.isNaN(row[0]))
                .map(row -> new NormalMeans.Mean(row[0], row[1]))
                .toList();
        if (means.size() < FEWEST_TEST) {
            return new Result.Refused(lacking(means.size()));
        }
        int different = Training.different(
                means.stream().mapToDouble(NormalMeans.Mean::value).toArray());
        if (different < FEWEST_DIFFERENT) {
            return new Result.Refused(new Refusal.NoVariation(means.size(), different));
        }
        NormalMeans model = NormalMeans.fit(means, Progress.SILENT).model();
        return new Result.Done(new LevelGauge(model.level(), model.between(), model.within()));
    }

    private Result trend(Training.Rows rows, Labels labels) {
        int[] training = rows.training();
        double[][] numbers = rows.numbers(training);
        double squares = 0;
        double freedom = 0;
        for (double[] row : numbers) {
            double[] counts = TrendGauge.counts(row);
            double mean = TrendGauge.mean(counts);
            if (mean > 0) {
                for (double count : counts) {
                    squares += (count - mean) * (count - mean) / mean;
                }
                freedom += counts.length - 1;
            }
        }
        double[] happened = labels.judged(training);
        int different = Training.different(happened);
        if (different < FEWEST_DIFFERENT || freedom == 0) {
            return new Result.Refused(new Refusal.NoVariation(training.length, different));
        }
        TrendGauge plain = new TrendGauge(Math.max(1, squares / freedom), 0, 0);
        int[] told = IntStream.range(0, training.length)
                .filter(i -> !Double.isNaN(plain.score(numbers[i])))
                .toArray();
        boolean[] above = new boolean[told.length];
        for (int i = 0; i < told.length; i++) {
            above[i] = happened[told[i]] > 0;
        }
        PlattScaling line = PlattScaling.fit(
                IntStream.of(told).mapToDouble(i -> plain.score(numbers[i])).toArray(), above);
        return new Result.Done(new TrendGauge(plain.spread(), line.slope(), line.intercept()));
    }

    private Result dose(Training.Rows rows, Labels labels) {
        Map<BgBb.Opportunities, Long> messages = Arrays.stream(rows.numbers(rows.test()))
                .map(DoseGauge::opportunities)
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        long openers = messages.entrySet().stream()
                .filter(each -> each.getKey().taken() > 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (openers < FEWEST_DIFFERENT) {
            return new Result.Refused(new Refusal.NoVariation(rows.test().length, (int) openers));
        }
        Fitted<BgBb> opening = BgBb.fit(messages, BgBb.Options.defaults(), Progress.SILENT);
        if (!opening.converged()) {
            return new Result.Refused(new Refusal.NoFit("BG/BB"));
        }
        double[][] numbers = rows.numbers(rows.training());
        double[] opened = labels.judged(rows.training());
        long told = Arrays.stream(opened).filter(share -> !Double.isNaN(share)).count();
        DoseGauge gauge = told < FEWEST_TEST ? null : DoseGauge.fit(opening.model(), numbers, opened);
        double[] sent =
                Arrays.stream(numbers).mapToDouble(row -> row[DoseGauge.SENT]).toArray();
        return gauge == null
                ? new Result.Refused(new Refusal.NoVariation(numbers.length, Training.different(sent)))
                : new Result.Done(gauge);
    }

    private ModelCard.Origin origin(Training.Rows rows, Gauge gauge, Instant now) {
        Fingerprint data = Fingerprint.start();
        for (double[] row : rows.numbers(rows.training())) {
            data.and(row);
        }
        for (double[] row : rows.numbers(rows.test())) {
            data.and(row);
        }
        return new ModelCard.Origin(
                gauge.algorithm(),
                gauge.toString(),
                definition.seed(),
                Long.toHexString(data.value()),
                rows.training().length + rows.test().length,
                binding.features().size(),
                now,
                null,
                null);
    }
}
