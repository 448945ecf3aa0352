package dev.limner.app;

import dev.limner.problem.Words;
import dev.limner.quality.Drift;
import dev.limner.quality.PropertyQuality;
import dev.limner.quality.Score;
import dev.limner.quality.SourceQuality;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.util.ArrayList;
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

/// `limner quality`: how far the data of each source can be relied on.
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = "Scores each source and property, says why, and lists what somebody should look at.")
final class QualityVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "SOURCE", arity = "0..1", description = "Only this source; all where left out.")
    private @Nullable String source;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    record Row(
            String source,
            String title,
            int points,
            List<String> reasons,
            List<String> alerts,
            long events,
            @Nullable Long ageDays,
            double setAside,
            List<PropertyRow> properties) {}

    record PropertyRow(
            String property,
            int points,
            List<String> reasons,
            long events,
            double completeness,
            double validity,
            long distinct,
            @Nullable Double outliers,
            @Nullable Double psi) {}

    @Override
    public Integer call() {
        List<Row> rows;
        List<String> models = new ArrayList<>();
        try (Desk desk = workbench.open()) {
            if (source != null) {
                desk.workspace().mapping(source);
            }
            rows = desk.quality().stream()
                    .filter(one -> source == null || one.mapping().source().equals(source))
                    .map(QualityVerb::row)
                    .toList();
            desk.predictions()
                    .monitoring()
                    .last()
                    .forEach((model, look) ->
                            look.alarms().forEach(alarm -> models.add(model + ": " + said(alarm.words()))));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(rows));
        } else {
            rows.forEach(row -> print(row, out));
            if (source == null && !models.isEmpty()) {
                out.println(new Words("models", "模型").in(Main.language()));
                models.forEach(alarm -> out.printf("  ! %s%n", alarm));
            }
        }
        return 0;
    }

    private static Row row(SourceQuality quality) {
        return new Row(
                quality.mapping().source(),
                said(quality.mapping().title()),
                quality.score().points(),
                reasons(quality.score()),
                quality.alerts().stream()
                        .map(alert -> (alert.property() == null ? "" : alert.property() + ": ") + said(alert.words()))
                        .toList(),
                quality.measured().volumes().stream()
                        .mapToLong(volume -> volume.events())
                        .sum(),
                quality.ageDays(),
                quality.setAside(),
                quality.properties().stream().map(QualityVerb::row).toList());
    }

    private static PropertyRow row(PropertyQuality quality) {
        Drift drift = quality.drift();
        return new PropertyRow(
                quality.measured().property().name(),
                quality.score().points(),
                reasons(quality.score()),
                quality.measured().events(),
                quality.completeness(),
                quality.validity(),
                quality.measured().distinct(),
                quality.measured().outliers() == null
                        ? null
                        : Double.valueOf(quality.measured().outliers().share()),
                drift == null ? null : Double.valueOf(drift.psi()));
    }

    private static List<String> reasons(Score score) {
        return score.reasons().stream().map(reason -> said(reason.words())).toList();
    }

    private static String said(Words words) {
        return words.in(Main.language());
    }

    private static void print(Row row, PrintWriter out) {
        out.printf("%s (%s): %d%n", row.source(), row.title(), row.points());
        row.reasons().forEach(reason -> out.printf("  %s%n", reason));
        row.alerts().forEach(alert -> out.printf("  ! %s%n", alert));
        for (PropertyRow property : row.properties()) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %3d  %5.1f %%  %5.1f %%  %,12d  %s  %s%n",
                    property.property(),
                    property.points(),
                    100 * property.completeness(),
                    100 * property.validity(),
                    property.distinct(),
                    property.psi() == null ? "    -" : "%5.2f".formatted(property.psi()),
                    String.join("; ", property.reasons()));
        }
    }
}
