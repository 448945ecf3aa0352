package dev.limner.app;

import dev.limner.work.Work;
import dev.limner.workspace.Change;
import dev.limner.workspace.ChangePlan;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner plan`: what applying the segments of the workspace's files would do.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what `apply` would do: which segments change, and who comes in and goes out.")
final class PlanVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        ChangePlan.Result result;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            result = ChangePlan.ofFiles(desk).look(work);
        }
        if (json) {
            out.println(Json.text(View.of(result)));
        } else {
            print(result, out);
        }
        return result.problems().isEmpty() ? 0 : 1;
    }

    /// A plan as JSON: mistakes as texts in the reader's language.
    record View(List<Change> changes, List<String> problems, double seconds) {
        static View of(ChangePlan.Result result) {
            return new View(result.changes(), texts(result), result.seconds());
        }
    }

    private static List<String> texts(ChangePlan.Result result) {
        return result.problems().stream()
                .map(wrong -> wrong.ref().id() + ": " + wrong.problem().text(Main.language()))
                .toList();
    }

    static void print(ChangePlan.Result result, PrintWriter out) {
        texts(result).forEach(out::println);
        List<Change> changes = result.changes().stream()
                .filter(change -> change.kind() != Change.Kind.SAME || change.in() + change.out() > 0)
                .toList();
        if (changes.isEmpty() && result.problems().isEmpty()) {
            out.println("Nothing to apply: the files say what is in force.");
        }
        for (Change change : changes) {
            out.printf(
                    "%-8s %-28s %,9d in  %,9d out%n",
                    change.kind().name().toLowerCase(Locale.ROOT), change.ref().id(), change.in(), change.out());
            if (change.kind() == Change.Kind.CHANGED || change.kind() == Change.Kind.REMOVED) {
                out.println("         - " + change.before());
            }
            if (change.kind() == Change.Kind.CHANGED || change.kind() == Change.Kind.NEW) {
                out.println("         + " + change.after());
            }
            if (!change.through().isEmpty()) {
                out.println("         through " + String.join(", ", change.through()));
            }
            if (!change.examplesIn().isEmpty()) {
                out.println("         in:  " + String.join(", ", change.examplesIn()));
            }
            if (!change.examplesOut().isEmpty()) {
                out.println("         out: " + String.join(", ", change.examplesOut()));
            }
        }
        out.printf(Locale.ROOT, "Looked at everybody in %.2f s.%n", result.seconds());
    }
}
