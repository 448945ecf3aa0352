package dev.limner.history;

/// One event on its way into hot histories.
///
/// @param type the ordinal of its type
/// @param at when it happened, and when it was `known`, in microseconds since 1970
/// @param id the first 64 bits of its id, compared without a sign; they order events of one instant
/// @param values by the place of the property among those that the hot histories hold; texts as codes of their table
public record HotEvent(int type, long at, long known, long id, Values values) {
    /// The values of one event, [History#MISSING] where it has none.
    public static final class Values {
        private final long[] all;

        /// Values by place; taken over, not copied.
        public Values(long... all) {
            this.all = all;
        }

        public long at(int place) {
            return all[place];
        }
    }

    /// Whether it comes after another in the order of events.
    boolean isAfter(HotEvent other) {
        if (at != other.at) {
            return at > other.at;
        }
        return known != other.known ? known > other.known : Long.compareUnsigned(id, other.id) > 0;
    }
}
