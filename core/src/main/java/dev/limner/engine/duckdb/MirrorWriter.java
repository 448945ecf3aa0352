package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.engine.duckdb.MirrorColumn.Header;
import dev.limner.history.History;
import dev.limner.problem.InternalProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Writes columns of one lake file as arrays, all in one further pass over it.
///
/// Memory holds the different texts of its columns, up to a bound each, and one block a column.
final class MirrorWriter {
    /// A column with more different texts, or with more letters in them, is not written.
    static final int MOST_TEXTS = 1 << 20;

    private static final int MOST_LETTERS = 1 << 26;
    private static final int BLOCK = 1 << 16;
    private static final long[] STEPS = {86_400_000_000L, 1_000_000, 10_000, 1_000, 100, 1};

    private final DuckDBConnection connection;
    private final LakeFile file;
    private final Path folder;
    private final int mostTexts;

    /// What is to be written of a column.
    ///
    /// @param expression gives its values as [Columns#asLong] does
    record Wanted(String name, Kind kind, String expression, Path path) {
        enum Kind {
            TEXT,
            WHOLE,
            /// Doubles, by their bits.
            DOUBLE
        }
    }

    /// The different texts of a column: their codes, ascending, where each one ends, and their letters.
    private record Dictionary(long[] codes, int[] ends, byte[] letters) {
        static final Dictionary NONE = new Dictionary(new long[0], new int[0], new byte[0]);

        long stored(long code) {
            return code == History.MISSING ? 0 : Codes.find(place -> codes[place], codes.length, code) + 1L;
        }
    }

    /// A column on its way: how its values are stored, and the file that they go to.
    private static final class Writing implements AutoCloseable {
        private final Wanted wanted;
        private final Header header;
        private final Dictionary dictionary;
        private final FileChannel channel;
        private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        private long lastCode = History.MISSING;
        private long lastStored;

        Writing(Wanted wanted, Header header, Dictionary dictionary) throws IOException {
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
                case DOUBLE ->
                    values.isNull(row) ? History.MISSING : Double.doubleToLongBits(values.getDouble(row) + 0.0);
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

    MirrorWriter(DuckDBConnection connection, LakeFile file, Path folder, int mostTexts) {
        this.mostTexts = mostTexts;
        this.connection = connection;
        this.file = file;
        this.folder = folder;
    }

    /// Writes the columns, but those with too many different texts; gives back the ones that were written.
    List<Wanted> write(List<Wanted> all) throws IOException {
        Files.createDirectories(folder);
        List<Writing> begun = new ArrayList<>();
        try {
            Map<String, Header> headers = headers(all.stream()
                    .filter(wanted -> wanted.kind() != Wanted.Kind.TEXT)
                    .toList());
            for (Wanted wanted : all) {
                Header header = headers.get(wanted.name());
                Dictionary dictionary = header == null ? dictionary(wanted) : Dictionary.NONE;
                if (dictionary != null) {
                    begun.add(new Writing(wanted, header == null ? header(dictionary) : header, dictionary));
                }
            }
            if (!begun.isEmpty()) {
                rows(begun);
            }
            for (Writing writing : begun) {
                writing.finish();
            }
            return begun.stream().map(writing -> writing.wanted).toList();
        } finally {
            for (Writing writing : begun) {
                writing.close();
                Files.deleteIfExists(half(writing.wanted.path()));
            }
        }
    }

    /// Writes who stands in the file, and where.
    void writeCustomers(Path path) throws IOException {
        Files.createDirectories(folder);
        List<int[]> counts = Sql.list(
                connection,
                row -> new int[] {row.getInt(1), row.getInt(2)},
                "SELECT customer, count(*)::INTEGER FROM " + file.source() + " GROUP BY customer ORDER BY customer");
        ByteBuffer bytes = ByteBuffer.allocate(MirrorColumn.HEADER + 8 * counts.size() + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MirrorColumn.MAGIC).putInt(counts.size()).position(MirrorColumn.HEADER);
        counts.forEach(count -> bytes.putInt(count[0]));
        int row = 0;
        for (int[] count : counts) {
            bytes.putInt(row);
            row += count[1];
        }
        bytes.putInt(row);
        try (FileChannel channel = FileChannel.open(
                half(path),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(half(path), path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path half(Path path) {
        return path.resolveSibling(path.getFileName() + ".half");
    }

    private Map<String, Header> headers(List<Wanted> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        String asked = numbers.stream()
                .map(wanted -> wanted.kind() == Wanted.Kind.DOUBLE
                        ? "NULL, NULL, NULL"
                        : "min(%1$s), max(%1$s), %2$s".formatted(wanted.expression(), step(wanted.expression())))
                .collect(Collectors.joining(", "));
        return Sql.list(
                        connection,
                        row -> {
                            Map<String, Header> headers = new java.util.HashMap<>();
                            for (int i = 0; i < numbers.size(); i++) {
                                long least = row.getLong(3 * i + 1);
                                long most = row.getLong(3 * i + 2);
                                long step = Math.max(1, row.getLong(3 * i + 3));
                                Wanted.Kind kind = numbers.get(i).kind();
                                headers.put(numbers.get(i).name(), header(kind, least, most, step));
                            }
                            return headers;
                        },
                        "SELECT " + asked + " FROM " + file.source())
                .getFirst();
    }

    /// The largest step of some that all values are multiples of.
    private static String step(String expression) {
        StringBuilder sql = new StringBuilder("CASE");
        for (long step : STEPS) {
            sql.append(" WHEN bool_and((%s) %% %d = 0) THEN %d".formatted(expression, step, step));
        }
        return sql.append(" END").toString();
    }

    private Header header(Wanted.Kind kind, long least, long most, long step) {
        boolean fits = kind == Wanted.Kind.WHOLE && most - least >= 0;
        int width = fits ? width((most - least) / step + 1) : 8;
        return new Header(file.rows(), width, least, step, 0, 0);
    }

    private Header header(Dictionary dictionary) {
        int texts = dictionary.codes().length;
        return new Header(file.rows(), width(texts), 0, 1, texts, dictionary.letters().length);
    }

    private static int width(long most) {
        return most <= 0xff ? 1 : most <= 0xffff ? 2 : most <= 0xffff_ffffL ? 4 : 8;
    }

    private @Nullable Dictionary dictionary(Wanted wanted) {
        String column = Columns.quoted(wanted.name());
        String sql =
                "SELECT (hash(%1$s) >> 1)::BIGINT, %1$s FROM (SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL LIMIT %3$d) ORDER BY 1"
                        .formatted(column, file.source(), mostTexts + 1);
        long[] codes = new long[64];
        int[] ends = new int[64];
        int size = 0;
        ByteArrayOutputStream letters = new ByteArrayOutputStream();
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                DuckDBReadableVector of = result.chunk().vector(0);
                DuckDBReadableVector texts = result.chunk().vector(1);
                for (int row = 0; row < result.chunk().rowCount(); row++) {
                    if (size == codes.length) {
                        codes = java.util.Arrays.copyOf(codes, 2 * size);
                        ends = java.util.Arrays.copyOf(ends, 2 * size);
                    }
                    letters.writeBytes(texts.getString(row).getBytes(StandardCharsets.UTF_8));
                    codes[size] = of.getLong(row);
                    ends[size++] = letters.size();
                    if (size > mostTexts || letters.size() > MOST_LETTERS) {
                        return null;
                    }
                }
            }
        } catch (SQLException e) {
            throw Sql.failed(sql, e);
        }
        return new Dictionary(
                java.util.Arrays.copyOf(codes, size), java.util.Arrays.copyOf(ends, size), letters.toByteArray());
    }

    private void rows(List<Writing> all) throws IOException {
        String sql = all.stream()
                .map(writing -> writing.wanted.expression())
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + file.source()));
        long rows = 0;
        try (DuckDBPreparedStatement statement = connection.prepare(sql);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                int count = (int) result.chunk().rowCount();
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).rows(result.chunk().vector(i), count);
                }
                rows += count;
            }
        } catch (SQLException e) {
            throw Sql.failed(sql, e);
        }
        if (rows != file.rows()) {
            throw new InternalProblem(file.path().getFileName() + " has " + rows + " rows, not " + file.rows());
        }
    }
}
