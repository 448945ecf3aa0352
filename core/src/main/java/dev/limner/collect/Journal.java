package dev.limner.collect;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was received and must not be lost: records in the order in which they came, in files of a folder.
///
/// A record is durable once [#append] returns. Those that come while the disk is busy are written
/// together and forced once (group commit). A position is the number of bytes before a record since the
/// journal began; a file is named by the position of its first record. Each record is its length, the
/// checksum of its bytes (CRC-32C) and its bytes. What a crash has left half written at the end is set
/// aside when the journal is next opened.
public final class Journal implements AutoCloseable {
    private static final int ROLL = 64 << 20;

    private final Path folder;
    private final Consumer<Record> listener;
    private final Thread writer;
    /// Guards what follows it.
    private final Object lock = new Object();

    private List<Waiting> waiting = new ArrayList<>();
    private boolean closing;
    /// Known to the writer alone.
    private @Nullable FileChannel file;

    private long fileStart;
    /// Written by the writer alone.
    private volatile long end;

    /// A record and where the next one begins.
    @SuppressWarnings({"ArrayRecordComponent", "JavaLangClash"}) // compared by where it ends
    public record Record(long end, byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Record record && record.end == end;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(end);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] bytes, CompletableFuture<Long> durable) {}

    /// Opens the journal in `folder`, making it where there is none.
    ///
    /// @param listener is told of each record once it is durable, in order, by the thread that writes
    /// @throws UserProblem where it is damaged before its end
    public static Journal open(Path folder, Consumer<Record> listener) {
        return open(folder, 0, listener);
    }

    /// The same; where it ends before `least`, since its files were lost, it goes on there: what is
    /// worked off already is never said again.
    static Journal open(Path folder, long least, Consumer<Record> listener) {
        try {
            Files.createDirectories(folder);
            return new Journal(folder, least, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Journal(Path folder, long least, Consumer<Record> listener) throws IOException {
        this.folder = folder;
        this.listener = listener;
        NavigableMap<Long, Path> files = JournalFile.all(folder);
        if (!files.isEmpty()) {
            fileStart = files.lastKey();
            Path last = Objects.requireNonNull(files.get(fileStart));
            long whole = JournalFile.read(last, 0, Long.MAX_VALUE, _ -> {});
            JournalFile.setAside(last, whole);
            file = FileChannel.open(last, StandardOpenOption.WRITE);
            file.position(whole);
            end = fileStart + whole;
        }
        if (end < least) {
            if (file != null) {
                file.close();
                file = null;
            }
            end = least;
        }
        writer = Thread.ofPlatform().name("journal").start(this::write);
    }

    /// Appends a record and waits until it is durable; returns where it ends.
    ///
    /// @throws UncheckedIOException where the disk refuses: then the record was not taken
    public long append(byte[] bytes) {
        Waiting record = new Waiting(bytes, new CompletableFuture<>());
        synchronized (lock) {
            if (closing) {
                throw new UncheckedIOException(new IOException("the journal is closed"));
            }
            waiting.add(record);
            lock.notifyAll();
        }
        try {
            return record.durable.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw new UncheckedIOException(failure);
            }
            throw new InternalProblem("the journal failed", e);
        }
    }

    /// Tells all records from a position on, which must be one where a record begins; returns where they end.
    ///
    /// @throws UserProblem where one in between is damaged or missing
    public static long read(Path folder, long from, Consumer<Record> each) {
        return read(folder, from, Long.MAX_VALUE, each);
    }

    /// The same up to a position where a record ends.
    static long read(Path folder, long from, long until, Consumer<Record> each) {
        try {
            NavigableMap<Long, Path> files = JournalFile.all(folder);
            Long first = files.floorKey(from);
            if (first == null) {
                if (!files.isEmpty()) {
                    throw UserProblem.of(UserProblem.Code.JOURNAL_DAMAGED, folder.toString(), Long.toString(from));
                }
                return from;
            }
            long reached = from;
            for (long start : files.tailMap(first).keySet()) {
                Path path = Objects.requireNonNull(files.get(start));
                if (reached < start) {
                    throw UserProblem.of(UserProblem.Code.JOURNAL_DAMAGED, path.toString(), Long.toString(reached));
                }
                // what stands beyond the next file's beginning was never durable: writing it failed
                Long next = files.higherKey(start);
                long room = (next == null ? until : Math.min(until, next)) - start;
                reached = start
                        + JournalFile.read(
                                path,
                                reached - start,
                                room,
                                record -> each.accept(new Record(start + record.end(), record.bytes())));
            }
            return reached;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the last durable record ends.
    public long end() {
        return end;
    }

    /// Deletes the files of which all records end at or before a position.
    public void forget(long before) {
        try {
            NavigableMap<Long, Path> files = JournalFile.all(folder);
            for (long start : files.keySet()) {
                Long next = files.higherKey(start);
                if (next != null && next <= before) {
                    Files.delete(Objects.requireNonNull(files.get(start)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes away what has been worked off, of a journal that nobody has open: all of it where nothing
    /// waits. Positions go on where they were.
    ///
    /// @param position how far it is worked off
    /// @return whether nothing is left but what was never acknowledged
    public static boolean empty(Path folder, long position) {
        try {
            NavigableMap<Long, Path> files = JournalFile.all(folder);
            if (files.isEmpty()) {
                return true;
            }
            long end = read(folder, position, _ -> {});
            if (end > position) {
                return false;
            }
            if (files.lastKey() < end) {
                JournalFile.create(folder, end).close();
            }
            for (Path file : files.headMap(end).values()) {
                Files.delete(file);
            }
            JournalFile.deleteTorn(folder);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- The writer

    private void write() {
        while (true) {
            List<Waiting> some;
            synchronized (lock) {
                while (waiting.isEmpty() && !closing) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        throw new InternalProblem("the journal was interrupted", e);
                    }
                }
                some = waiting;
                waiting = new ArrayList<>();
                if (some.isEmpty()) {
                    return;
                }
            }
            write(some);
        }
    }

    private void write(List<Waiting> some) {
        List<Record> records = new ArrayList<>(some.size());
        try {
            FileChannel into = roomy();
            int size = some.stream()
                    .mapToInt(record -> JournalFile.HEADER + record.bytes.length)
                    .sum();
            ByteBuffer buffer = ByteBuffer.allocate(size);
            long reached = end;
            for (Waiting record : some) {
                JournalFile.put(buffer, record.bytes);
                reached += JournalFile.HEADER + record.bytes.length;
                records.add(new Record(reached, record.bytes));
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                into.write(buffer);
            }
            into.force(false);
            end = reached;
        } catch (IOException | RuntimeException e) {
            giveUp();
            some.forEach(record -> record.durable.completeExceptionally(e));
            return;
        }
        for (int i = 0; i < some.size(); i++) {
            listener.accept(records.get(i));
            some.get(i).durable.complete(records.get(i).end());
        }
    }

    /// The file to write to; a new one where the last is large, or has failed.
    private FileChannel roomy() throws IOException {
        FileChannel open = file;
        if (open != null && end - fileStart < ROLL) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        file = null;
        FileChannel fresh = JournalFile.create(folder, end);
        file = fresh;
        fileStart = end;
        return fresh;
    }

    /// After a failure nothing is known of what reached the disk: the file ends where it was last durable.
    private void giveUp() {
        FileChannel failed = file;
        file = null;
        if (failed != null) {
            try (failed) {
                failed.truncate(end - fileStart);
                failed.force(true);
            } catch (IOException _) {
                // the rest has no right length or checksum, or is read as what it is: not acknowledged
            }
        }
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        try {
            writer.join();
            if (file != null) {
                file.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
