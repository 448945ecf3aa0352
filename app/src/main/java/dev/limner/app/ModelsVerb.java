package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Monitoring;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner models`: the models of a workspace, and what came of their last fit.
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists the models of the workspace with their last card or refusal.")
final class ModelsVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param due whether it is to be fitted anew
    /// @param merit by what it is judged, with its value and that of the simple rule
    record Row(
            String model,
            Words title,
            boolean due,
            @Nullable String asOf,
            @Nullable Integer version,
            @Nullable Merit merit,
            @Nullable Double value,
            @Nullable Double rfm,
            @Nullable Double naive,
            Predictions.@Nullable Refused refused,
            List<Monitoring.Alarm> alarms) {
        static Row of(
                String model,
                Words title,
                boolean due,
                Predictions.@Nullable Certificate last,
                @Nullable Monitoring monitoring) {
            ModelCard card = last == null ? null : last.fit().card();
            return new Row(
                    model,
                    title,
                    due,
                    last == null ? null : last.fit().asOf().toString(),
                    last == null ? null : last.version(),
                    card == null ? null : card.merit(),
                    card == null ? null : card.value(ModelCard.Who.MODEL),
                    card == null ? null : card.value(ModelCard.Who.RFM),
                    card == null ? null : card.value(ModelCard.Who.NAIVE),
                    last == null ? null : last.fit().refused(),
                    monitoring == null ? List.of() : monitoring.alarms());
        }

        void print(PrintWriter out) {
            String what = refused != null
                    ? refused.code() + "  " + refused.reason().in(Main.language())
                    : merit == null
                            ? new Words("not fitted yet", "尚未训练").in(Main.language())
                            : "%s %.4f".formatted(merit.name().toLowerCase(Locale.ROOT), value)
                                    + shown("rfm", rfm)
                                    + shown("naive", naive);
            out.printf(Locale.ROOT, "%-16s %-36s %s%n", model, title.in(Main.language()), what);
            alarms.forEach(alarm -> out.printf("  ! %s%n", alarm.words().in(Main.language())));
        }

        private static String shown(String who, @Nullable Double value) {
            return value == null ? "" : "  (%s %.4f)".formatted(who, value);
        }
    }

    @Override
    public Integer call() {
        List<Row> rows;
        try (Desk desk = workbench.open()) {
            Predictions predictions = desk.predictions();
            Moment now = desk.moment(null);
            Map<String, Predictions.Certificate> latest = predictions.latest();
            Map<String, Monitoring> looks = predictions.monitoring().last();
            rows = predictions.models().entrySet().stream()
                    .map(each -> Row.of(
                            each.getKey(),
                            each.getValue().definition().title(),
                            Predictions.isDue(each.getValue(), latest.get(each.getKey()), now),
                            latest.get(each.getKey()),
                            looks.get(each.getKey())))
                    .toList();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(rows));
        } else {
            rows.forEach(row -> row.print(out));
        }
        return 0;
    }
}
