package dev.limner.app;

import dev.limner.upkeep.Manifest;
import dev.limner.upkeep.Restoration;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner restore`: makes a backup a workspace again, in a folder of its own.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Checks a backup by its manifest and makes a workspace of it in a new folder; overwrites nothing.")
final class RestoreVerb implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "PLACE", required = true, description = "The folder or .zip of a backup.")
    private Path from = Path.of("");

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            required = true,
            description = "The workspace's folder, which is not there yet or empty.")
    private Path into = Path.of("");

    @Option(names = "--json", description = "Prints the manifest as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        Manifest manifest;
        try (Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            manifest = Restoration.restore(from, into, work);
        }
        BackupVerb.print(manifest, into, json, spec.commandLine().getOut());
        return 0;
    }
}
