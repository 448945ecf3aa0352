package dev.limner.predict;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What each customer looked at, searched for and bought, by subject, as known at each of several cut-offs,
/// and what came in the horizon after it.
final class InterestStudy implements Study<InterestStudy.Interests> {
    /// Half-lives in days by which looks and purchases fade.
    static final double[] HALF_LIVES = {14, 60, 240};

    private static final double DAY_MICROS = 86_400e6;
    private static final int SHORT_DAYS = 3;
    private static final int RECENT_DAYS = 14;

    private final Facet facet;
    private final Map<Integer, Property> looks = new TreeMap<>();
    private final @Nullable EventType search;
    private final @Nullable Property query;
    private final EventType outcome;
    private final Property subject;
    private final Property known;
    private final int cart;
    private final List<Long> cutoffs;
    private final long horizonMicros;
    private final Needs needs;

    private InterestStudy(
            Facet facet,
            TrackingPlan plan,
            List<EventType> looking,
            EventType outcome,
            Property subject,
            List<Long> cutoffs,
            long horizonMicros) {
        this.facet = facet;
        this.outcome = outcome;
        this.subject = subject;
        this.known = plan.known();
        this.cutoffs = List.copyOf(cutoffs);
        this.horizonMicros = horizonMicros;
        cart = plan.has("cart_add") ? plan.type("cart_add").ordinal() : -1;
        search = facet == Facet.CATEGORY && plan.has("search") ? plan.type("search") : null;
        query = search == null ? null : Facet.text(search, "query");
        Set<EventType> types = new LinkedHashSet<>(looking);
        types.add(outcome);
        Set<Property> properties = new LinkedHashSet<>(List.of(known, subject));
        looking.forEach(type -> {
            Property of = java.util.Objects.requireNonNull(facet.subject(type));
            looks.put(type.ordinal(), of);
            properties.add(of);
        });
        if (search != null && query != null) {
            types.add(search);
            properties.add(query);
        }
        needs = new Needs(List.copyOf(types), List.copyOf(properties));
    }

    /// The study of a facet; null where the plan has nothing that is looked at or nothing that follows.
    static @Nullable InterestStudy of(Facet facet, TrackingPlan plan, List<Long> cutoffs, long horizonMicros) {
        List<EventType> looking = facet.looks(plan);
        EventType outcome = plan.has(facet.outcome()) ? plan.type(facet.outcome()) : null;
        Property subject = outcome == null ? null : facet.subject(outcome);
        return looking.isEmpty() || outcome == null || subject == null
                ? null
                : new InterestStudy(facet, plan, looking, outcome, subject, cutoffs, horizonMicros);
    }

    /// What one customer did of one subject up to a cut-off.
    static final class Signals implements Serializable {
        final double[] looked = new double[HALF_LIVES.length];
        final double[] bought = new double[HALF_LIVES.length];
        int looks;
        int looks3;
        int looks14;
        int searches14;
        int carts14;
        int purchases;
        int purchases14;
        long last = Long.MIN_VALUE;
        /// How many outcomes came within the horizon.
        int after;

        boolean isKnown() {
            return looks + purchases > 0;
        }
    }

    /// One customer at one cut-off.
    record Person(int customer, int cutoff, TreeMap<String, Signals> subjects) implements Serializable {
        int after() {
            return subjects.values().stream().mapToInt(each -> each.after).sum();
        }
    }

    /// Everybody.
    static final class Interests implements Serializable {
        final ArrayList<Person> people = new ArrayList<>();
        final TreeSet<String> subjects = new TreeSet<>();
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public Interests start() {
        return new Interests();
    }

    @Override
    public void add(Interests interests, History history) {
        for (int cutoff = 0; cutoff < cutoffs.size(); cutoff++) {
            TreeMap<String, Signals> subjects = new TreeMap<>();
            Map<String, String> plain = new TreeMap<>();
            for (int event = 0; event < history.size(); event++) {
                read(history, event, cutoffs.get(cutoff), subjects);
            }
            if (query != null && search != null) {
                subjects.keySet().forEach(name -> plain.put(name.toLowerCase(Locale.ROOT), name));
                for (int event = 0; event < history.size(); event++) {
                    readSearch(history, event, cutoffs.get(cutoff), subjects, plain);
                }
            }
            if (!subjects.isEmpty()) {
                subjects.forEach((name, signals) -> {
                    if (signals.purchases + signals.looks + signals.after > 0) {
                        interests.subjects.add(name);
                    }
                });
                interests.people.add(new Person(history.customer(), cutoff, subjects));
            }
        }
    }

    private boolean isKnown(History history, int event, long cutoff) {
        long told = history.value(known, event);
        return history.at(event) <= cutoff && (told == History.MISSING || told <= cutoff);
    }

    private void read(History history, int event, long cutoff, Map<String, Signals> subjects) {
        int type = history.type(event);
        Property of = type == outcome.ordinal() ? subject : looks.get(type);
        if (of == null || history.value(of, event) == History.MISSING) {
            return;
        }
        boolean before = isKnown(history, event, cutoff);
        boolean after =
                type == outcome.ordinal() && history.at(event) > cutoff && history.at(event) <= cutoff + horizonMicros;
        if (!before && !after) {
            return;
        }
        String name = history.text(history.value(of, event));
        if (name == null || name.isBlank()) {
            return;
        }
        Signals signals = subjects.computeIfAbsent(name, _ -> new Signals());
        if (after) {
            signals.after++;
            return;
        }
        double days = (cutoff - history.at(event)) / DAY_MICROS;
        signals.last = Math.max(signals.last, history.at(event));
        boolean bought = type == outcome.ordinal() && facet != Facet.KEYWORD;
        fade(bought ? signals.bought : signals.looked, days);
        if (bought) {
            signals.purchases++;
            signals.purchases14 += days < RECENT_DAYS ? 1 : 0;
        } else {
            signals.looks++;
            signals.looks3 += days < SHORT_DAYS ? 1 : 0;
            signals.looks14 += days < RECENT_DAYS ? 1 : 0;
            signals.carts14 += days < RECENT_DAYS && type == cart ? 1 : 0;
        }
    }

    /// A search for the name of a subject that the customer has to do with.
    private void readSearch(
            History history, int event, long cutoff, Map<String, Signals> subjects, Map<String, String> plain) {
        if (search == null
                || query == null
                || history.type(event) != search.ordinal()
                || history.value(query, event) == History.MISSING
                || !isKnown(history, event, cutoff)) {
            return;
        }
        String asked = history.text(history.value(query, event));
        String name = asked == null ? null : plain.get(asked.toLowerCase(Locale.ROOT));
        Signals signals = name == null ? null : subjects.get(name);
        if (signals == null || !signals.isKnown()) {
            return;
        }
        double days = (cutoff - history.at(event)) / DAY_MICROS;
        fade(signals.looked, days);
        signals.looks++;
        signals.last = Math.max(signals.last, history.at(event));
        signals.looks14 += days < RECENT_DAYS ? 1 : 0;
        signals.looks3 += days < SHORT_DAYS ? 1 : 0;
        signals.searches14 += days < RECENT_DAYS ? 1 : 0;
    }

    private static void fade(double[] sums, double days) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.pow(2, -days / HALF_LIVES[i]);
        }
    }

    @Override
    public Interests merge(Interests left, Interests right) {
        left.people.addAll(right.people);
        left.subjects.addAll(right.subjects);
        return left;
    }
}
