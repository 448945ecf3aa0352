package dev.limner.app;

import dev.limner.predict.ListQuality;
import dev.limner.predict.LookAlike;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner lookalike`: who is like the members of a segment without being one.
@Command(
        name = "lookalike",
        mixinStandardHelpOptions = true,
        description = "Finds customers like the members of a segment, judged on members that were held out.")
final class LookAlikeVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "SEGMENT", description = "The segment whose members are the seed.")
    private String segment = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "How many, the most alike first; ${DEFAULT-VALUE} where left out, 0 for all.")
    private int limit = 20;

    @Option(names = "--write", paramLabel = "FILE", description = "Writes them as CSV, one customer a line.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    record Alike(String customer, double score) {}

    record Answer(
            int customers, int members, List<ListQuality> judged, List<LookAlike.Sign> signs, List<Alike> alike) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work)) {
            switch (desk.prospects().alike(segment, desk.moment(asOf), work)) {
                case LookAlike.Outcome.Refused(var refusal) -> {
                    out.println(refusal.code() + "  " + refusal.words().in(Main.language()));
                    return Main.MENDABLE;
                }
                case LookAlike.Outcome.Done(LookAlike.Found found) -> {
                    List<Alike> alike = found.alike().stream()
                            .limit(limit <= 0 ? Long.MAX_VALUE : limit)
                            .map(each -> new Alike(
                                    desk.workspace().store().customers().name(each.customer()), each.score()))
                            .toList();
                    if (json) {
                        out.println(Json.text(
                                new Answer(found.customers(), found.members(), found.judged(), found.signs(), alike)));
                    } else {
                        print(found, alike, out);
                    }
                    if (file != null) {
                        Files.write(
                                file,
                                alike.stream()
                                        .map(each ->
                                                String.format(Locale.ROOT, "%s,%.6f", each.customer(), each.score()))
                                        .toList());
                    }
                    return 0;
                }
            }
        }
    }

    private static void print(LookAlike.Found found, List<Alike> alike, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                new Words("%,d customers, %,d members%n", "%,d 位客户，%,d 位成员%n").in(Main.language()),
                found.customers(),
                found.members());
        InterestsVerb.print(found.judged(), out);
        found.signs()
                .forEach(sign -> out.printf(
                        Locale.ROOT,
                        "  %5.1f %%  %s%n",
                        100 * sign.share(),
                        sign.aloud().in(Main.language())));
        if (!found.leftOut().isEmpty()) {
            out.println(new Words("left out, for it tells members by itself: ", "单凭一项即可认出成员而未用：").in(Main.language())
                    + found.leftOut().stream()
                            .map(words -> words.in(Main.language()))
                            .collect(Collectors.joining("; ")));
        }
        alike.forEach(each -> out.printf(Locale.ROOT, "%-24s %.4f%n", each.customer(), each.score()));
    }
}
