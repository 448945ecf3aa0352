package dev.limner.app;

import dev.limner.access.Accounts;
import dev.limner.access.AuditEntry;
import dev.limner.access.AuditLog;
import dev.limner.access.KeyUses;
import dev.limner.access.Right;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// What every verb on users and keys is told: where they are kept, and how to print.
final class AccountsOption {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            defaultValue = ".",
            description = "The workspace's folder; the current one where left out.")
    private Path workspace = Path.of(".");

    @Option(
            names = "--accounts",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "Where users and keys are kept; accounts/ in the workspace where left out.")
    private @Nullable Path folder;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Prints JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private Path folder() {
        return folder == null
                ? Workbench.accounts(workspace, Configuration.read(workspace, null, System.getenv(), Map.of()))
                : folder;
    }

    Accounts open() {
        return new Accounts(folder(), Clock.systemUTC(), new SecureRandom());
    }

    KeyUses uses() {
        return new KeyUses(folder(), Clock.systemUTC());
    }

    /// Records what was done here.
    void record(String deed, String object) {
        new AuditLog(folder())
                .add(new AuditEntry(
                        Clock.systemUTC().instant(),
                        "terminal",
                        Right.ADMINISTER,
                        deed,
                        null,
                        object,
                        AuditEntry.Outcome.DONE,
                        1));
    }

    <T> void print(List<T> rows, Function<T, String> line) {
        if (json) {
            spec.commandLine().getOut().println(Json.text(rows));
        } else {
            rows.forEach(row -> spec.commandLine().getOut().println(line.apply(row)));
        }
    }

    /// A password: typed unseen at a terminal, else the first line of what is piped in, so that it is no
    /// argument that others on the machine could see.
    @SuppressWarnings("SystemConsoleNull") // its contract still allows null
    String password() {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword(Main.language().startsWith("zh") ? "密码：" : "Password: ");
            return typed == null ? "" : new String(typed);
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
