package dev.limner.insight;

import dev.limner.engine.Needs;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a plan keeps orders and returns: `order.total`, and `return.amount` where the plan has returns.
public record Trade(
        EventType order,
        Property total,
        @Nullable EventType returned,
        @Nullable Property amount) implements Serializable {
    /// Finds them in a plan.
    ///
    /// @throws dev.limner.problem.UserProblem where the plan has no orders with a total
    public static Trade of(TrackingPlan plan) {
        EventType order = plan.type("order");
        EventType returned = plan.has("return") ? plan.type("return") : null;
        return new Trade(
                order,
                plan.property(order, "total"),
                returned,
                returned == null ? null : plan.property(returned, "amount"));
    }

    Needs orders() {
        return new Needs(List.of(order), List.of(total));
    }

    Needs ordersAndReturns() {
        return returned == null || amount == null
                ? orders()
                : Needs.union(List.of(orders(), new Needs(List.of(returned), List.of(amount))));
    }

    /// What an order came to, in ten-thousandths; 0 where it does not say.
    long total(History history, int event) {
        return known(history.value(total, event));
    }

    /// What went back with the event, in ten-thousandths; 0 where nothing did.
    long returned(History history, int event) {
        return returned != null && amount != null && history.is(returned, event)
                ? known(history.value(amount, event))
                : 0;
    }

    private static long known(long value) {
        return value == History.MISSING ? 0 : value;
    }
}
