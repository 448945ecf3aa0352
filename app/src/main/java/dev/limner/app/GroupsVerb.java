package dev.limner.app;

import dev.limner.identity.group.Grouping;
import dev.limner.portrait.Moment;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Groups;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner groups`: companies and households, how many and how large.
@Command(
        name = "groups",
        mixinStandardHelpOptions = true,
        description = "Counts the companies and households that groups.yaml defines, and shows the largest.")
final class GroupsVerb implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "GROUP", arity = "0..1", description = "Only these groups; all where left out.")
    private @Nullable String group;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param customers how many customers have a value
    /// @param sizes how many groups have 1, 2, 3, and 4 or more customers
    /// @param tooLarge how many values more customers share than a group may have
    record Row(
            String group,
            String title,
            int customers,
            List<Integer> sizes,
            List<Shown> largest,
            @Nullable Integer most,
            int tooLarge,
            List<Shown> tooLargeShown) {}

    record Shown(int size, List<String> values, List<String> customers) {}

    @Override
    public Integer call() {
        List<Row> rows;
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            Collection<Groups.Group> groups = group == null
                    ? desk.groups().required(moment).values()
                    : List.of(desk.groups().group(group, moment));
            rows = groups.stream().map(one -> row(one, desk)).toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(rows));
        } else {
            rows.forEach(row -> print(row, out));
        }
        return 0;
    }

    private static Row row(Groups.Group group, Desk desk) {
        Grouping grouping = group.grouping();
        return new Row(
                group.definition().group(),
                group.definition().title().in(Main.language()),
                grouping.customers(),
                grouping.sizes(),
                shown(grouping, false, desk),
                group.definition().most(),
                grouping.tooLarge(),
                shown(grouping, true, desk));
    }

    private static List<Shown> shown(Grouping grouping, boolean tooLarge, Desk desk) {
        return grouping.largest(tooLarge, SHOWN).stream()
                .map(group -> new Shown(
                        grouping.size(group),
                        grouping.values(group),
                        Arrays.stream(grouping.members(group))
                                .limit(SHOWN)
                                .mapToObj(desk.workspace().store().customers()::name)
                                .toList()))
                .toList();
    }

    private static void print(Row row, PrintWriter out) {
        out.printf(Locale.ROOT, "%s (%s): %,d customers have a value%n", row.group(), row.title(), row.customers());
        out.printf(
                Locale.ROOT,
                "  groups of one %,d, of two %,d, of three %,d, of four and more %,d%n",
                row.sizes().toArray());
        row.largest().forEach(shown -> print(shown, out));
        if (row.most() != null) {
            out.printf(Locale.ROOT, "  none, since more than %d share it: %,d%n", row.most(), row.tooLarge());
            row.tooLargeShown().forEach(shown -> print(shown, out));
        }
    }

    private static void print(Shown shown, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %,6d  %s  %s%s%n",
                shown.size(),
                String.join(", ", shown.values()),
                String.join(" ", shown.customers()),
                shown.size() > shown.customers().size() ? " ..." : "");
    }
}
