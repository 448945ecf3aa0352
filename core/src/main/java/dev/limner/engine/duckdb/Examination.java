package dev.limner.engine.duckdb;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is found in the folder of a store that nobody has open, without changing anything: whether its files are there,
/// can be read to the end, and agree with each other.
///
/// @param schema of the store; 0 where there is none yet
/// @param damage what the database says where it cannot be opened; null where it can
/// @param lakeFiles how many files of the lake are in force
/// @param missing files of the lake that are in force and not there
/// @param unreadable files of the lake that cannot be read to the end
/// @param differing files of the lake that have another number of rows than is noted
/// @param orphans files in the lake's folder that are not in force
/// @param reports loads whose report says another number of events than there are
/// @param journalPosition how far the journal is worked off
/// @param clockMicros until when time has been let pass; null where nothing was collected yet
public record Examination(
        int schema,
        @Nullable String damage,
        int lakeFiles,
        List<Path> missing,
        List<Path> unreadable,
        List<Difference> differing,
        List<Path> orphans,
        List<Difference> reports,
        long journalPosition,
        @Nullable Long clockMicros) {
    /// The schema of this program's stores.
    public static final int PROGRAM = Schema.VERSION;

    /// That something says another number than there is.
    public record Difference(String name, long said, long found) {}

    /// Looks.
    ///
    /// @throws UserProblem where another process holds the store open
    public static Examination of(Path folder) {
        Path database = folder.resolve(Store.DATABASE);
        if (!Files.isRegularFile(database)) {
            return new Examination(
                    0, null, 0, List.of(), List.of(), List.of(), orphans(folder, Set.of()), List.of(), 0, null);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            Sql.execute(connection, "SET TimeZone = 'UTC'");
            return of(folder, connection);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("lock")) {
                throw UserProblem.of(UserProblem.Code.STORE_IN_USE, folder.toString());
            }
            return damaged(message);
        } catch (InternalProblem e) {
            String message =
                    e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            if (isDamage(message)) {
                return damaged(message);
            }
            throw e;
        }
    }

    private static Examination damaged(String message) {
        // without the database nobody knows which files are in force: none is called an orphan
        return new Examination(
                0, firstLine(message), 0, List.of(), List.of(), List.of(), List.of(), List.of(), 0, null);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /// Whether the database says that its file is not what it wrote.
    static boolean isDamage(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return Stream.of(
                        "not a valid duckdb",
                        "corrupt",
                        "checksum",
                        "failed to deserialize",
                        "serialization error",
                        "could not read",
                        "database has been invalidated",
                        "failure while replaying wal")
                .anyMatch(lower::contains);
    }

    private record Known(Path path, long rows) {}

    private static Examination of(Path folder, Connection connection) {
        int schema = Schema.version(connection);
        if (schema == 0) {
            return new Examination(
                    0, null, 0, List.of(), List.of(), List.of(), orphans(folder, Set.of()), List.of(), 0, null);
        }
        Lake lake = new Lake(folder.resolve("lake"));
        List<Known> files = Sql.list(
                connection,
                row -> new Known(lake.path(row.getString(1)), row.getLong(2)),
                "SELECT path, rows FROM lake_file ORDER BY path");
        List<Path> missing = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        List<Difference> differing = new ArrayList<>();
        Map<Integer, Long> events = new TreeMap<>();
        count(connection, "delta", events);
        for (Known file : files) {
            if (!Files.isRegularFile(file.path())) {
                missing.add(file.path());
                continue;
            }
            String source = "read_parquet(" + Columns.literal(file.path().toString()) + ")";
            try (Statement statement = connection.createStatement()) {
                // the hash needs every value, so that every page of the file is read
                var result = statement.executeQuery("SELECT count(*), bit_xor(hash(e)) FROM " + source + " AS e");
                result.next();
                long rows = result.getLong(1);
                if (rows != file.rows()) {
                    differing.add(new Difference(lake.relative(file.path()), file.rows(), rows));
                }
                count(connection, source, events);
            } catch (SQLException _) {
                unreadable.add(file.path());
            }
        }
        boolean whole = missing.isEmpty() && unreadable.isEmpty() && differing.isEmpty();
        Set<Path> inForce = files.stream().map(Known::path).collect(Collectors.toSet());
        return new Examination(
                schema,
                null,
                files.size(),
                missing,
                unreadable,
                differing,
                orphans(folder, inForce),
                whole ? reports(connection, events) : List.of(),
                Objects.requireNonNullElse(number(connection, "journal_position"), 0L),
                number(connection, "journal_clock"));
    }

    private static void count(Connection connection, String source, Map<Integer, Long> events) {
        Sql.list(
                connection,
                row -> events.merge(row.getInt(1), row.getLong(2), Long::sum),
                "SELECT load, count(*) FROM " + source + " GROUP BY load");
    }

    private static List<Difference> reports(Connection connection, Map<Integer, Long> events) {
        Map<Integer, Long> said = new HashMap<>();
        Sql.list(
                connection,
                row -> said.put(row.getInt(1), row.getLong(2)),
                "SELECT load.number, coalesce(sum(count) FILTER (kind IN ('kept', 'derived')), 0)"
                        + " FROM load LEFT JOIN load_count ON load_count.load = load.number GROUP BY load.number");
        Set<Integer> loads = new TreeSet<>(said.keySet());
        loads.addAll(events.keySet());
        return loads.stream()
                .map(load -> new Difference(
                        Integer.toString(load), said.getOrDefault(load, 0L), events.getOrDefault(load, 0L)))
                .filter(load -> load.said() != load.found())
                .toList();
    }

    private static @Nullable Long number(Connection connection, String name) {
        List<Long> values =
                Sql.list(connection, row -> row.getLong(1), "SELECT value::BIGINT FROM meta WHERE name = ?", name);
        return values.isEmpty() ? null : values.getFirst();
    }

    private static List<Path> orphans(Path folder, Set<Path> inForce) {
        Path lake = folder.resolve("lake");
        if (!Files.isDirectory(lake)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(lake)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !inForce.contains(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
