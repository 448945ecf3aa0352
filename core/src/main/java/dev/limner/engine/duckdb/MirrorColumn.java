package dev.limner.engine.duckdb;

import dev.limner.history.History;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One column of a lake file as an array in a file of its own, mapped into memory: a number of a fixed width a
/// row, of which 0 says that the value is missing.
///
/// A whole number is kept as its distance from the least one, in steps that all have in common. A text is
/// kept as its place among the different ones, whose codes and letters stand before the rows, in the order of the
/// codes; where these are many, as its code, since looking places up would take longer than reading more.
final class MirrorColumn {
    /// Bytes before everything else: those of [Header], and room.
    static final int HEADER = 64;

    private static final int CACHE_LINE = 64;

    static final long MAGIC = 0x4c494d4e4d495231L;

    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final Header header;
    private final long rowsAt;
    private final int width;
    private final boolean isText;
    private final long least;
    private final long step;

    /// What stands at the beginning of the file.
    ///
    /// @param width bytes a row: 1, 2, 4, or 8, where the value itself or the code of a text is kept
    /// @param texts how many different texts there are
    /// @param letters how many bytes they take together, as UTF-8
    record Header(long rows, int width, long least, long step, int texts, long letters) {
        long codesAt() {
            return HEADER;
        }

        /// Where the ends of texts stand, an int each.
        long endsAt() {
            return codesAt() + 8L * texts;
        }

        long lettersAt() {
            return endsAt() + 4L * texts;
        }

        long rowsAt() {
            return (lettersAt() + letters + 7) & -8;
        }

        long size() {
            return rowsAt() + rows * width;
        }
    }

    private MirrorColumn(MemorySegment file, Header header) {
        this.file = file;
        this.header = header;
        this.rowsAt = header.rowsAt();
        this.width = header.width();
        this.isText = header.texts() > 0;
        this.least = header.least();
        this.step = header.step();
    }

    /// The column in a file; null where there is none, or no whole one.
    static @Nullable MirrorColumn open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER) {
                return null;
            }
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            Header header = new Header(
                    file.get(LONG, 8),
                    file.get(INT, 16),
                    file.get(LONG, 24),
                    file.get(LONG, 32),
                    file.get(INT, 20),
                    file.get(LONG, 40));
            boolean whole = file.get(LONG, 0) == MAGIC && header.size() == file.byteSize();
            return whole ? new MirrorColumn(file, header) : null;
        }
    }

    long rows() {
        return header.rows();
    }

    /// How many different texts there are.
    int texts() {
        return header.texts();
    }

    /// The place of a row's text among the different ones, -1 where it is missing.
    int place(long row) {
        long stored = stored(row);
        if (width < 8) {
            return (int) stored - 1;
        }
        return stored == History.MISSING ? -1 : Codes.find(this::code, header.texts(), stored);
    }

    /// Brings the rows from `from` to `to` (excluded) near the processor, all at once, where reading them one by one
    /// would wait for each.
    ///
    /// @return nothing that means anything
    long touch(int from, int to) {
        long touched = 0;
        long end = rowsAt + (long) to * width;
        for (long at = rowsAt + (long) from * width; at < end; at += CACHE_LINE) {
            touched += file.get(ValueLayout.JAVA_BYTE, at);
        }
        return touched;
    }

    /// The value of a row, as [dev.limner.event.ValueType] says.
    long value(int row) {
        long stored = stored(row);
        return width == 8 ? stored : value(stored);
    }

    private long stored(long row) {
        return switch (width) {
            case 1 -> Byte.toUnsignedLong(file.get(ValueLayout.JAVA_BYTE, rowsAt + row));
            case 2 -> Short.toUnsignedLong(file.get(SHORT, rowsAt + 2 * row));
            case 4 -> Integer.toUnsignedLong(file.get(INT, rowsAt + 4 * row));
            default -> file.get(LONG, rowsAt + 8 * row);
        };
    }

    private long value(long stored) {
        if (stored == 0) {
            return History.MISSING;
        }
        return isText ? file.get(LONG, HEADER + 8 * (stored - 1)) : least + (stored - 1) * step;
    }

    /// The text of a code; null where the column has none of that code.
    @Nullable
    String textOf(long code) {
        int place = Codes.find(this::code, header.texts(), code);
        return place < 0 ? null : text(place);
    }

    /// The code of the text at a place among the different ones.
    long code(int place) {
        return file.get(LONG, HEADER + 8L * place);
    }

    /// The text at a place among the different ones.
    String text(int place) {
        long from = place == 0 ? 0 : file.get(INT, header.endsAt() + 4L * (place - 1));
        byte[] letters = new byte[(int) (file.get(INT, header.endsAt() + 4L * place) - from)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, header.lettersAt() + from, letters, 0, letters.length);
        return new String(letters, StandardCharsets.UTF_8);
    }
}
