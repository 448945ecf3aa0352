package dev.limner.history;

import dev.limner.event.Property;
import java.util.UUID;

/// One event on its way into hot histories.
///
/// @param type the ordinal of its type
/// @param at when it happened, and when it was `known`, in microseconds since 1970
/// @param id what [#order] makes of its id; it orders events of one instant
public record HotEvent(int type, long at, long known, long id, Values values) {
    /// The values of one event by the ordinals of their properties, [History#MISSING] where it has none;
    /// texts as codes of
    /// the histories' table.
    public static final class Values {
        private final long[] all;

        /// Values by ordinal (see [dev.limner.event.TrackingPlan#ordinals]); taken over, not copied.
        public Values(long... all) {
            this.all = all;
        }

        public long of(Property property) {
            return property.ordinal() < all.length ? all[property.ordinal()] : History.MISSING;
        }
    }

    /// The first 63 bits of an id: in their order events of one instant stand in the store.
    public static long order(UUID id) {
        return id.getMostSignificantBits() >>> 1;
    }

    /// Its place beside another one in the order of events, below, at or above 0.
    int comparedTo(HotEvent other) {
        int order = Long.compare(at, other.at);
        if (order == 0) {
            order = Long.compare(known, other.known);
        }
        return order == 0 ? Long.compare(id, other.id) : order;
    }

    /// Whether it is another one, told again.
    boolean isSame(HotEvent other) {
        return type == other.type && comparedTo(other) == 0;
    }
}
