package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.Property;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The texts of those columns of lake files that have few different ones, by their codes: scans read such a
/// column's codes
/// and leave its texts where they are.
final class Glossary {
    private static final int MOST_A_COLUMN = 1 << 16;
    private static final int MOST = 1 << 18;

    private final ConcurrentMap<Long, String> texts = new ConcurrentHashMap<>();
    /// By column the files of which it is known whether all texts are held.
    private final Map<String, Map<Path, Boolean>> known = new HashMap<>();

    @Nullable
    String text(long code) {
        return texts.get(code);
    }

    /// Whether every text of the column in these files is held.
    synchronized boolean covers(Property property, Collection<LakeFile> files) {
        Map<Path, Boolean> ofColumn = known.getOrDefault(property.name(), Map.of());
        return files.stream()
                .allMatch(
                        file -> !file.columns().contains(property.name()) || ofColumn.getOrDefault(file.path(), false));
    }

    /// Reads the texts of columns in files where that has not been tried.
    synchronized void learn(Connection connection, List<Property> properties, List<LakeFile> files) {
        Set<Path> inForce = files.stream().map(LakeFile::path).collect(Collectors.toSet());
        for (Property property : properties) {
            if (property.type().isText()) {
                Map<Path, Boolean> ofColumn = known.computeIfAbsent(property.name(), _ -> new HashMap<>());
                ofColumn.keySet().retainAll(inForce);
                Set<Path> unread = new HashSet<>(files.stream()
                        .filter(file -> file.columns().contains(property.name()))
                        .map(LakeFile::path)
                        .toList());
                unread.removeAll(ofColumn.keySet());
                if (!unread.isEmpty()) {
                    boolean all = read(connection, Columns.quoted(property.name()), unread);
                    unread.forEach(file -> ofColumn.put(file, all));
                }
            }
        }
    }

    private boolean read(Connection connection, String column, Set<Path> files) {
        String source = files.stream()
                .map(file -> Columns.literal(file.toString()))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
        Map<Long, String> found = new HashMap<>();
        Sql.list(
                connection,
                row -> found.put(row.getLong(1), row.getString(2)),
                "SELECT (hash(%1$s) >> 1)::BIGINT, %1$s FROM (SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL) LIMIT %3$d"
                        .formatted(column, source, MOST_A_COLUMN + 1));
        if (found.size() > MOST_A_COLUMN || texts.size() + found.size() > MOST) {
            return false;
        }
        texts.putAll(found);
        return true;
    }
}
