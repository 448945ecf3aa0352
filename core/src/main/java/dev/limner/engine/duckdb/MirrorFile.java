package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.MirrorColumn.Header;
import dev.limner.engine.duckdb.MirrorWriter.Wanted;
import dev.limner.history.History;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.duckdb.DuckDBReadableVector;

/// A column on its way into a file that a [MirrorColumn] reads: how its values are stored, and the file
/// that they go
/// to.
final class MirrorFile implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Wanted wanted;
    private final Header header;
    private final Dictionary dictionary;
    private final FileChannel channel;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private long lastCode = History.MISSING;
    private long lastStored;

    MirrorFile(Wanted wanted, Header header, Dictionary dictionary) throws IOException {
        this.wanted = wanted;
        this.header = header;
        this.dictionary = dictionary;
        channel = FileChannel.open(
                half(wanted.path()),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        long before = header.rowsAt();
        put(MirrorColumn.MAGIC, 8);
        put(header.rows(), 8);
        put(header.width(), 4);
        put(header.texts(), 4);
        put(header.least(), 8);
        put(header.step(), 8);
        put(header.letters(), 8);
        put(0, 8);
        put(0, 8);
        for (long code : dictionary.codes()) {
            put(code, 8);
        }
        for (int end : dictionary.ends()) {
            put(end, 4);
        }
        for (byte letter : dictionary.letters()) {
            put(letter, 1);
        }
        for (long at = header.lettersAt() + header.letters(); at < before; at++) {
            put(0, 1);
        }
    }

    /// Where a file is made, before it is whole.
    static Path half(Path path) {
        return path.resolveSibling(path.getFileName() + ".half");
    }

    Wanted wanted() {
        return wanted;
    }

    private void put(long value, int width) throws IOException {
        if (block.remaining() < width) {
            flush();
        }
        switch (width) {
            case 1 -> block.put((byte) value);
            case 2 -> block.putShort((short) value);
            case 4 -> block.putInt((int) value);
            default -> block.putLong(value);
        }
    }

    private void flush() throws IOException {
        block.flip();
        while (block.hasRemaining()) {
            channel.write(block);
        }
        block.clear();
    }

    void rows(DuckDBReadableVector values, int rows) throws IOException {
        for (int row = 0; row < rows; row++) {
            put(stored(values, row), header.width());
        }
    }

    private long stored(DuckDBReadableVector values, int row) {
        return switch (wanted.kind()) {
            case TEXT -> {
                long code = values.getLong(row, History.MISSING);
                if (header.width() == Long.BYTES) {
                    yield code;
                }
                if (code != lastCode) {
                    lastCode = code;
                    lastStored = dictionary.stored(code);
                }
                yield lastStored;
            }
            case WHOLE -> {
                long value = values.getLong(row, History.MISSING);
                yield header.width() == 8
                        ? value
                        : value == History.MISSING ? 0 : (value - header.least()) / header.step() + 1;
            }
            case DOUBLE -> values.isNull(row) ? History.MISSING : Double.doubleToLongBits(values.getDouble(row) + 0.0);
        };
    }

    /// The file is whole before it bears its name.
    void finish() throws IOException {
        flush();
        channel.force(true);
        channel.close();
        Files.move(half(wanted.path()), wanted.path(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
