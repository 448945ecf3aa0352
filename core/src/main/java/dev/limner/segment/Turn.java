package dev.limner.segment;

import dev.limner.history.HotEvent;
import dev.limner.membership.Crossing.Cause;
import org.jspecify.annotations.Nullable;

/// One customer to be asked about.
///
/// @param micros as of when
/// @param numbers of which segments of the plan
/// @param order where it stands among all that happens together
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Turn(int customer, long micros, int[] numbers, Reason reason, Order order) {
    /// Why somebody is asked about.
    ///
    /// @param at when it became known
    /// @param from since when at the earliest what changes is true
    /// @param event the only one that has come; null where something else happened, or the customer is new
    record Reason(Cause cause, long at, long from, @Nullable HotEvent event) {
        Reason(Cause cause, long at, long from) {
            this(cause, at, from, null);
        }
    }

    /// What comes first: what time does before an event, by its instant and then by customer, and then the event.
    ///
    /// @param arrivals how many events came before
    /// @param due when time does it; [Long#MAX_VALUE] for the event
    record Order(int arrivals, long due, int customer) implements Comparable<Order> {
        static final Order ALONE = new Order(0, 0, 0);

        @Override
        public int compareTo(Order other) {
            int byArrivals = Integer.compare(arrivals, other.arrivals);
            int byDue = byArrivals != 0 ? byArrivals : Long.compare(due, other.due);
            return byDue != 0 ? byDue : Integer.compare(customer, other.customer);
        }
    }

    /// A customer asked about by himself.
    Turn(int customer, long micros, int[] numbers, Reason reason) {
        this(customer, micros, numbers, reason, Order.ALONE);
    }
}
