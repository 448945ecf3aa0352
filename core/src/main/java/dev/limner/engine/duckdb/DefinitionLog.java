package dev.limner.engine.duckdb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The versions of the definitions of a workspace: every one that was applied is kept, the last one is in
/// force.
public final class DefinitionLog {
    private final Store store;

    public DefinitionLog(Store store) {
        this.store = store;
    }

    /// A definition's name, which is its own among those of its kind.
    public record Key(String kind, String id) {}

    /// One version, and which definitions it changed.
    public record Version(int number, Instant appliedAt, String note, List<String> changed) {
        public Version {
            changed = List.copyOf(changed);
        }
    }

    /// What one version made of a definition, as JSON.
    public record Revision(int version, Instant appliedAt, String note, String content) {}

    private record Row(Key key, @Nullable String content) {}

    /// The definitions as of a version (JSON by name), in the order in which they first came; empty where
    /// nothing was ever
    /// applied.
    public Map<Key, String> asOf(int version) {
        List<Row> rows = store.with(connection -> Sql.list(
                connection,
                row -> new Row(new Key(row.getString(1), row.getString(2)), row.getString(3)),
                "SELECT kind, id, content FROM definition WHERE version <= ? ORDER BY version, place",
                version));
        Map<Key, String> found = new LinkedHashMap<>();
        for (Row row : rows) {
            String content = row.content();
            if (content == null) {
                found.remove(row.key());
            } else {
                found.put(row.key(), content);
            }
        }
        return found;
    }

    /// All versions, newest first.
    public List<Version> versions() {
        Map<Integer, List<String>> changed = new LinkedHashMap<>();
        store.with(connection -> Sql.list(
                connection,
                row -> changed.computeIfAbsent(row.getInt(1), _ -> new ArrayList<>())
                        .add(row.getString(2)),
                "SELECT version, id FROM definition ORDER BY version, place"));
        return store.with(connection -> Sql.list(
                connection,
                row -> new Version(
                        row.getInt(1),
                        instant(row.getObject(2, LocalDateTime.class)),
                        row.getString(3),
                        changed.getOrDefault(row.getInt(1), List.of())),
                "SELECT version, applied_at, note FROM definition_version ORDER BY version DESC"));
    }

    /// What each version that changed a definition made of it, newest first; those that took it away are
    /// left out.
    public List<Revision> revisions(Key key) {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Revision(
                        row.getInt(1),
                        instant(row.getObject(2, LocalDateTime.class)),
                        row.getString(3),
                        row.getString(4)),
                """
                SELECT version, applied_at, note, content FROM definition JOIN definition_version USING (version)
                WHERE kind = ? AND id = ? AND content IS NOT NULL ORDER BY version DESC""",
                key.kind(),
                key.id()));
    }

    /// Appends a version with these changes and returns its number.
    ///
    /// @param changes JSON by name; null for a definition that is taken away
    public int apply(Map<Key, @Nullable String> changes, String note, Instant at) {
        return store.transaction(connection -> {
            int next = (int) Sql.number(connection, "SELECT coalesce(max(version), 0) + 1 FROM definition_version");
            Sql.execute(
                    connection,
                    "INSERT INTO definition_version VALUES (?, %s, ?)".formatted(Sql.timestamp(at)),
                    next,
                    note);
            int place = 0;
            for (Map.Entry<Key, @Nullable String> change : changes.entrySet()) {
                Sql.execute(
                        connection,
                        "INSERT INTO definition VALUES (?, ?, ?, ?, ?)",
                        next,
                        place++,
                        change.getKey().kind(),
                        change.getKey().id(),
                        change.getValue());
            }
            return next;
        });
    }

    private static Instant instant(LocalDateTime utc) {
        return Objects.requireNonNull(Settling.instant(utc));
    }
}
