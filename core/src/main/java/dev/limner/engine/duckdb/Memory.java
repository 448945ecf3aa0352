package dev.limner.engine.duckdb;

import dev.limner.event.TrackingPlan;
import dev.limner.problem.InternalProblem;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// What a program that collects had in memory when it ended, in a file beside the store, so that the next one need not
/// reckon it out of the store again.
///
/// It bears a stamp of the store, and is good only as long as the store is of the same. It is gone once it was read,
/// and
/// whenever others change the store: so it never keeps what was erased.
public final class Memory {
    private static final String FILE = "live.memory";
    private static final int BUFFER = 1 << 20;
    /// What is written, in which form; raised with every change of the form.
    private static final int FORM = 2;

    private final Store store;
    private final String beside;

    /// @param beside what else must be the same for it to be good
    public Memory(Store store, String beside) {
        this.store = store;
        this.beside = beside;
    }

    /// What writes or reads the content.
    @FunctionalInterface
    public interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /// What reads the content.
    ///
    /// @param <T> what it is
    @FunctionalInterface
    public interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    /// Whatever was kept is good no more.
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps something that is a function of the store as it is now.
    public void write(Writing writing) throws IOException {
        Path half = store.folder().resolve(FILE + ".half");
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            CheckedOutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
            out.writeInt(FORM);
            out.writeUTF(stamp());
            writing.to(out);
            out.flush();
            channel.write(ByteBuffer.allocate(Long.BYTES)
                    .putLong(checked.getChecksum().getValue())
                    .flip());
            channel.force(true);
            Files.move(half, file(store.folder()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /// Reads what was kept, and forgets it; null where nothing was, or of another store.
    public <T> @Nullable T read(Reading<T> reading) {
        Path file = file(store.folder());
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            CheckedInputStream checked = new CheckedInputStream(
                    new BufferedInputStream(Channels.newInputStream(channel), BUFFER), new CRC32C());
            DataInputStream in = new DataInputStream(checked);
            if (in.readInt() != FORM || !in.readUTF().equals(stamp())) {
                return null;
            }
            T content = reading.from(in);
            long expected = checked.getChecksum().getValue();
            return in.readLong() == expected ? content : null;
        } catch (IOException | RuntimeException _) {
            return null; // damaged, or of another form: the store says it all again
        } finally {
            forget(store.folder());
        }
    }

    /// What makes the store the one that it is: whatever is in it, who is who, and what is held of it.
    private String stamp() {
        List<String> parts = store.with(connection -> Sql.list(connection, row -> row.getString(1), """
                SELECT coalesce(string_agg(name || '=' || value, ',' ORDER BY name), '') FROM meta
                UNION ALL SELECT format('{},{},{}', count(*), coalesce(max(number), 0), coalesce(sum(rows), 0)) FROM load
                UNION ALL SELECT format('{},{}', count(*), coalesce(max(number), 0)) FROM identity_entry
                UNION ALL SELECT format('{}', count(*)) FROM delta
                UNION ALL SELECT format('{},{}', count(*), coalesce(string_agg(path, ',' ORDER BY path), '')) FROM lake_file
                UNION ALL SELECT format('{}', count(*)) FROM erasure"""));
        List<String> held = store.held().masks().stream()
                .map(mask -> mask.spelled() + " before " + mask.before())
                .toList();
        return digest(String.join(
                "|",
                beside,
                Integer.toString(Schema.VERSION),
                parts.stream().sorted().toList().toString(),
                held.toString(),
                spelled(store.plan())));
    }

    private static String spelled(TrackingPlan plan) {
        List<List<String>> trusted =
                plan.properties().stream().map(plan::trusted).toList();
        return plan.types() + "|" + plan.properties() + "|" + trusted;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalProblem("every Java has SHA-256", e);
        }
    }
}
