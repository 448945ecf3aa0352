package dev.limner.collect;

import dev.limner.identity.Customers.Identifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one call of a client's library says, whatever protocol carried it.
public sealed interface Message {
    /// The message as it was sent, for whoever looks into what arrives.
    JsonNode raw();

    /// What messages have in common.
    ///
    /// @param key tells it from all others of its source; a message sent again has the same
    /// @param at when it happened, corrected for a client's clock that is wrong
    /// @param assumed whether the client said no time, so that the arrival was taken
    /// @param zone of the client, an IANA name or an offset; null where it said none
    /// @param identifiers of whom it speaks, the surest first; none where it speaks of nobody
    /// @param context what the library adds by itself: page, campaign, device, library
    /// @param place where it stands in what it was read from; null where it was sent
    record Heading(
            String key,
            Instant at,
            boolean assumed,
            @Nullable String zone,
            List<Identifier> identifiers,
            ObjectNode context,
            @Nullable Place place) {
        public Heading {
            identifiers = List.copyOf(identifiers);
        }

        public Heading(
                String key,
                Instant at,
                boolean assumed,
                @Nullable String zone,
                List<Identifier> identifiers,
                ObjectNode context) {
            this(key, at, assumed, zone, identifiers, context, null);
        }

        /// The same of another instant.
        Heading at(Instant other) {
            return new Heading(key, other, assumed, zone, identifiers, context, place);
        }

        /// The same at a place.
        Heading at(Place other) {
            return new Heading(key, at, assumed, zone, identifiers, context, other);
        }
    }

    /// Where a message stands in a stream.
    ///
    /// @param part of the stream, such as `orders/0`
    record Place(String part, long number) {}

    /// The same message at a place.
    default Message at(Place place) {
        return switch (this) {
            case Track(Heading heading, String event, ObjectNode properties, JsonNode raw) ->
                new Track(heading.at(place), event, properties, raw);
            case Traits(Heading heading, Traits.Change change, ObjectNode traits, JsonNode raw) ->
                new Traits(heading.at(place), change, traits, raw);
            case Link(Heading heading, Identifier one, Identifier other, JsonNode raw) ->
                new Link(heading.at(place), one, other, raw);
            case Unlink(Heading heading, Identifier which, @Nullable Identifier from, JsonNode raw) ->
                new Unlink(heading.at(place), which, from, raw);
            case Group(Heading heading, Identifier group, ObjectNode traits, JsonNode raw) ->
                new Group(heading.at(place), group, traits, raw);
            case Item(Heading heading, String type, String id, boolean removed, ObjectNode properties, JsonNode raw) ->
                new Item(heading.at(place), type, id, removed, properties, raw);
            case Unreadable(String reason, JsonNode raw, @Nullable Place _) -> new Unreadable(reason, raw, place);
        };
    }

    /// That somebody did something.
    ///
    /// @param event the source's own name for it; pages and screens are `page` and `screen`
    record Track(Heading heading, String event, ObjectNode properties, JsonNode raw) implements Message {}

    /// That somebody is something.
    record Traits(Heading heading, Change change, ObjectNode traits, JsonNode raw) implements Message {
        /// What becomes of the traits named.
        public enum Change {
            SET,
            /// Only where there is none yet.
            SET_ONCE,
            /// Numbers are added.
            ADD,
            /// Lists grow.
            APPEND,
            /// They are no more.
            UNSET,
            /// All traits of the person are no more.
            CLEAR
        }
    }

    /// That two identifiers are one person's; the heading names them too.
    record Link(Heading heading, Identifier one, Identifier other, JsonNode raw) implements Message {}

    /// That an identifier is not, or no longer, that person's.
    ///
    /// @param from an identifier of the person; null where the client says only which to take away
    record Unlink(
            Heading heading, Identifier which, @Nullable Identifier from, JsonNode raw) implements Message {}

    /// That somebody belongs to a group, such as a company, and what that group is.
    ///
    /// @param traits of the group
    record Group(Heading heading, Identifier group, ObjectNode traits, JsonNode raw) implements Message {}

    /// That a thing of a catalogue is something, or is no more.
    record Item(Heading heading, String type, String id, boolean removed, ObjectNode properties, JsonNode raw)
            implements Message {}

    /// What could not be understood.
    ///
    /// @param reason a short name, such as `bad_json`; with what follows a colon to say where
    /// @param place where it stands in what it was read from; null where it was sent
    record Unreadable(String reason, JsonNode raw, @Nullable Place place) implements Message {
        public Unreadable(String reason, JsonNode raw) {
            this(reason, raw, null);
        }
    }
}
