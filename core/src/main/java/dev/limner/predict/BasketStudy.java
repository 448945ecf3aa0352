package dev.limner.predict;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each customer bought up to a cut-off, as known then, and what after it.
///
/// Lines of the kind `service` are no goods.
public final class BasketStudy implements Study<BasketStudy.Baskets> {
    private static final String PURCHASE = "purchase";
    private static final String SERVICE = "service";

    private final EventType purchase;
    private final Property item;
    private final @Nullable Property name;
    private final @Nullable Property kind;
    private final Property known;
    private final long cutoff;

    private BasketStudy(
            EventType purchase,
            Property item,
            @Nullable Property name,
            @Nullable Property kind,
            Property known,
            long cutoff) {
        this.purchase = purchase;
        this.item = item;
        this.name = name;
        this.kind = kind;
        this.known = known;
        this.cutoff = cutoff;
    }

    /// The study as of a cut-off in microseconds; null where the plan has no purchases of items.
    public static @Nullable BasketStudy of(TrackingPlan plan, long cutoff) {
        if (!plan.has(PURCHASE)) {
            return null;
        }
        EventType purchase = plan.type(PURCHASE);
        Property item = text(purchase, "item");
        return item == null
                ? null
                : new BasketStudy(
                        purchase, item, text(purchase, "item_name"), text(purchase, "kind"), plan.known(), cutoff);
    }

    private static @Nullable Property text(EventType type, String name) {
        return type.properties().stream()
                .filter(property -> property.name().equals(name) && property.type() == ValueType.TEXT)
                .findFirst()
                .orElse(null);
    }

    /// One customer's: how often each item was bought up to the cut-off, and which after it.
    public record Basket(int customer, Map<String, Integer> before, Set<String> after) implements Serializable {}

    /// Everybody's, by ascending numbers, and what items are called.
    public static final class Baskets implements Serializable {
        private final ArrayList<Basket> all = new ArrayList<>();
        private final TreeMap<String, String> names = new TreeMap<>();

        public List<Basket> all() {
            return all;
        }

        /// What an item is called; its number where it has no name.
        public String name(String of) {
            return names.getOrDefault(of, of);
        }
    }

    @Override
    public Needs needs() {
        List<Property> properties = new ArrayList<>(List.of(item, known));
        if (name != null) {
            properties.add(name);
        }
        if (kind != null) {
            properties.add(kind);
        }
        return new Needs(List.of(purchase), properties);
    }

    @Override
    public Baskets start() {
        return new Baskets();
    }

    @Override
    public void add(Baskets baskets, History history) {
        Map<String, Integer> before = new LinkedHashMap<>();
        Set<String> after = new HashSet<>();
        for (int event = 0; event < history.size(); event++) {
            if (history.type(event) != purchase.ordinal() || history.value(item, event) == History.MISSING) {
                continue;
            }
            if (kind != null && SERVICE.equals(text(history, kind, event))) {
                continue;
            }
            String bought = String.valueOf(text(history, item, event));
            long told = history.value(known, event);
            if (history.at(event) > cutoff) {
                after.add(bought);
            } else if (told == History.MISSING || told <= cutoff) {
                before.merge(bought, 1, Integer::sum);
            }
            String called = name == null ? null : text(history, name, event);
            if (called != null) {
                baskets.names.merge(bought, called, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        if (!before.isEmpty()) {
            baskets.all.add(new Basket(history.customer(), before, after));
        }
    }

    private static @Nullable String text(History history, Property property, int event) {
        long code = history.value(property, event);
        return code == History.MISSING ? null : history.text(code);
    }

    @Override
    public Baskets merge(Baskets left, Baskets right) {
        left.all.addAll(right.all);
        right.names.forEach(
                (of, called) -> left.names.merge(of, called, (one, other) -> one.compareTo(other) <= 0 ? one : other));
        return left;
    }
}
