package dev.limner.spark;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Counts the events that it is given and sums what was bought.
record SumStudy(EventType order, EventType purchase, Property quantity, Property amount, Map<EventType, Instant> bounds)
        implements Study<SumStudy.Sums> {
    SumStudy(TrackingPlan plan) {
        this(plan.type("order"), plan.type("purchase"), plan);
    }

    private SumStudy(EventType order, EventType purchase, TrackingPlan plan) {
        this(order, purchase, plan.property(purchase, "quantity"), plan.property(purchase, "amount"), Map.of());
    }

    /// This study, which need not be given what is older.
    SumStudy since(Instant bound) {
        return new SumStudy(order, purchase, quantity, amount, Map.of(order, bound, purchase, bound));
    }

    /// The sums so far, amounts in ten-thousandths.
    static final class Sums implements Serializable {
        long customers;
        long orders;
        long events;
        long quantity;
        long amount;

        @Override
        public boolean equals(Object other) {
            return other instanceof Sums && other.toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return List.of(customers, orders, events, quantity, amount).toString();
        }
    }

    @Override
    public Needs needs() {
        return new Needs(List.of(order, purchase), List.of(quantity, amount), bounds);
    }

    @Override
    public Sums start() {
        return new Sums();
    }

    @Override
    public void add(Sums sums, History history) {
        sums.customers++;
        for (int event = 0; event < history.size(); event++) {
            sums.events++;
            if (history.is(order, event)) {
                sums.orders++;
            } else {
                sums.quantity += history.has(quantity, event) ? history.value(quantity, event) : 0;
                sums.amount += history.has(amount, event) ? history.value(amount, event) : 0;
            }
        }
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        left.customers += right.customers;
        left.orders += right.orders;
        left.events += right.events;
        left.quantity += right.quantity;
        left.amount += right.amount;
        return left;
    }
}
