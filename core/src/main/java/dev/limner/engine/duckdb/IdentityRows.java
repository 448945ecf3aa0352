package dev.limner.engine.duckdb;

import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Entry.Act;
import dev.limner.identity.Policy;
import dev.limner.identity.Sighting;
import dev.limner.problem.InternalProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The tables of who is who: nodes, sightings, entries, and which node went from which customer to which.
final class IdentityRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS together (node INTEGER NOT NULL, place INTEGER NOT NULL, identifier INTEGER NOT NULL)",
            """
            CREATE TABLE IF NOT EXISTS sighting (node INTEGER NOT NULL, source VARCHAR NOT NULL, load INTEGER NOT NULL,
              known TIMESTAMP NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS identity_entry (number INTEGER NOT NULL, made_at TIMESTAMP NOT NULL,
              known TIMESTAMP NOT NULL, who VARCHAR NOT NULL, why VARCHAR NOT NULL, kind VARCHAR NOT NULL,
              content VARCHAR NOT NULL, nodes INTEGER NOT NULL)""",
            """
            CREATE TABLE IF NOT EXISTS identity_move (entry INTEGER NOT NULL, node INTEGER NOT NULL,
              before INTEGER NOT NULL, after INTEGER NOT NULL)""",
            "ALTER TABLE lake_file ADD COLUMN IF NOT EXISTS identity INTEGER DEFAULT 0",
            "ALTER TABLE lake_file ADD COLUMN IF NOT EXISTS clean VARCHAR");

    private IdentityRows() {}

    /// That an entry took a node from one customer to another; a new node comes from itself.
    record Move(int entry, int node, int before, int after) {}

    /// Gives all stored nodes their numbers again.
    static void nodes(Connection connection, Customers customers) {
        TreeMap<Integer, List<Integer>> together = new TreeMap<>();
        Sql.list(
                connection,
                row -> together.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                        .add(row.getInt(2)),
                "SELECT node, identifier FROM together ORDER BY node, place");
        Sql.list(
                connection,
                row -> {
                    while (!together.isEmpty() && together.firstKey() == customers.size()) {
                        customers.together(together.pollFirstEntry().getValue());
                    }
                    return customers.number(row.getString(1), row.getString(2));
                },
                "SELECT kind, value FROM identifier ORDER BY node");
        together.values().forEach(customers::together);
    }

    /// Stores the nodes from `first` on.
    static void append(DuckDBConnection connection, Customers customers, int first) throws SQLException {
        try (DuckDBAppender identifiers = connection.createAppender("identifier");
                DuckDBAppender together = connection.createAppender("together")) {
            for (int node = first; node < customers.size(); node++) {
                switch (customers.at(node)) {
                    case Customers.Identifier(String kind, String value) -> {
                        identifiers.beginRow();
                        identifiers.append(node);
                        identifiers.append(kind);
                        identifiers.append(value);
                        identifiers.endRow();
                    }
                    case Customers.Together(List<Integer> of) -> {
                        for (int place = 0; place < of.size(); place++) {
                            together.beginRow();
                            together.append(node);
                            together.append(place);
                            together.append(of.get(place));
                            together.endRow();
                        }
                    }
                }
            }
        }
    }

    static List<Sighting> sightings(Connection connection) {
        return Sql.list(
                connection,
                row -> new Sighting(row.getInt(1), row.getString(2), row.getInt(3), row.getLong(4)),
                "SELECT node, source, load, epoch_us(known) FROM sighting");
    }

    static void append(DuckDBConnection connection, Collection<Sighting> sightings) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("sighting")) {
            for (Sighting sighting : sightings) {
                rows.beginRow();
                rows.append(sighting.node());
                rows.append(sighting.source());
                rows.append(sighting.load());
                rows.appendEpochMicros(sighting.known());
                rows.endRow();
            }
        }
    }

    /// All moves after an entry, in the order in which they happened.
    static List<Move> moves(Connection connection, int after) {
        return Sql.list(
                connection,
                row -> new Move(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                "SELECT entry, node, before, after FROM identity_move WHERE entry > ? ORDER BY entry, node",
                after);
    }

    static List<Entry> entries(Connection connection) {
        return Sql.list(
                connection,
                row -> new Entry(
                        row.getInt(1),
                        Objects.requireNonNull(Settling.instant(row.getObject(2, LocalDateTime.class))),
                        Objects.requireNonNull(Settling.instant(row.getObject(3, LocalDateTime.class))),
                        row.getString(4),
                        row.getString(5),
                        act(row.getString(6), row.getString(7)),
                        row.getInt(8)),
                "SELECT number, made_at, known, who, why, kind, content, nodes FROM identity_entry ORDER BY number");
    }

    private static Act act(String kind, String content) {
        return switch (kind) {
            case "load" -> new Entry.Loaded(Integer.parseInt(content));
            case "policy" -> new Entry.Applied(JSON.readValue(content, Policy.class));
            case "link" ->
                new Entry.Decided(
                        new Decision.Link(JSON.readValue(content, new TypeReference<List<List<Integer>>>() {})));
            case "apart" ->
                new Entry.Decided(
                        new Decision.Apart(JSON.readValue(content, new TypeReference<List<List<Integer>>>() {})));
            case "different" ->
                new Entry.Decided(
                        new Decision.Different(JSON.readValue(content, new TypeReference<List<List<Integer>>>() {})));
            case "likely" ->
                new Entry.Decided(
                        new Decision.Likely(JSON.readValue(content, new TypeReference<List<List<Integer>>>() {})));
            case "erased" -> new Entry.Erased(Integer.parseInt(content));
            case "undo" -> new Entry.Undone(Integer.parseInt(content));
            default -> throw new InternalProblem("the identity log has an entry of kind " + kind);
        };
    }

    private static String kind(Act act) {
        return switch (act) {
            case Entry.Loaded _ -> "load";
            case Entry.Applied _ -> "policy";
            case Entry.Decided(Decision.Link _) -> "link";
            case Entry.Decided(Decision.Apart _) -> "apart";
            case Entry.Decided(Decision.Different _) -> "different";
            case Entry.Decided(Decision.Likely _) -> "likely";
            case Entry.Erased _ -> "erased";
            case Entry.Undone _ -> "undo";
        };
    }

    private static String content(Act act) {
        return switch (act) {
            case Entry.Loaded(int load) -> Integer.toString(load);
            case Entry.Applied(Policy policy) -> JSON.writeValueAsString(policy);
            case Entry.Decided(Decision decision) -> JSON.writeValueAsString(decision.groups());
            case Entry.Erased(int erasure) -> Integer.toString(erasure);
            case Entry.Undone(int entry) -> Integer.toString(entry);
        };
    }

    /// Stores an entry and what it moved.
    static void write(DuckDBConnection connection, Entry entry, List<Move> moves) throws SQLException {
        Sql.execute(
                connection,
                "INSERT INTO identity_entry VALUES (?, %s, %s, ?, ?, ?, ?, ?)"
                        .formatted(Sql.timestamp(entry.at()), Sql.timestamp(entry.known())),
                entry.number(),
                entry.who(),
                entry.why(),
                kind(entry.act()),
                content(entry.act()),
                entry.nodes());
        try (DuckDBAppender rows = connection.createAppender("identity_move")) {
            for (Move move : moves) {
                rows.beginRow();
                rows.append(move.entry());
                rows.append(move.node());
                rows.append(move.before());
                rows.append(move.after());
                rows.endRow();
            }
        }
    }

    /// The last load that who is who takes into account.
    static int settled(Connection connection) {
        return (int) Sql.number(
                connection, "SELECT coalesce(max(value::INTEGER), 0) FROM meta WHERE name = 'identity_load'");
    }

    static void settle(Connection connection, int load) {
        Sql.execute(connection, "DELETE FROM meta WHERE name = 'identity_load'");
        Sql.execute(connection, "INSERT INTO meta VALUES ('identity_load', ?)", Integer.toString(load));
    }
}
