package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.problem.Words;
import dev.limner.segment.Segments;
import dev.limner.workspace.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner segments`: how large each segment is.
@Command(
        name = "segments",
        mixinStandardHelpOptions = true,
        description = "Lists the segments with their sizes, as of now or of a past date.")
final class SegmentsVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param rule of a segment that is written in the language: what it says
    record Row(
            String id,
            String title,
            @Nullable String rule,
            long customers,
            double share,
            String spend,
            double spendShare) {
        static Row of(String id, Words title, @Nullable String rule, Segments.Size size) {
            return new Row(
                    id,
                    title.in(Main.language()),
                    rule,
                    size.customers(),
                    size.share(),
                    Money.text(size.spend()),
                    size.spendShare());
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>();
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            People people = desk.people(moment);
            Segments segments = desk.workspace().definitions().segments();
            for (Segments.Group group : segments.groups()) {
                List<Segments.Size> sizes = Segments.sizes(people, group);
                for (int place = 0; place < sizes.size(); place++) {
                    Segments.Segment segment = group.segments().get(place);
                    rows.add(Row.of(segment.id(), segment.value().title(), null, sizes.get(place)));
                }
            }
            Map<String, RoaringBitmap> members = desk.ruled(moment);
            segments.rules()
                    .forEach((id, rule) -> rows.add(Row.of(
                            id,
                            rule.title(),
                            rule.rule(),
                            Segments.size(people, members.getOrDefault(id, new RoaringBitmap())))));
        }
        if (json) {
            spec.commandLine().getOut().println(Json.text(rows));
        } else {
            rows.forEach(row -> spec.commandLine()
                    .getOut()
                    .printf(
                            "%-32s %,10d  %5.1f %%  %16s  %5.1f %%  %s%n",
                            row.id(),
                            row.customers(),
                            row.share() * 100,
                            row.spend(),
                            row.spendShare() * 100,
                            row.title()));
        }
        return 0;
    }
}
