package dev.limner.app;

import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Replays;
import dev.limner.workspace.SourceChange;
import dev.limner.workspace.SourceChange.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner source replay`: takes rows out of quarantine that pass today, or reads all rows again.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Tries rows again that are set aside; with --whole, makes events anew of all rows that came in."
                + " One transaction a source; `limner source plan` shows before what it does.")
final class SourceReplay implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Only these; all that changed where left out.")
    private @Nullable List<String> sources;

    @Option(names = "--whole", description = "Reads all rows of all loads again.")
    private boolean whole;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        List<SourceChange> done = new ArrayList<>();
        // a store whose types have changed is opened again by what comes next
        for (int step = 0; step == done.size(); step++) {
            try (Desk desk = workbench.open();
                    Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
                Replays replays = new Replays(desk.workspace(), Workbench.rows());
                SourceReplays.steps(replays, desk, sources).stream()
                        .filter(next -> done.stream()
                                .noneMatch(before -> before.sources().containsAll(next)))
                        .findFirst()
                        .ifPresent(next -> done.add(replays.apply(next, whole ? Way.WHOLE : Way.ASIDE, work)));
            }
        }
        SourceReplays.tell(done, json, spec.commandLine().getOut());
        return 0;
    }
}
