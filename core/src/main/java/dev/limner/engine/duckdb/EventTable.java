package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Lake and delta as one table, for what is asked in SQL and not of single histories.
final class EventTable {
    private final List<String> selects;

    private EventTable(List<String> selects) {
        this.selects = selects;
    }

    /// Every event.
    static EventTable all(Store store) {
        return store.with(connection -> of(store, connection, _ -> true));
    }

    /// The events of known customers, and those of the delta.
    static EventTable known(Store store, Connection connection) {
        return of(store, connection, file -> !file.anonymous());
    }

    /// The events of people whom nobody knows, and those of the delta.
    static EventTable anonymous(Store store, Connection connection) {
        return of(store, connection, LakeFile::anonymous);
    }

    private static EventTable of(Store store, Connection connection, Predicate<LakeFile> wanted) {
        List<Column> columns = Columns.of(store.plan());
        List<LakeFile> files =
                store.lake().files(connection).stream().filter(wanted).toList();
        List<String> selects = new ArrayList<>(LakeFile.selects(files, columns));
        selects.add("SELECT " + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + " FROM delta");
        return new EventTable(selects);
    }

    List<String> select() {
        return selects;
    }

    /// One query over all of it, each part under the same `condition`.
    String query(String condition) {
        return selects.stream()
                .map(select -> select + " WHERE " + condition)
                .collect(Collectors.joining(" UNION ALL "));
    }
}
