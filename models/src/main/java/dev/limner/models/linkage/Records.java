package dev.limner.models.linkage;

import dev.limner.models.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Records to be compared: each value once in a dictionary of its column, each row a number a column.
///
/// Rows stand in the order of their content, so that whatever is computed of them does not depend on the
/// order in which they came; [#origin] tells which one a row was. A row of c columns takes 4 c + 4 bytes
/// besides its values.
public final class Records {
    /// The code of a missing value.
    static final int NONE = -1;

    private final List<Column> columns;
    private final String[][] values;
    private final int[][] codes;
    private final int[][] counts;
    private final int[] origins;

    private Records(List<Column> columns, String[][] values, int[][] codes, int[] origins) {
        this.columns = columns;
        this.values = values;
        this.codes = codes;
        this.origins = origins;
        counts = new int[codes.length][];
        for (int c = 0; c < codes.length; c++) {
            counts[c] = new int[values[c].length];
            for (int code : codes[c]) {
                if (code != NONE) {
                    counts[c][code]++;
                }
            }
        }
    }

    /// Records with these columns, none so far.
    public static Builder with(List<Column> columns) {
        return new Builder(columns);
    }

    /// How many rows there are.
    public int size() {
        return origins.length;
    }

    /// The fingerprint of all rows; it does not depend on the order in which they came.
    Fingerprint fingerprint() {
        Fingerprint data = Fingerprint.start();
        for (int c = 0; c < codes.length; c++) {
            for (String value : values[c]) {
                data.and(value);
            }
            for (int code : codes[c]) {
                data.and((long) code);
            }
        }
        return data;
    }

    /// The number, by order of arrival, of the record in `row`.
    public int origin(int row) {
        return origins[row];
    }

    /// The index of the column called `name`.
    int column(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + name + " among "
                + columns.stream().map(Column::name).toList());
    }

    /// The value in `row` of the column called `name`, null where there is none.
    public @Nullable String value(String name, int row) {
        int column = column(name);
        int code = codes[column][row];
        return code == NONE ? null : values[column][code];
    }

    /// By row the code of its value, or [#NONE]. Not to be written to.
    int[] codes(int column) {
        return codes[column];
    }

    /// The different values of a column, by code, in their order. Not to be written to.
    String[] values(int column) {
        return values[column];
    }

    /// How many rows have each value of a column, by code. Not to be written to.
    int[] counts(int column) {
        return counts[column];
    }

    /// Takes rows one by one; not for several threads.
    public static final class Builder {
        private final List<Column> columns;
        private final List<Map<String, Integer>> dictionaries = new ArrayList<>();
        private final int[][] codes;
        private int size;

        private Builder(List<Column> columns) {
            this.columns = List.copyOf(columns);
            this.columns.forEach(_ -> dictionaries.add(new HashMap<>()));
            codes = new int[columns.size()][16];
        }

        /// Takes the next record, its fields as the columns' forms expect them.
        public Builder add(List<@Nullable String> row) {
            for (int c = 0; c < codes.length; c++) {
                String value = columns.get(c).form().apply(row);
                if (size == codes[c].length) {
                    codes[c] = Arrays.copyOf(codes[c], size + (size >> 1));
                }
                Map<String, Integer> dictionary = dictionaries.get(c);
                codes[c][size] = value == null ? NONE : dictionary.computeIfAbsent(value, _ -> dictionary.size());
            }
            size++;
            return this;
        }

        /// All of them, in the order of their content. The builder is of no use afterwards.
        public Records build() {
            String[][] values = new String[codes.length][];
            for (int c = 0; c < codes.length; c++) {
                values[c] = dictionaries.get(c).keySet().toArray(String[]::new);
                Arrays.parallelSort(values[c]);
                Map<String, Integer> dictionary = dictionaries.get(c);
                int[] ranks = new int[values[c].length];
                for (int rank = 0; rank < ranks.length; rank++) {
                    Integer code = dictionary.get(values[c][rank]);
                    ranks[code == null ? 0 : code] = rank;
                }
                dictionary.clear();
                for (int row = 0; row < size; row++) {
                    codes[c][row] = codes[c][row] == NONE ? NONE : ranks[codes[c][row]];
                }
            }
            int[] order = IntStream.range(0, size)
                    .boxed()
                    .sorted(this::compare)
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[][] sorted = Arrays.stream(codes)
                    .map(column -> Arrays.stream(order).map(row -> column[row]).toArray())
                    .toArray(int[][]::new);
            return new Records(columns, values, sorted, order);
        }

        private int compare(int left, int right) {
            for (int[] column : codes) {
                if (column[left] != column[right]) {
                    return Integer.compare(column[left], column[right]);
                }
            }
            return 0;
        }
    }
}
