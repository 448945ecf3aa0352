package dev.limner.server.collect;

import dev.limner.collect.Message;
import dev.limner.collect.Message.Heading;
import dev.limner.identity.Customers.Identifier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A message on one line, for people who compare.
final class Line {
    private Line() {}

    static String of(Message message) {
        return switch (message) {
            case Message.Track(Heading heading, String event, var properties, var _) ->
                "track " + of(heading) + " (" + event + ") " + properties;
            case Message.Traits(Heading heading, var change, var traits, var _) ->
                "traits " + of(heading) + " " + change + " " + traits;
            case Message.Link(Heading heading, Identifier one, Identifier other, var _) ->
                "link " + of(heading) + " " + of(one) + " = " + of(other);
            case Message.Unlink(Heading heading, Identifier which, var from, var _) ->
                "unlink " + of(heading) + " " + of(which) + " from " + of(from);
            case Message.Group(Heading heading, Identifier group, var traits, var _) ->
                "group " + of(heading) + " " + of(group) + " " + traits;
            case Message.Item(Heading heading, String type, String id, boolean removed, var properties, var _) ->
                "item " + of(heading) + " " + type + "/" + id + (removed ? " removed " : " ") + properties;
            case Message.Unreadable(String reason, var _, var _) -> "unreadable " + reason;
        };
    }

    private static String of(Heading heading) {
        return heading.at() + (heading.assumed() ? "?" : "") + " " + heading.zone() + " <" + heading.key() + "> ["
                + heading.identifiers().stream().map(Line::of).collect(Collectors.joining(", ")) + "]";
    }

    private static String of(@Nullable Identifier identifier) {
        return identifier == null ? "-" : identifier.kind() + ":" + identifier.value();
    }
}
