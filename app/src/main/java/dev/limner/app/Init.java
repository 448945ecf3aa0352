package dev.limner.app;

import dev.limner.workspace.Template;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner init`: begins a workspace.
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Begins a workspace: settings, the standard tracking plan, and a mapping to start from.")
final class Init implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "A new or empty folder.")
    private Path folder = Path.of(".");

    @Option(
            names = "--zone",
            defaultValue = "Asia/Shanghai",
            description = "Its time zone; ${DEFAULT-VALUE} where left out.")
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    @Option(names = "--currency", defaultValue = "CNY", description = "Its currency; ${DEFAULT-VALUE} where left out.")
    private String currency = "CNY";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Template.write(folder, zone, currency).forEach(file -> out.println("wrote " + file));
        out.println("Next: put order lines into " + folder.resolve("data/orders.csv") + ", fit "
                + folder.resolve("sources/orders.yaml") + " to them, then run: limner import -w " + folder);
        return 0;
    }
}
