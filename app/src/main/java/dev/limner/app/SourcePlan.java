package dev.limner.app;

import dev.limner.problem.UserProblem;
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

/// `limner source plan`: what a changed mapping or tracking plan makes of rows that are in; changes nothing.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Shows what the mapping and tracking plan of today would make of rows that came in under others. Changes"
                        + " nothing.")
final class SourcePlan implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Only these; all that changed where left out.")
    private @Nullable List<String> sources;

    @Option(names = "--aside", description = "Only what becomes of rows that are set aside.")
    private boolean aside;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        List<SourceChange> changes = new ArrayList<>();
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            Replays replays = new Replays(desk.workspace(), Workbench.rows());
            for (List<String> step : SourceReplays.steps(replays, desk, sources)) {
                changes.addAll(look(replays, step, work));
            }
        }
        SourceReplays.tell(changes, json, spec.commandLine().getOut());
        return changes.stream().allMatch(change -> change.effect() == null) && !changes.isEmpty() ? Main.MENDABLE : 0;
    }

    /// The whole, and where its rows cannot be read again, what is left to do without.
    private List<SourceChange> look(Replays replays, List<String> step, Work work) {
        List<SourceChange> changes = new ArrayList<>();
        SourceChange whole = aside ? null : replays.look(step, Way.WHOLE, work);
        UserProblem problem = whole == null ? null : whole.problem();
        if (whole != null) {
            changes.add(whole);
        }
        boolean unreadable = problem != null
                && (problem.code() == UserProblem.Code.RAW_ROWS_DIFFER
                        || problem.code() == UserProblem.Code.RAW_ROWS_GONE);
        if (aside || unreadable) {
            changes.add(replays.look(step, Way.ASIDE, work));
        }
        return changes;
    }
}
