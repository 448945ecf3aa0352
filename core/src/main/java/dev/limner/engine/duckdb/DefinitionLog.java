package dev.limner.engine.duckdb;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The versions of the definitions of a workspace: every one that was applied is kept, the last one is in force.
public final class DefinitionLog {
    private final Store store;

    public DefinitionLog(Store store) {
        this.store = store;
    }

    /// One version, and which definitions it changed.
    public record Version(int number, Instant appliedAt, String note, List<String> changed) {
        public Version {
            changed = List.copyOf(changed);
        }
    }

    /// The definitions as of a version (JSON by id), in the order in which they first came; empty where nothing was ever
    /// applied.
    public Map<String, String> asOf(int version) {
        Map<String, String> found = new LinkedHashMap<>();
        store.with(connection -> Sql.list(
                connection,
                row -> {
                    @Nullable String content = row.getString(2);
                    if (content == null) {
                        found.remove(row.getString(1));
                    } else {
                        found.put(row.getString(1), content);
                    }
                    return content == null ? "" : content;
                },
                "SELECT id, content FROM definition WHERE version <= ? ORDER BY version, rowid",
                version));
        return found;
    }

    /// The definitions in force.
    public Map<String, String> inForce() {
        return asOf(Integer.MAX_VALUE);
    }

    /// All versions, newest first.
    public List<Version> versions() {
        return store.with(connection -> Sql.list(
                connection,
                row -> new Version(
                        row.getInt(1),
                        Objects.requireNonNull(Settling.instant(row.getObject(2, LocalDateTime.class))),
                        row.getString(3),
                        List.of(row.getString(4).split("\n"))),
                """
                SELECT v.version, applied_at, note, coalesce(string_agg(id, chr(10)), '')
                FROM definition_version v LEFT JOIN definition d ON v.version = d.version
                GROUP BY ALL ORDER BY 1 DESC"""));
    }

    /// Appends a version with these changes and returns its number.
    ///
    /// @param changes JSON by id; null for a definition that is taken away
    public int apply(Map<String, @Nullable String> changes, String note, Instant at) {
        return store.transaction(connection -> {
            int next = (int) Sql.number(connection, "SELECT coalesce(max(version), 0) + 1 FROM definition_version");
            Sql.execute(
                    connection,
                    "INSERT INTO definition_version VALUES (?, %s, ?)".formatted(Sql.timestamp(at)),
                    next,
                    note);
            changes.forEach((id, content) ->
                    Sql.execute(connection, "INSERT INTO definition VALUES (?, ?, ?)", next, id, content));
            return next;
        });
    }
}
