package dev.limner.predict;

import dev.limner.engine.Engine;
import dev.limner.engine.Scope;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
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
import java.util.function.ToDoubleFunction;

/// What each customer is drawn to, of categories, brands or words: the share that a subject will have of what
/// comes next, from faded looks and purchases, drawn towards everybody's shares (a Dirichlet prior).
///
/// How fast looks fade, how much a purchase counts beside a look and how much the customer's own counts are
/// worth is chosen by what was bought in the horizon before the held-out one; judged on the held-out one.
public final class Affinity {
    private static final int HORIZON_DAYS = 60;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int FEWEST = 100;
    private static final double[] WEIGHTS = {0.3, 1, 3, 10};
    private static final double[] PRIORS = {0.5, 1, 2, 4, 8, 16, 32, 64};
    private static final double HALF = 0.5;
    private static final int SHOWN = 5;

    private final Facet facet;
    private final Map<String, Double> usual;
    private final Choice choice;
    private final Card card;

    private Affinity(Facet facet, Map<String, Double> usual, Choice choice, Card card) {
        this.facet = facet;
        this.usual = usual;
        this.choice = choice;
        this.card = card;
    }

    private record Choice(int halfLife, double weight, double prior) {
        double count(Signals signals) {
            return signals.looked[halfLife] + weight * signals.bought[halfLife];
        }
    }

    /// The certificate.
    ///
    /// @param customers how many were judged: those for whom something came in the held-out horizon
    /// @param halfLifeDays after which a look counts half, `weight` how many looks a purchase counts,
    /// `prior` how many looks everybody's shares are worth
    public record Card(
            Facet facet,
            Instant test,
            int horizonDays,
            int customers,
            int subjects,
            double halfLifeDays,
            double weight,
            double prior,
            List<ListQuality> judged) {
        public Card {
            judged = List.copyOf(judged);
        }
    }

    /// One subject of a customer.
    ///
    /// @param share of what comes next, `lift` over everybody's
    /// @param looks and `purchases` it rests on, `last` when the last was
    public record Drawn(String subject, double share, double lift, int looks, int purchases, Instant last) {}

    /// What can be had: affinities, or why none.
    public sealed interface Outcome {
        record Fitted(Affinity affinity) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// Learns and judges a facet as of a moment.
    ///
    /// @param first when the first event happened
    public static Outcome fit(
            Facet facet, TrackingPlan plan, Engine engine, Scope scope, long micros, Instant first, Work work) {
        long horizon = HORIZON_DAYS * DAY_MICROS;
        long test = micros - horizon;
        long training = test - horizon;
        InterestStudy study = InterestStudy.of(facet, plan, List.of(training, test), horizon);
        if (study == null) {
            return new Outcome.Refused(
                    new Refusal.NoEvents(facet == Facet.KEYWORD ? "search.query" : "view." + name(facet)));
        }
        if (training - LocalClock.micros(first) < horizon) {
            return new Outcome.Refused(
                    new Refusal.TooShort((micros - LocalClock.micros(first)) / DAY_MICROS, 3L * HORIZON_DAYS));
        }
        Interests interests = engine.run(study, scope, work);
        List<Person> learned = judgedOf(interests, 0);
        List<Person> judged = judgedOf(interests, 1);
        if (Math.min(learned.size(), judged.size()) < FEWEST) {
            int few = Math.min(learned.size(), judged.size());
            return new Outcome.Refused(
                    interests.people.isEmpty() || interests.subjects.isEmpty()
                            ? new Refusal.NoEvents(name(facet))
                            : new Refusal.TooFewCustomers(few, FEWEST));
        }
        if (interests.subjects.size() < 2) {
            return new Outcome.Refused(new Refusal.NoVariation(judged.size(), 0));
        }
        Map<String, Double> usual = usual(interests, learned);
        Choice best = new Choice(1, 1, PRIORS[PRIORS.length - 1]);
        double least = Double.POSITIVE_INFINITY;
        for (int halfLife = 0; halfLife < InterestStudy.HALF_LIVES.length; halfLife++) {
            for (double weight : facet == Facet.KEYWORD ? new double[] {1} : WEIGHTS) {
                for (double prior : PRIORS) {
                    Choice choice = new Choice(halfLife, weight, prior);
                    double loss = learned.stream()
                            .mapToDouble(person -> loss(person, shares(person, usual, choice)))
                            .average()
                            .orElseThrow();
                    if (loss < least) {
                        least = loss;
                        best = choice;
                    }
                }
            }
        }
        return new Outcome.Fitted(
                new Affinity(facet, usual, best, card(facet, usual, best, judged, LocalClock.instant(test))));
    }

    private static String name(Facet facet) {
        return facet.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Person> judgedOf(Interests interests, int cutoff) {
        return interests.people.stream()
                .filter(person -> person.cutoff() == cutoff && person.after() > 0)
                .filter(person -> person.subjects().values().stream().anyMatch(Signals::isKnown))
                .sorted(Comparator.comparingInt(Person::customer))
                .toList();
    }

    /// Everybody's shares of what came in the horizon of training, each customer counting once; none is 0.
    private static Map<String, Double> usual(Interests interests, List<Person> learned) {
        Map<String, Double> sums = new TreeMap<>();
        interests.subjects.forEach(subject -> sums.put(subject, HALF));
        for (Person person : learned) {
            person.subjects()
                    .forEach((subject, signals) ->
                            sums.merge(subject, signals.after / (double) person.after(), Double::sum));
        }
        double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        sums.replaceAll((_, sum) -> sum / all);
        return sums;
    }

    private static Map<String, Double> shares(Person person, Map<String, Double> usual, Choice choice) {
        double all =
                person.subjects().values().stream().mapToDouble(choice::count).sum();
        Map<String, Double> shares = new TreeMap<>();
        person.subjects().forEach((subject, signals) -> {
            double share = usual.getOrDefault(subject, 0.0);
            shares.put(subject, (choice.count(signals) + choice.prior() * share) / (all + choice.prior()));
        });
        return shares;
    }

    /// The mean of -ln of the share given to each thing that came.
    private static double loss(Person person, Map<String, Double> shares) {
        double loss = 0;
        for (Map.Entry<String, Signals> each : person.subjects().entrySet()) {
            if (each.getValue().after > 0) {
                double share = Math.max(1e-9, shares.getOrDefault(each.getKey(), 0.0));
                loss -= each.getValue().after * Math.log(share);
            }
        }
        return loss / person.after();
    }

    /// Of what came, the share in the subject that stood first.
    private static double hit(Person person, Map<String, Double> shares, Map<String, Double> usual) {
        String top = usual.keySet().stream()
                .max(Comparator.comparingDouble((String subject) -> shares.getOrDefault(subject, 0.0))
                        .thenComparingDouble(subject -> usual.getOrDefault(subject, 0.0)))
                .orElseThrow();
        Signals signals = person.subjects().get(top);
        return signals == null ? 0 : signals.after / (double) person.after();
    }

    private static Card card(Facet facet, Map<String, Double> usual, Choice choice, List<Person> judged, Instant test) {
        // own counts alone, with just enough added that nothing is impossible
        Choice own = new Choice(choice.halfLife(), 1, HALF);
        List<ListQuality> qualities = List.of(
                quality(ModelCard.Who.MODEL, judged, usual, person -> shares(person, usual, choice)),
                quality(ModelCard.Who.NAIVE, judged, usual, _ -> usual),
                quality(ModelCard.Who.OWN, judged, usual, person -> shares(person, even(usual), own)));
        return new Card(
                facet,
                test,
                HORIZON_DAYS,
                judged.size(),
                usual.size(),
                InterestStudy.HALF_LIVES[choice.halfLife()],
                choice.weight(),
                choice.prior(),
                qualities);
    }

    private static Map<String, Double> even(Map<String, Double> usual) {
        Map<String, Double> even = new TreeMap<>(usual);
        even.replaceAll((_, _) -> 1.0 / usual.size());
        return even;
    }

    private interface Shares {
        Map<String, Double> of(Person person);
    }

    private static ListQuality quality(
            ModelCard.Who who, List<Person> judged, Map<String, Double> usual, Shares shares) {
        double[] loss = each(judged, person -> loss(person, shares.of(person)));
        double[] hit = each(judged, person -> hit(person, shares.of(person), usual));
        return ListQuality.of(who, List.of(Merit.LOG_LOSS, Merit.HIT), judged.size(), places ->
                new double[] {mean(loss, places), mean(hit, places)});
    }

    private static double[] each(List<Person> judged, ToDoubleFunction<Person> of) {
        return judged.stream().mapToDouble(of).toArray();
    }

    static double mean(double[] values, int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += values[place];
        }
        return sum / places.length;
    }

    public Card card() {
        return card;
    }

    /// What one customer is drawn to as of an instant, more than others first; only what the customer had
    /// to do with.
    public List<Drawn> of(TrackingPlan plan, Engine engine, Scope alone, long micros, Work work) {
        InterestStudy study = InterestStudy.of(facet, plan, List.of(micros), 0);
        Interests interests = study == null ? new Interests() : engine.run(study, alone, work);
        if (interests.people.isEmpty()) {
            return List.of();
        }
        Person person = interests.people.getFirst();
        Map<String, Double> shares = shares(person, usual, choice);
        double rare =
                usual.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
        List<Drawn> drawn = new ArrayList<>();
        person.subjects().forEach((subject, signals) -> {
            if (signals.isKnown()) {
                double share = shares.getOrDefault(subject, 0.0);
                drawn.add(new Drawn(
                        subject,
                        share,
                        share / usual.getOrDefault(subject, rare),
                        signals.looks,
                        signals.purchases,
                        LocalClock.instant(signals.last)));
            }
        });
        return drawn.stream()
                .sorted(Comparator.comparingDouble(each -> -each.share()))
                .limit(SHOWN)
                .toList();
    }

    /// What all depends on; for comparing fits.
    public String written() {
        return facet + " " + choice + " " + usual;
    }
}
