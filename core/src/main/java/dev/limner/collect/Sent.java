package dev.limner.collect;

import dev.limner.collect.Message.Heading;
import dev.limner.identity.Customers.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A message that could be understood, with what it came in.
///
/// @param about of whom it speaks, by the kinds of the workspace
record Sent(CollectedSource source, Delivery delivery, Heading heading, List<Identifier> about, JsonNode raw) {
    static Sent of(CollectedSource source, Delivery delivery, Heading heading, JsonNode raw) {
        return new Sent(source, delivery, heading, source.about(heading), raw);
    }

    /// The same of another instant.
    Sent with(Heading other) {
        return new Sent(source, delivery, other, about, raw);
    }

    /// The same about others.
    Sent about(List<Identifier> others) {
        return new Sent(source, delivery, heading, others, raw);
    }

    /// What became of it, for whoever watches.
    Feed.Seen seen(String name, Feed.Outcome outcome, @Nullable String type, @Nullable String reason, int node) {
        return new Feed.Seen(
                0, delivery.source(), delivery.received(), heading.at(), name, outcome, type, reason, about, node, raw);
    }
}
