package dev.limner.engine.duckdb;

import dev.limner.engine.Scope;
import dev.limner.event.Event;
import dev.limner.event.EventType;
import dev.limner.event.Lists;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Single events of one customer, to be shown; studies read histories instead.
public final class EventLog {
    private final Store store;

    public EventLog(Store store) {
        this.store = store;
    }

    /// The customer's events of `types` in the scope's time, newest first, from the `offset`th on.
    public List<Event> newest(int customer, Collection<EventType> types, Scope scope, long offset, int limit) {
        return read(customer, types, scope, "DESC", " OFFSET " + offset + " LIMIT " + limit);
    }

    /// All of the customer's events of `types` in the scope's time, in the order of a history.
    public List<Event> all(int customer, Collection<EventType> types, Scope scope) {
        return read(customer, types, scope, "", "");
    }

    /// The customer's newest events of which mending changed a value or holds one suspect.
    public List<Event> mended(int customer, Scope scope, int limit) {
        List<EventType> types = store.plan().types();
        return store.reading(connection -> Sql.list(
                connection,
                this::event,
                "SELECT * FROM (%s) WHERE rest LIKE '%%\"mended\":[%%' ORDER BY \"at\" DESC, known DESC, id DESC LIMIT %d"
                        .formatted(rows(connection, customer, types, scope), limit)));
    }

    /// How many events there are that [#newest] pages through.
    public long count(int customer, Collection<EventType> types, Scope scope) {
        return store.reading(connection ->
                Sql.number(connection, "SELECT count(*) FROM (" + rows(connection, customer, types, scope) + ")"));
    }

    /// When the first and the last event of the store happened, and how many there are with and without a
    /// customer.
    public record Extent(@Nullable Instant first, @Nullable Instant last, long events, long anonymous) {}

    public Extent extent() {
        return store.reading(connection -> Sql.list(
                        connection,
                        row -> new Extent(
                                Settling.instant(row.getObject(1, LocalDateTime.class)),
                                Settling.instant(row.getObject(2, LocalDateTime.class)),
                                row.getLong(3),
                                row.getLong(4)),
                        "SELECT min(\"at\"), max(\"at\"), count(customer), count(*) - count(customer) FROM ("
                                + String.join(
                                        " UNION ALL ",
                                        EventTable.all(store, connection).select())
                                + ")")
                .getFirst());
    }

    private List<Event> read(int customer, Collection<EventType> types, Scope scope, String direction, String page) {
        if (types.isEmpty()) {
            return List.of();
        }
        return store.reading(connection -> Sql.list(
                connection,
                this::event,
                "SELECT * FROM (%1$s) ORDER BY \"at\" %2$s, known %2$s, id %2$s%3$s"
                        .formatted(rows(connection, customer, types, scope), direction, page)));
    }

    private String rows(DuckDBConnection connection, int customer, Collection<EventType> types, Scope scope) {
        String known = scope.mode() == Scope.Mode.AS_KNOWN ? " AND known <= " + Sql.timestamp(scope.asOf()) : "";
        Overlay overlay = store.identity().overlay(connection, scope);
        return EventTable.stored(store, connection, overlay.isAcrossAnonymous())
                .query("%s AND \"at\" <= %s%s AND type IN (%s)"
                        .formatted(
                                overlay.isEmpty()
                                        ? "customer = " + customer
                                        : Overlay.nodesOf(
                                                customer, store.identity().customers(scope)),
                                Sql.timestamp(scope.asOf()),
                                known,
                                types.stream()
                                        .map(type -> Columns.literal(type.name()))
                                        .collect(Collectors.joining(", "))));
    }

    private Event event(ResultSet row) throws SQLException {
        EventType type = store.plan().type(row.getString("type"));
        List<Event.Value> values = new ArrayList<>();
        for (Property property : type.properties()) {
            @Nullable Object value = row.getObject(property.name());
            if (value != null) {
                values.add(new Event.Value(property, text(property, value)));
            }
        }
        return new Event(
                row.getString("id"),
                type,
                Objects.requireNonNull(Settling.instant(row.getObject("at", LocalDateTime.class))),
                row.getString("source"),
                values,
                RestReader.changed(row.getString("rest")));
    }

    private static String text(Property property, Object value) {
        return switch (value) {
            case String list when property.type() == ValueType.LIST -> String.join("; ", Lists.decode(list));
            case LocalDateTime utc ->
                Objects.requireNonNull(Settling.instant(utc)).toString();
            case java.sql.Timestamp timestamp -> timestamp.toInstant().toString();
            default -> value.toString();
        };
    }
}
