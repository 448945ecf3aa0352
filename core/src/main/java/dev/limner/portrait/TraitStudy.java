package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The latest value, as text, that events of one type gave to each of some properties, by customer; where the
/// plan says which sources are trusted with a trait, that of the most trusted.
public final class TraitStudy implements Study<TraitStudy.Traits> {
    private final EventType type;
    private final List<Property> properties;
    /// By property the sources that are trusted with it, the most trusted first.
    private final List<List<String>> trusted;

    private final @Nullable Property source;

    public TraitStudy(EventType type, List<Property> properties) {
        this(type, properties, List.of(), null);
    }

    private TraitStudy(
            EventType type, List<Property> properties, List<List<String>> trusted, @Nullable Property source) {
        this.type = type;
        this.properties = List.copyOf(properties);
        this.trusted = List.copyOf(trusted);
        this.source = source;
    }

    /// What holds of traits, as the plan says whom to trust with them.
    public static TraitStudy holding(TrackingPlan plan, List<Property> traits) {
        List<List<String>> trusted = traits.stream().map(plan::trusted).toList();
        return new TraitStudy(
                plan.type(TrackingPlan.TRAITS),
                traits,
                trusted,
                trusted.stream().allMatch(List::isEmpty) ? null : plan.source());
    }

    /// By customer the values in the order of the properties; customers without any are left out.
    public static final class Traits implements Serializable {
        private final HashMap<Integer, List<@Nullable String>> values = new HashMap<>();
        private final List<@Nullable String> none;

        private Traits(int count) {
            none = nulls(count);
        }

        /// The values of a customer, null where it has none.
        public List<@Nullable String> of(int customer) {
            return values.getOrDefault(customer, none);
        }
    }

    private static List<@Nullable String> nulls(int count) {
        List<@Nullable String> nulls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nulls.add(null);
        }
        return nulls;
    }

    @Override
    public Needs needs() {
        return new Needs(
                List.of(type),
                source == null
                        ? properties
                        : Stream.concat(properties.stream(), Stream.of(source)).toList());
    }

    @Override
    public Traits start() {
        return new Traits(properties.size());
    }

    @Override
    public void add(Traits answer, History history) {
        List<@Nullable String> latest = nulls(properties.size());
        int[] places = new int[latest.size()];
        Arrays.fill(places, Integer.MAX_VALUE);
        int open = latest.size();
        for (int event = history.size() - 1; event >= 0 && open > 0; event--) {
            if (history.is(type, event)) {
                for (int i = 0; i < latest.size(); i++) {
                    boolean told = places[i] > 0 && history.has(properties.get(i), event);
                    int place = told ? place(history, i, event) : Integer.MAX_VALUE;
                    if (place < places[i]) {
                        latest.set(i, text(history, properties.get(i), event));
                        places[i] = place;
                        open -= place == 0 ? 1 : 0;
                    }
                }
            }
        }
        if (latest.stream().anyMatch(value -> value != null)) {
            answer.values.put(history.customer(), latest);
        }
    }

    /// How little the source of an event is trusted with a property; 0 where nothing outranks it.
    private int place(History history, int property, int event) {
        if (source == null || trusted.get(property).isEmpty()) {
            return 0;
        }
        List<String> sources = trusted.get(property);
        int place = history.has(source, event) ? sources.indexOf(history.text(history.value(source, event))) : -1;
        return place < 0 ? sources.size() : place;
    }

    private static String text(History history, Property property, int event) {
        long value = history.value(property, event);
        return switch (property.type()) {
            case TEXT -> history.text(value);
            case LIST -> String.join(", ", Lists.decode(history.text(value)));
            case NUMBER -> Double.toString(Double.longBitsToDouble(value));
            case INTEGER -> Long.toString(value);
            case MONEY -> Money.text(value);
            case BOOLEAN -> Boolean.toString(value == 1);
            case INSTANT -> LocalClock.instant(value).toString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
        };
    }

    @Override
    public Traits merge(Traits left, Traits right) {
        left.values.putAll(right.values);
        return left;
    }
}
