package dev.limner.app;

import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.source.LoadReport;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A public data set, imported through its committed mappings into a workspace of its own.
record PublicSet(Desk desk, Map<String, LoadReport> loads) implements AutoCloseable {
    /// Imports all sources of the workspace whose definitions lie in `definitions`, with rows from `data`.
    static PublicSet open(Path definitions, Path data, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(definitions)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                Path target = folder.resolve(definitions.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        Files.createSymbolicLink(folder.resolve("data"), data);
        Desk desk = Workbench.open(folder);
        return new PublicSet(
                desk, Example.fill(desk).stream().collect(Collectors.toMap(LoadReport::source, Function.identity())));
    }

    LoadReport load(String source) {
        return Objects.requireNonNull(loads.get(source));
    }

    /// How many rows were kept as, and set aside for: `purchase 12, cut_line 1`.
    String outcome(String source) {
        LoadReport load = load(source);
        return Stream.concat(load.kept().stream(), load.quarantined().stream())
                .map(count -> count.name() + " " + count.count())
                .collect(Collectors.joining(", "));
    }

    /// The rows of a query, with blanks between their cells.
    List<String> sql(String query) {
        return new SqlConsole(desk.workspace().store())
                .query(query, 100).rows().stream()
                        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .toList();
    }

    /// The only row of a query.
    String one(String query) {
        List<String> rows = sql(query);
        if (rows.size() != 1) {
            throw new AssertionError(rows + " is not one row");
        }
        return rows.getFirst();
    }

    @Override
    public void close() {
        desk.close();
    }
}
