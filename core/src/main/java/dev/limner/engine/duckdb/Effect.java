package dev.limner.engine.duckdb;

import java.util.List;

/// What another mapping or tracking plan makes of rows that are in the store.
///
/// @param passing rows set aside today that become events
/// @param refused events of today that are set aside
/// @param stillAside rows that stay set aside, whatever the reason
/// @param unchanged rows and derived events that stay as they are
/// @param changed events that stay and are not as they were
/// @param appearing derived events that are not there today
/// @param vanishing derived events of today that no group gives any more
/// @param moves by kind and name, the most frequent first
public record Effect(
        long passing,
        long refused,
        long stillAside,
        long unchanged,
        long changed,
        long appearing,
        long vanishing,
        List<Move> moves) {
    public Effect {
        moves = List.copyOf(moves);
    }

    /// Whether nothing would change.
    public boolean isNone() {
        return passing + refused + changed + appearing + vanishing == 0 && moves.isEmpty();
    }

    /// What a move is about.
    public enum Kind {
        /// Rows set aside become events; from the reason, to the type.
        PASSES,
        /// Events are set aside; from the type, to the reason.
        REFUSED,
        /// Rows stay aside for another reason.
        REASON,
        /// Events become another type.
        TYPE,
        /// A value moves from one property to another in every event where the first loses it.
        RENAMED,
        /// A property is stored as another type; from and to are value types.
        RETYPED,
        /// Values of a property differ.
        VALUE,
        /// Events are told of another time.
        TIME,
        /// Events are told of another identifier.
        WHO
    }

    /// So many events or rows that go from one name to another, with some of them.
    ///
    /// @param what the property, where it is about one
    public record Move(Kind kind, String what, String from, String to, long count, List<Example> examples) {
        public Move {
            examples = List.copyOf(examples);
        }
    }

    /// One of them: its row as it stood where it is or was set aside, or its value before and after.
    public record Example(String before, String after) {}
}
