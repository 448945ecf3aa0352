package dev.limner.portrait;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The latest value, as text, that events of one type gave to each of some properties, by customer.
public final class TraitStudy implements Study<TraitStudy.Traits> {
    private final EventType type;
    private final List<Property> properties;

    public TraitStudy(EventType type, List<Property> properties) {
        this.type = type;
        this.properties = List.copyOf(properties);
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
        return new Needs(List.of(type), properties);
    }

    @Override
    public Traits start() {
        return new Traits(properties.size());
    }

    @Override
    public void add(Traits answer, History history) {
        List<@Nullable String> latest = nulls(properties.size());
        int open = latest.size();
        for (int event = history.size() - 1; event >= 0 && open > 0; event--) {
            if (history.is(type, event)) {
                for (int i = 0; i < latest.size(); i++) {
                    if (latest.get(i) == null && history.has(properties.get(i), event)) {
                        latest.set(i, text(history, properties.get(i), event));
                        open--;
                    }
                }
            }
        }
        if (open < latest.size()) {
            answer.values.put(history.customer(), latest);
        }
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
