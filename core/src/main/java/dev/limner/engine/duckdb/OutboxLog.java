package dev.limner.engine.duckdb;

import dev.limner.history.LocalClock;
import dev.limner.trigger.Intent;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The store's outbox: intents of triggers, each with how its delivery goes.
public final class OutboxLog {
    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS outbox (id UUID NOT NULL, trigger VARCHAR NOT NULL, customer INTEGER NOT NULL,
              value VARCHAR, made_at TIMESTAMP NOT NULL, body VARCHAR NOT NULL, attempts INTEGER NOT NULL,
              next_at TIMESTAMP, done_at TIMESTAMP, failure VARCHAR)""";

    private final Store store;

    public OutboxLog(Store store) {
        this.store = store;
    }

    /// An intent and how its delivery goes.
    ///
    /// @param nextAt when to try next; null once it is delivered or given up
    /// @param doneAt when it was delivered; null before
    /// @param failure why the last try failed; null where none did
    public record Entry(
            Intent intent,
            int attempts,
            @Nullable Instant nextAt,
            @Nullable Instant doneAt,
            @Nullable String failure) {}

    static void append(DuckDBConnection connection, List<Intent> intents) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("outbox")) {
            for (Intent intent : intents) {
                rows.beginRow();
                rows.append(intent.id());
                rows.append(intent.trigger());
                rows.append(intent.customer());
                rows.append(intent.value());
                rows.appendEpochMicros(LocalClock.micros(intent.at()));
                rows.append(intent.body());
                rows.append(0);
                if (intent.heldBack() == null) {
                    rows.appendEpochMicros(LocalClock.micros(intent.at()));
                } else {
                    rows.appendNull();
                }
                rows.appendNull();
                rows.append(intent.heldBack());
                rows.endRow();
            }
        }
    }

    /// How much waits in an outbox.
    ///
    /// @param waiting intents that are still to be delivered
    /// @param failed of all that were given up
    /// @param oldest when the earliest of those that wait was made; null where none waits
    /// @param due when the earliest of them was to be tried; null where none waits
    public record Filling(
            long waiting,
            long failed,
            @Nullable Instant oldest,
            @Nullable Instant due) {}

    public Filling filling() {
        return store.with(connection -> Sql.list(
                        connection,
                        row -> new Filling(
                                row.getLong(1),
                                row.getLong(2),
                                Settling.instant(row.getObject(3, LocalDateTime.class)),
                                Settling.instant(row.getObject(4, LocalDateTime.class))),
                        "SELECT count(next_at), count(*) FILTER (next_at IS NULL AND done_at IS NULL),"
                                + " min(made_at) FILTER (next_at IS NOT NULL), min(next_at) FROM outbox")
                .getFirst());
    }

    /// Those that are still to be delivered, the earliest due first.
    public List<Entry> waiting() {
        return read("WHERE next_at IS NOT NULL ORDER BY next_at, made_at, id");
    }

    /// The latest of all, or of one trigger, the latest first.
    public List<Entry> latest(@Nullable String trigger, int limit) {
        return read("WHERE coalesce(? = trigger, true) ORDER BY made_at DESC, id LIMIT " + limit, trigger);
    }

    /// Those made since an instant.
    public List<Entry> since(Instant instant) {
        return read("WHERE made_at >= " + Sql.timestamp(instant) + " ORDER BY made_at, id");
    }

    private List<Entry> read(String rest, @Nullable Object... parameters) {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Entry(
                        new Intent(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                Objects.requireNonNull(Settling.instant(row.getObject(5, LocalDateTime.class))),
                                row.getString(6),
                                Intent.NO_CONSENT.equals(row.getString(10)) ? Intent.NO_CONSENT : null),
                        row.getInt(7),
                        Settling.instant(row.getObject(8, LocalDateTime.class)),
                        Settling.instant(row.getObject(9, LocalDateTime.class)),
                        row.getString(10)),
                "SELECT id, trigger, customer, value, made_at, body, attempts, next_at, done_at, failure FROM outbox "
                        + rest,
                parameters));
    }

    /// Notes how a try went.
    public void note(
            UUID id, int attempts, @Nullable Instant nextAt, @Nullable Instant doneAt, @Nullable String failure) {
        store.transaction(connection -> Sql.execute(
                connection,
                "UPDATE outbox SET attempts = ?, next_at = %s, done_at = %s, failure = ? WHERE id = ?::UUID"
                        .formatted(orNull(nextAt), orNull(doneAt)),
                attempts,
                failure,
                id.toString()));
    }

    private static String orNull(@Nullable Instant instant) {
        return instant == null ? "NULL" : Sql.timestamp(instant);
    }
}
