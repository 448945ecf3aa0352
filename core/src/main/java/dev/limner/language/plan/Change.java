package dev.limner.language.plan;

import dev.limner.language.Type;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that would flip an answer, found by asking again with it done.
///
/// The nearest is that which costs least; of equal ones the first in this table:
///
/// | change | costs |
/// | --- | --- |
/// | [Later]: to wait | 5, and 1 for each day begun |
/// | [Trait]: another value of a trait | 12 |
/// | [More]: events that happen now | 10 for each event |
/// | [Fewer]: events that had not happened | 100, and 10 for each event |
/// | [Earlier]: to have asked before | 1000, and 1 for each day begun |
///
/// What may still happen costs less than what cannot be undone.
public sealed interface Change extends Serializable {
    int cost();

    /// The answer flips at an instant if nothing happens.
    ///
    /// @param until when it would flip back if nothing happens; null where not within ten years
    record Later(Instant at, @Nullable Instant until, int cost) implements Change {}

    /// The answer flips if a trait gets another value.
    ///
    /// @param value null within where any other one does
    /// @param source which must tell it, since it is the most trusted; null where all are trusted alike
    /// @param before as [More] says
    /// @param until as [More] says
    record Trait(
            String name,
            Told value,
            @Nullable String source,
            @Nullable Instant before,
            @Nullable Instant until,
            int cost)
            implements Change {}

    /// The answer flips if these events happen, one after another, so many times.
    ///
    /// @param before by when they must happen, this instant excluded; null where they may at every instant that
    /// was tried within ten years
    /// @param until when the answer would flip back, if they happened now and nothing else did; null where not
    /// within ten years
    record More(
            List<Wanted> events,
            int times,
            @Nullable Instant before,
            @Nullable Instant until,
            int cost) implements Change {
        public More {
            events = List.copyOf(events);
        }
    }

    /// The answer would be the opposite without these events.
    record Fewer(List<Integer> events, int cost) implements Change {
        public Fewer {
            events = List.copyOf(events);
        }
    }

    /// The answer was the opposite until just before an instant.
    ///
    /// @param since since when it is as it is
    record Earlier(Instant since, int cost) implements Change {}

    /// An event to happen, with what it must have.
    record Wanted(String type, List<Given> properties) implements Serializable {
        public Wanted {
            properties = List.copyOf(properties);
        }
    }

    /// A property with a value; null for one that the customer has not had yet.
    ///
    /// @param differing whether it is another one each time
    record Given(String property, Type type, @Nullable String value, boolean differing) implements Serializable {
        Given(String property, Type type, @Nullable String value) {
            this(property, type, value, false);
        }
    }
}
