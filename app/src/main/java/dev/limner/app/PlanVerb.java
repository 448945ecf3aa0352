package dev.limner.app;

import dev.limner.work.Work;
import dev.limner.workspace.Change;
import dev.limner.workspace.ChangePlan;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Replays;
import dev.limner.workspace.Rulebook;
import dev.limner.workspace.Wrong;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner plan`: what applying the segments and tags of the workspace's files would do.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Shows what `apply` would do: which segments and tags by rules change, and who comes in and goes out.")
final class PlanVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// A plan as JSON.
    ///
    /// @param version the version now in force; null where nothing was applied
    record Told(@Nullable Integer version, List<ToldChange> changes, List<ToldProblem> problems, double seconds) {
        static Told of(ChangePlan.Result result, @Nullable Integer version) {
            return new Told(
                    version,
                    result.changes().stream().map(ToldChange::of).toList(),
                    result.problems().stream()
                            .map(wrong -> new ToldProblem(
                                    wrong.ref().id(),
                                    wrong.problem().code().name(),
                                    wrong.problem().where(),
                                    wrong.problem().text(Main.language())))
                            .toList(),
                    result.seconds());
        }
    }

    /// @param definition `segment` or `tag`
    record ToldChange(
            String id,
            String definition,
            String kind,
            @Nullable String before,
            @Nullable String after,
            long in,
            long out,
            List<String> examplesIn,
            List<String> examplesOut,
            List<String> touched,
            List<String> through) {
        static ToldChange of(Change change) {
            return new ToldChange(
                    change.ref().id(),
                    change.ref().kind().name().toLowerCase(Locale.ROOT),
                    change.kind().name().toLowerCase(Locale.ROOT),
                    change.before(),
                    change.after(),
                    change.in(),
                    change.out(),
                    change.examplesIn(),
                    change.examplesOut(),
                    change.touched(),
                    change.through());
        }
    }

    record ToldProblem(String id, String code, String where, String text) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        ChangePlan.Result result;
        List<String> sources;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            result = ChangePlan.ofFiles(desk).look(work);
            sources = new Replays(desk.workspace(), Workbench.rows())
                    .changed().stream().flatMap(List::stream).toList();
        }
        if (json) {
            out.println(Json.text(Told.of(result, null)));
        } else {
            print(result, out);
            SourceReplays.hint(sources, out);
        }
        return result.problems().isEmpty() ? 0 : Main.MENDABLE;
    }

    static void print(ChangePlan.Result result, PrintWriter out) {
        for (Wrong wrong : result.problems()) {
            out.println(name(wrong.ref()) + "  " + wrong.problem().text(Main.language()));
        }
        long same = result.changes().stream().filter(PlanVerb::isStill).count();
        result.changes().stream().filter(change -> !isStill(change)).forEach(change -> print(change, out));
        if (result.problems().isEmpty()) {
            if (same == result.changes().size()) {
                out.println("Nothing to apply: the files say what is in force.");
            }
            out.printf(
                    Locale.ROOT,
                    "%d to change, %d as before. Looked at everybody in %.2f s.%n",
                    result.changes().stream()
                            .filter(change -> change.kind() != Change.Kind.SAME)
                            .count(),
                    same,
                    result.seconds());
        }
    }

    /// Whether nothing happens to a definition, not even through others.
    private static boolean isStill(Change change) {
        return change.kind() == Change.Kind.SAME && change.through().isEmpty();
    }

    private static String name(Rulebook.Ref ref) {
        return ref.kind().name().toLowerCase(Locale.ROOT) + " " + ref.id();
    }

    private static void print(Change change, PrintWriter out) {
        out.printf(
                "%-8s %-36s %,9d in  %,9d out%n",
                change.kind() == Change.Kind.SAME
                        ? "touched"
                        : change.kind().name().toLowerCase(Locale.ROOT),
                name(change.ref()),
                change.in(),
                change.out());
        if (change.kind() == Change.Kind.CHANGED || change.kind() == Change.Kind.REMOVED) {
            out.println("         - " + change.before());
        }
        if (change.kind() == Change.Kind.CHANGED || change.kind() == Change.Kind.NEW) {
            out.println("         + " + change.after());
        }
        tell("through", change.through(), out);
        tell("named by", change.touched(), out);
        tell("in:", change.examplesIn(), out);
        tell("out:", change.examplesOut(), out);
    }

    private static void tell(String what, List<String> names, PrintWriter out) {
        if (!names.isEmpty()) {
            out.printf("         %-8s %s%n", what, String.join(", ", names));
        }
    }
}
