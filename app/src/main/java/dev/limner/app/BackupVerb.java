package dev.limner.app;

import dev.limner.upkeep.Backup;
import dev.limner.upkeep.Manifest;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner backup`: a copy of a workspace that nobody has open. A running server takes one when it is asked over its
/// API.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies a workspace, definitions and store, so that it can be restored anywhere.")
final class BackupVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description = "A folder that is not there yet, or a file whose name ends with .zip.")
    private Path to = Path.of("");

    @Option(names = "--json", description = "Prints the manifest as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        Manifest manifest;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            manifest = new Backup(desk.workspace()).take(to, Instant.now(), work);
        }
        print(manifest, to, json, spec.commandLine().getOut());
        return 0;
    }

    static void print(Manifest manifest, Path place, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.text(manifest));
        } else {
            boolean chinese = Main.language().startsWith("zh");
            out.printf(
                    chinese
                            ? "%s：%s，%,d 个文件，%,d 字节，%,d 个事件，%,d 个客户%n"
                            : "%s: %s, %,d files, %,d bytes, %,d events, %,d customers%n",
                    place,
                    manifest.workspace(),
                    manifest.files().size(),
                    manifest.bytes(),
                    manifest.events(),
                    manifest.customers());
        }
    }
}
