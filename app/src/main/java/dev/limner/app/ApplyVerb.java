package dev.limner.app;

import dev.limner.work.Work;
import dev.limner.workspace.ChangePlan;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner apply`: lets the segments and tags of the workspace's files hold from now on, and keeps them as
/// a version.
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Shows what changes, as `plan` does, applies it and keeps it as a version.")
final class ApplyVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--note", defaultValue = "", paramLabel = "TEXT", description = "Why; kept with the version.")
    private String note = "";

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        ChangePlan.Result result;
        Integer version = null;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            ChangePlan plan = ChangePlan.ofFiles(desk);
            result = plan.look(work);
            if (result.problems().isEmpty()) {
                version = plan.apply(note, Instant.now());
            }
        }
        if (json) {
            out.println(Json.text(PlanVerb.Told.of(result, version)));
        } else {
            PlanVerb.print(result, out);
            if (version != null) {
                out.println("Version " + version + " is in force.");
            }
        }
        return version == null ? Main.MENDABLE : 0;
    }
}
