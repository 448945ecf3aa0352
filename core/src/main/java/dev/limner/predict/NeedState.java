package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.models.Progress;
import dev.limner.models.linear.LogisticRegression;
import dev.limner.predict.InterestStudy.Interests;
import dev.limner.predict.InterestStudy.Person;
import dev.limner.predict.InterestStudy.Signals;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What each customer is shopping for now: the probability that something of a category is bought in the
/// week to come, for each category that was looked at within a fortnight (logistic regression over those
/// looks).
public final class NeedState {
    private static final int HORIZON_DAYS = 7;
    private static final int STEP_DAYS = 14;
    private static final int CUTOFFS = 6;
    private static final int TEST = 2;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FEWEST = 200;
    private static final int FEWEST_BOUGHT = 20;
    private static final double PRIOR_ROWS = 20;
    private static final double HALF = 0.5;
    private static final List<Merit> MERITS = List.of(Merit.LOG_LOSS, Merit.AUC, Merit.BRIER, Merit.CALIBRATION_ERROR);

    private final Map<String, Double> usual;
    private final LogisticRegression model;
    private final Card card;

    private NeedState(Map<String, Double> usual, LogisticRegression model, Card card) {
        this.usual = usual;
        this.model = model;
        this.card = card;
    }

    /// The certificate; rows are pairs of a customer and a category that was looked at.
    ///
    /// @param test the held-out cut-offs
    /// @param rate of rows after which something of the category was bought within the week
    public record Card(
            List<Instant> test, int horizonDays, int learned, int rows, double rate, List<ListQuality> judged) {
        public Card {
            test = List.copyOf(test);
            judged = List.copyOf(judged);
        }
    }

    /// A category that a customer may be shopping for.
    ///
    /// @param probability that something of it is bought within a week, `usual` of all who looked at it
    /// @param looks within a fortnight, with `searches` and `carts` among them
    public record Need(
            String category, double probability, double usual, int looks, int searches, int carts, Instant last) {}

    /// What can be had: a model, or why none.
    public sealed interface Outcome {
        record Fitted(NeedState needs) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Row(int customer, String category, Signals signals, double[] numbers, boolean bought) {}

    /// Learns at fortnightly cut-offs before the two that are held out, and judges at those.
    ///
    /// @param first when the first event happened
    public static Outcome fit(TrackingPlan plan, Engine engine, Scope scope, long micros, Instant first, Work work) {
        List<Long> cutoffs = new ArrayList<>();
        for (int back = CUTOFFS + TEST - 1; back >= 0; back--) {
            long at = micros - HORIZON_DAYS * DAY_MICROS - (long) back * STEP_DAYS * DAY_MICROS;
            cutoffs.add(at);
        }
        InterestStudy study = InterestStudy.of(Facet.CATEGORY, plan, cutoffs, HORIZON_DAYS * DAY_MICROS);
        if (study == null) {
            return new Outcome.Refused(new Refusal.NoEvents("view.category"));
        }
        long needed = HORIZON_DAYS + (long) (CUTOFFS + TEST) * STEP_DAYS;
        if (micros - LocalClock.micros(first) < needed * DAY_MICROS) {
            return new Outcome.Refused(new Refusal.TooShort((micros - LocalClock.micros(first)) / DAY_MICROS, needed));
        }
        Interests interests = engine.run(study, scope, work);
        if (interests.people.stream().allMatch(person -> person.subjects().isEmpty())) {
            return new Outcome.Refused(new Refusal.NoEvents("view.category"));
        }
        Map<String, Double> usual = usual(interests);
        List<Row> learned = rows(interests, usual, 0, CUTOFFS);
        List<Row> test = rows(interests, usual, CUTOFFS, CUTOFFS + TEST);
        if (Math.min(learned.size(), test.size()) < FEWEST) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(Math.min(learned.size(), test.size()), FEWEST));
        }
        for (List<Row> part : List.of(learned, test)) {
            int bought = (int) part.stream().filter(Row::bought).count();
            if (Math.min(bought, part.size() - bought) < FEWEST_BOUGHT) {
                return new Outcome.Refused(
                        new Refusal.NoVariation(part.size(), Math.min(bought, part.size() - bought)));
            }
        }
        LogisticRegression model = LogisticRegression.fit(
                learned.stream().map(Row::numbers).toArray(double[][]::new),
                happened(learned),
                LogisticRegression.Options.defaults(),
                Progress.SILENT);
        List<Instant> held = cutoffs.subList(CUTOFFS, CUTOFFS + TEST).stream()
                .map(LocalClock::instant)
                .toList();
        return new Outcome.Fitted(new NeedState(usual, model, card(model, usual, learned, test, held)));
    }

    /// By category the rate at which those who looked at it bought of it, at the cut-offs of training, drawn
    /// towards the rate of all.
    private static Map<String, Double> usual(Interests interests) {
        Map<String, double[]> sums = new TreeMap<>();
        double rows = 0;
        double bought = 0;
        for (Person person : interests.people) {
            if (person.cutoff() < CUTOFFS) {
                for (Map.Entry<String, Signals> each : person.subjects().entrySet()) {
                    if (each.getValue().looks14 > 0) {
                        double[] sum = sums.computeIfAbsent(each.getKey(), _ -> new double[2]);
                        sum[0]++;
                        sum[1] += each.getValue().after > 0 ? 1 : 0;
                        rows++;
                        bought += each.getValue().after > 0 ? 1 : 0;
                    }
                }
            }
        }
        double all = (bought + HALF) / (rows + 1);
        Map<String, Double> usual = new TreeMap<>();
        sums.forEach((category, sum) -> usual.put(category, (sum[1] + PRIOR_ROWS * all) / (sum[0] + PRIOR_ROWS)));
        usual.put("", all);
        return usual;
    }

    private static List<Row> rows(Interests interests, Map<String, Double> usual, int from, int to) {
        List<Row> rows = new ArrayList<>();
        interests.people.stream()
                .filter(person -> person.cutoff() >= from && person.cutoff() < to)
                .sorted(Comparator.comparingInt(Person::customer).thenComparingInt(Person::cutoff))
                .forEach(person -> rows.addAll(rows(person, usual)));
        return rows;
    }

    private static List<Row> rows(Person person, Map<String, Double> usual) {
        List<Row> rows = new ArrayList<>();
        int all = person.subjects().values().stream()
                .mapToInt(signals -> signals.looks14)
                .sum();
        person.subjects().forEach((category, signals) -> {
            if (signals.looks14 > 0) {
                double rate = rate(usual, category);
                double[] numbers = {
                    Math.log(rate / (1 - rate)),
                    Math.log1p(signals.looks14),
                    Math.log1p(signals.looks3),
                    Math.log1p(signals.searches14),
                    Math.log1p(signals.carts14),
                    signals.looks14 / (double) all,
                    Math.log1p(signals.purchases14),
                    Math.log1p(signals.purchases),
                    Math.log1p(signals.looks)
                };
                rows.add(new Row(person.customer(), category, signals, numbers, signals.after > 0));
            }
        });
        return rows;
    }

    private static double rate(Map<String, Double> usual, String category) {
        Double known = usual.get(category);
        return known == null ? usual.getOrDefault("", HALF) : known;
    }

    private static boolean[] happened(List<Row> rows) {
        boolean[] happened = new boolean[rows.size()];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = rows.get(i).bought();
        }
        return happened;
    }

    private static Card card(
            LogisticRegression model,
            Map<String, Double> usual,
            List<Row> learned,
            List<Row> test,
            List<Instant> held) {
        double rate = learned.stream().filter(Row::bought).count() / (double) learned.size();
        double[] labels = test.stream().mapToDouble(row -> row.bought() ? 1 : 0).toArray();
        return new Card(
                held,
                HORIZON_DAYS,
                learned.size(),
                test.size(),
                IntStream.range(0, labels.length)
                        .mapToDouble(i -> labels[i])
                        .average()
                        .orElse(0),
                List.of(
                        quality(
                                ModelCard.Who.MODEL,
                                test.stream()
                                        .mapToDouble(row -> model.predict(row.numbers()))
                                        .toArray(),
                                labels),
                        quality(
                                ModelCard.Who.NAIVE,
                                test.stream().mapToDouble(_ -> rate).toArray(),
                                labels),
                        quality(
                                ModelCard.Who.CATEGORY,
                                test.stream()
                                        .mapToDouble(row -> rate(usual, row.category()))
                                        .toArray(),
                                labels)));
    }

    private static ListQuality quality(ModelCard.Who who, double[] foretold, double[] labels) {
        return ListQuality.of(
                who, MERITS, labels.length, places -> Merit.measured(MERITS, at(foretold, places), at(labels, places)));
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    public Card card() {
        return card;
    }

    /// What one customer is shopping for as of an instant, the likeliest first.
    public List<Need> of(TrackingPlan plan, Engine engine, Scope alone, long micros, Work work) {
        InterestStudy study = InterestStudy.of(Facet.CATEGORY, plan, List.of(micros), 0);
        Interests interests = study == null ? new Interests() : engine.run(study, alone, work);
        return interests.people.stream()
                .flatMap(person -> rows(person, usual).stream())
                .map(row -> new Need(
                        row.category(),
                        model.predict(row.numbers()),
                        rate(usual, row.category()),
                        row.signals().looks14,
                        row.signals().searches14,
                        row.signals().carts14,
                        LocalClock.instant(row.signals().last)))
                .sorted(Comparator.comparingDouble(need -> -need.probability()))
                .toList();
    }

    /// What all depends on; for comparing fits.
    public String written() {
        return usual + " " + model.intercept() + " " + java.util.Arrays.toString(model.weights());
    }
}
