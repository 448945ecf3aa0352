package dev.limner.engine.duckdb;

import dev.limner.identity.Customers;
import dev.limner.privacy.Bearing;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// All rows that a store has of one customer, as they are stored: for handing them out.
public final class PersonRows {
    private final Store store;
    private final int customer;

    public PersonRows(Store store, int customer) {
        this.store = store;
        this.customer = customer;
    }

    /// A row: the names of columns and what stands in them, without those that are missing.
    private static Map<String, Object> row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            Object value = row.getObject(column);
            if (value != null) {
                values.put(columns.getColumnName(column), plain(value));
            }
        }
        return values;
    }

    private static Object plain(Object value) throws SQLException {
        return switch (value) {
            case Number number -> number;
            case Boolean yes -> yes;
            case Array list ->
                Arrays.stream((Object[]) list.getArray()).map(String::valueOf).toList();
            case LocalDateTime utc ->
                Objects.requireNonNull(Settling.instant(utc)).toString();
            case java.sql.Timestamp timestamp -> timestamp.toInstant().toString();
            default -> value.toString();
        };
    }

    /// Every event, the earliest first, with all its columns.
    public void events(Consumer<Map<String, Object>> each) {
        Customers customers = store.customers();
        String nodes = IntStream.range(0, customers.kept())
                .filter(node -> customers.customer(node) == customer)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "node IN (", ")"));
        store.reading(connection -> Sql.list(
                connection,
                row -> {
                    each.accept(row(row));
                    return 1;
                },
                "SELECT * FROM (" + EventTable.stored(store, connection, true).query(nodes)
                        + ") ORDER BY \"at\", known, id"));
    }

    /// Every stay in a segment that the log has.
    public void stays(Consumer<Map<String, Object>> each) {
        told(
                "SELECT * EXCLUDE (customer) FROM stay WHERE customer = " + customer + " ORDER BY entered_at, segment",
                each);
    }

    /// What triggers did, and what they were kept from doing.
    public void intents(Consumer<Map<String, Object>> each) {
        told("SELECT * EXCLUDE (customer) FROM outbox WHERE customer = " + customer + " ORDER BY made_at, id", each);
    }

    /// Rows set aside that bear an identifier of the customer.
    public void quarantined(Consumer<Map<String, Object>> each) {
        Bearing bearing = new Bearing(store.customers().identifiers(customer));
        store.with(connection -> Sql.list(
                connection,
                row -> {
                    if (bearing.isIn(QuarantineLog.texts(row.getArray("fields")))) {
                        each.accept(row(row));
                    }
                    return 1;
                },
                "SELECT * FROM quarantine ORDER BY load, line, id"));
    }

    private void told(String sql, Consumer<Map<String, Object>> each) {
        store.with(connection -> Sql.list(
                connection,
                row -> {
                    each.accept(row(row));
                    return 1;
                },
                sql));
    }
}
