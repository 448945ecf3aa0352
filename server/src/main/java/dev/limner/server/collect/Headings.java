package dev.limner.server.collect;

import dev.limner.collect.Message.Heading;

/// Headings of the messages that one event makes.
final class Headings {
    private Headings() {}

    /// The heading of an event's message number 0, 1, ...: they differ in their keys, the first has the event's.
    static Heading part(Heading whole, int number) {
        return number == 0
                ? whole
                : new Heading(
                        whole.key() + "#" + number,
                        whole.at(),
                        whole.assumed(),
                        whole.zone(),
                        whole.identifiers(),
                        whole.context());
    }
}
