package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/// Lake and delta as one table with the customers of today, for what is asked in SQL and not of single
/// histories.
///
/// It can be asked over the connection that it was made with.
final class EventTable {
    private final List<String> selects;

    private EventTable(List<String> selects) {
        this.selects = selects;
    }

    /// Every event.
    static EventTable all(Store store, DuckDBConnection connection) throws SQLException {
        return of(store, connection, _ -> true);
    }

    /// The events of people whom nobody knows, and those of the delta.
    static EventTable anonymous(Store store, DuckDBConnection connection) throws SQLException {
        return of(store, connection, LakeFile::anonymous);
    }

    /// Every event with the customer that it was stored with: to be asked by nodes.
    static EventTable stored(Store store, DuckDBConnection connection, boolean anonymousToo) {
        return new EventTable(selects(store, connection, file -> anonymousToo || !file.anonymous()));
    }

    private static EventTable of(Store store, DuckDBConnection connection, Predicate<LakeFile> wanted)
            throws SQLException {
        Overlay overlay = store.identity().overlay(connection);
        List<String> selects = selects(store, connection, file -> overlay.isAcrossAnonymous() || wanted.test(file));
        if (overlay.isEmpty()) {
            return new EventTable(selects);
        }
        overlay.all().fill(connection);
        List<Column> columns = Columns.of(store.plan());
        return new EventTable(selects.stream()
                .map(select -> "SELECT * FROM (" + Overlay.corrected(select, columns) + ")")
                .toList());
    }

    private static List<String> selects(Store store, DuckDBConnection connection, Predicate<LakeFile> wanted) {
        List<Column> columns = Columns.of(store.plan());
        List<LakeFile> files =
                store.lake().files(connection).stream().filter(wanted).toList();
        Masking masking = new Masking(store.held());
        List<String> selects = new ArrayList<>(LakeFile.selects(files, columns));
        selects.add("SELECT " + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + " FROM delta");
        selects.replaceAll(select -> masking.over(select, columns));
        return selects;
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
