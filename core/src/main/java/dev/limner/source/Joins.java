package dev.limner.source;

import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping.Join;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of rows with columns of other files beside their own, as a mapping's `join` says.
///
/// The other files are read whole before and held in memory: they are the small tables around, such as a
/// catalogue.
public final class Joins implements Rows.Format {
    private final Rows.Format format;
    private final List<Join> joins;
    private final Path folder;

    /// @param folder which the paths of the other files start from
    public Joins(Rows.Format format, List<Join> joins, Path folder) {
        this.format = format;
        this.joins = List.copyOf(joins);
        this.folder = folder;
    }

    @Override
    public Rows open(Path file, Mapping.Format how) {
        List<Table> tables = joins.stream().map(this::read).toList();
        Rows rows = format.open(file, how);
        return tables.isEmpty() ? rows : new JoinedRows(file.toString(), rows, tables);
    }

    /// The columns that a table adds, by the value of one of the rows' own.
    record Table(String by, List<String> names, Map<String, List<String>> values) {}

    private Table read(Join join) {
        Path file = folder.resolve(join.file());
        Map<String, List<String>> values = new HashMap<>();
        try (Rows rows = format.open(file, Mapping.Format.orDetected(join.format()))) {
            int key = place(file, rows.columns(), join.key() == null ? join.by() : join.key());
            List<Integer> places = join.columns().values().stream()
                    .map(column -> place(file, rows.columns(), column))
                    .toList();
            for (Rows.@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                List<String> fields = row.fields();
                if (row.broken() == null && fields.size() == rows.columns().size()) {
                    List<String> added = places.stream().map(fields::get).toList();
                    List<String> before = values.putIfAbsent(fields.get(key), added);
                    if (before != null && !before.equals(added)) {
                        throw UserProblem.of(
                                UserProblem.Code.JOIN_AMBIGUOUS, file.toString(), fields.get(key), join.by());
                    }
                }
            }
        }
        return new Table(join.by(), List.copyOf(join.columns().keySet()), values);
    }

    static int place(Path file, List<String> columns, String column) {
        int place = columns.indexOf(column);
        if (place < 0) {
            throw UserProblem.of(
                    UserProblem.Code.MAPPING_COLUMN_UNKNOWN, file.toString(), column, String.join(", ", columns));
        }
        return place;
    }

    /// Rows with the columns of tables behind their own. Fingerprints are those of the rows alone, so that
    /// a changed table brings no row a second time.
    private static final class JoinedRows implements Rows {
        private final Rows rows;
        private final List<Table> tables;
        private final List<Integer> keys;
        private final int width;
        private final List<String> columns;

        JoinedRows(String file, Rows rows, List<Table> tables) {
            this.rows = rows;
            this.tables = tables;
            width = rows.columns().size();
            columns = new ArrayList<>(rows.columns());
            keys = new ArrayList<>();
            for (Table table : tables) {
                keys.add(place(Path.of(file), columns, table.by()));
                columns.addAll(table.names());
            }
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public @Nullable Row next() {
            Row row = rows.next();
            if (row == null || row.broken() != null) {
                return row;
            }
            if (row.fields().size() != width) {
                return new Row(row.part(), row.line(), row.fields(), row.content(), Reasons.WRONG_NUMBER_OF_FIELDS);
            }
            List<String> fields = new ArrayList<>(row.fields());
            for (int i = 0; i < tables.size(); i++) {
                Table table = tables.get(i);
                List<String> added = table.values().get(fields.get(keys.get(i)));
                for (int j = 0; j < table.names().size(); j++) {
                    fields.add(added == null ? "" : added.get(j));
                }
            }
            return new Row(row.part(), row.line(), fields, row.content(), null);
        }

        @Override
        public List<Finding> findings() {
            return rows.findings();
        }

        @Override
        public @Nullable String watermark() {
            return rows.watermark();
        }

        @Override
        public long bytesRead() {
            return rows.bytesRead();
        }

        @Override
        public long bytesInAll() {
            return rows.bytesInAll();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
