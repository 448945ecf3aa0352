package dev.limner.collect;

import dev.limner.collect.Journal.Record;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Records that are durable and wait to be worked off.
final class Backlog {
    /// So much is worked off in one step.
    private static final long A_STEP = 2 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Record> records = new ArrayDeque<>();
    private long bytes;

    void add(Record record) {
        lock.lock();
        try {
            records.add(record);
            bytes += record.bytes().length;
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    /// How many bytes wait.
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// How many wait.
    int size() {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    /// When the one that waits longest was received; null where none waits.
    @Nullable
    Instant oldest() {
        lock.lock();
        try {
            Record first = records.peekFirst();
            return first == null ? null : Deliveries.received(first.bytes());
        } finally {
            lock.unlock();
        }
    }

    /// Takes those that one step works off; waits for one where there is none.
    List<Record> take(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (records.isEmpty() && left > 0) {
                left = more.awaitNanos(left);
            }
            List<Record> some = new ArrayList<>();
            long size = 0;
            while (!records.isEmpty() && size < A_STEP) {
                Record record = records.removeFirst();
                size += record.bytes().length;
                some.add(record);
            }
            bytes -= size;
            return some;
        } finally {
            lock.unlock();
        }
    }

    /// Forgets those that end at or before a position.
    void forget(long until) {
        lock.lock();
        try {
            while (!records.isEmpty() && records.getFirst().end() <= until) {
                bytes -= records.removeFirst().bytes().length;
            }
        } finally {
            lock.unlock();
        }
    }
}
