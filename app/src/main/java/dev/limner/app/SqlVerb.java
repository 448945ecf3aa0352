package dev.limner.app;

import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner sql`: one query over the view `events`.
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Runs one query over the view events (everything that was kept) and the operational tables.")
final class SqlVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "QUERY", description = "For example: SELECT type, count(*) FROM events GROUP BY type")
    private String query = "";

    @Option(
            names = "--limit",
            defaultValue = "1000",
            description = "Rows at the most; ${DEFAULT-VALUE} where left out.")
    private int limit = 1000;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Desk desk = workbench.open()) {
            SqlConsole.Table table = new SqlConsole(desk.workspace().store()).query(query, limit);
            if (json) {
                out.println(Json.text(table));
            } else {
                out.println(String.join("\t", table.columns()));
                for (List<@Nullable String> row : table.rows()) {
                    out.println(String.join(
                            "\t",
                            row.stream().map(cell -> cell == null ? "" : cell).toList()));
                }
                if (table.more()) {
                    out.println("(more; see --limit)");
                }
            }
        }
        return 0;
    }
}
