package dev.limner.engine.duckdb;

import dev.limner.history.History;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The different texts of a column: their codes, ascending, where the letters of each one end, and the
/// letters of
/// all.
final class Dictionary {
    static final Dictionary NONE = new Dictionary(new long[0], new int[0], new byte[0]);

    private static final int MOST_LETTERS = 1 << 26;

    private final long[] codes;
    private final int[] ends;
    private final byte[] letters;

    private Dictionary(long[] codes, int[] ends, byte[] letters) {
        this.codes = codes;
        this.ends = ends;
        this.letters = letters;
    }

    /// The texts of a column of `source`; null where they are too many, or too long together.
    static @Nullable Dictionary read(DuckDBConnection connection, String name, String source, int mostTexts) {
        String column = Columns.quoted(name);
        String sql =
                "SELECT (hash(%1$s) >> 1)::BIGINT, %1$s FROM (SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL LIMIT %3$d) ORDER BY 1"
                        .formatted(column, source, mostTexts + 1);
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
                        codes = Arrays.copyOf(codes, 2 * size);
                        ends = Arrays.copyOf(ends, 2 * size);
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
        return new Dictionary(Arrays.copyOf(codes, size), Arrays.copyOf(ends, size), letters.toByteArray());
    }

    int size() {
        return codes.length;
    }

    long[] codes() {
        return codes;
    }

    int[] ends() {
        return ends;
    }

    byte[] letters() {
        return letters;
    }

    /// One more than the place of a code, 0 for a missing text.
    long stored(long code) {
        return code == History.MISSING ? 0 : Codes.find(place -> codes[place], codes.length, code) + 1L;
    }
}
