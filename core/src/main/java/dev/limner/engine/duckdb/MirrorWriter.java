package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.engine.duckdb.MirrorColumn.Header;
import dev.limner.problem.InternalProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
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

/// Writes columns of one lake file as arrays, all in one further pass over it.
///
/// Memory holds the different texts of its columns, up to a bound each, and one block a column.
final class MirrorWriter {
    /// A column with more different texts, or with more letters in them, is not written.
    static final int MOST_TEXTS = 1 << 20;

    /// A column with more different texts has their codes as rows: places would have to be looked up in more memory
    /// than a processor has near by, as there are many files.
    private static final int MOST_PLACES = 1 << 10;

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

    MirrorWriter(DuckDBConnection connection, LakeFile file, Path folder, int mostTexts) {
        this.mostTexts = mostTexts;
        this.connection = connection;
        this.file = file;
        this.folder = folder;
    }

    /// Writes the columns, but those with too many different texts; gives back the ones that were written.
    List<Wanted> write(List<Wanted> all) throws IOException {
        Files.createDirectories(folder);
        List<MirrorFile> begun = new ArrayList<>();
        try {
            Map<String, Header> headers = headers(all.stream()
                    .filter(wanted -> wanted.kind() != Wanted.Kind.TEXT)
                    .toList());
            for (Wanted wanted : all) {
                Header header = headers.get(wanted.name());
                Dictionary dictionary = header == null
                        ? Dictionary.read(connection, wanted.name(), file.source(), mostTexts)
                        : Dictionary.NONE;
                if (dictionary != null) {
                    begun.add(new MirrorFile(wanted, header == null ? header(dictionary) : header, dictionary));
                }
            }
            if (!begun.isEmpty()) {
                rows(begun);
            }
            for (MirrorFile mirror : begun) {
                mirror.finish();
            }
            return begun.stream().map(mirror -> mirror.wanted()).toList();
        } finally {
            for (MirrorFile mirror : begun) {
                mirror.close();
                Files.deleteIfExists(MirrorFile.half(mirror.wanted().path()));
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
                MirrorFile.half(path),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(MirrorFile.half(path), path, StandardCopyOption.ATOMIC_MOVE);
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
        int width = dictionary.size() > MOST_PLACES ? Long.BYTES : width(dictionary.size());
        return new Header(file.rows(), width, 0, 1, dictionary.size(), dictionary.letters().length);
    }

    private static int width(long most) {
        return most <= 0xff ? 1 : most <= 0xffff ? 2 : most <= 0xffff_ffffL ? 4 : 8;
    }

    private void rows(List<MirrorFile> all) throws IOException {
        String sql = all.stream()
                .map(mirror -> mirror.wanted().expression())
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
