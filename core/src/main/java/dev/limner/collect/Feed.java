package dev.limner.collect;

import dev.limner.identity.Customers.Identifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The last messages that arrived, for whoever watches: what became of each, and of whom it is.
public final class Feed {
    private static final int KEPT = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Seen> seen = new ArrayDeque<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private long last;

    /// What became of a message.
    public enum Outcome {
        /// It is an event.
        TAKEN,
        /// It only says who is who.
        LINKED,
        /// It says what is known already.
        UNCHANGED,
        /// The same came before.
        DUPLICATE,
        /// It was set aside.
        ASIDE
    }

    /// A message that arrived.
    ///
    /// @param number of the message, 1, 2, 3, ... since the program was started
    /// @param name what the source calls it
    /// @param type the event type that it was taken as; null where it is none
    /// @param reason why it was set aside; null where it was not
    /// @param raw the message as it was sent
    public record Seen(
            long number,
            String source,
            Instant received,
            @Nullable Instant at,
            String name,
            Outcome outcome,
            @Nullable String type,
            @Nullable String reason,
            List<Identifier> identifiers,
            int node,
            JsonNode raw) {}

    /// A source and what became of some of its messages.
    public record Kind(String source, Outcome outcome) {}

    /// How many messages there were since the program was started, by source and outcome.
    public Map<Kind, Long> counts() {
        lock.lock();
        try {
            return Map.copyOf(counts);
        } finally {
            lock.unlock();
        }
    }

    void add(Seen one) {
        lock.lock();
        try {
            last++;
            counts.merge(new Kind(one.source, one.outcome), 1L, Long::sum);
            seen.addLast(new Seen(
                    last,
                    one.source,
                    one.received,
                    one.at,
                    one.name,
                    one.outcome,
                    one.type,
                    one.reason,
                    one.identifiers,
                    one.node,
                    one.raw));
            if (seen.size() > KEPT) {
                seen.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets some of them.
    void forget(Predicate<Seen> which) {
        lock.lock();
        try {
            seen.removeIf(which);
        } finally {
            lock.unlock();
        }
    }

    /// Those after a number, the earliest first; waits for one where there is none yet.
    public List<Seen> after(long number, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (last <= number && left > 0) {
                left = more.awaitNanos(left);
            }
            List<Seen> found = new ArrayList<>();
            for (Seen one : seen) {
                if (one.number() > number) {
                    found.add(one);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }
}
