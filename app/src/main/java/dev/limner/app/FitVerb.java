package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.io.PrintWriter;
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

/// `limner fit`: fits models as of a moment and keeps their cards.
@Command(
        name = "fit",
        mixinStandardHelpOptions = true,
        description = "Fits models as of a moment, judges them on a whole horizon held out, and keeps their cards.")
final class FitVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "MODEL", arity = "0..*", description = "The models to fit; all where left out.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--due",
            description = "Only those whose schedule asks for it; looks at the others in force once a day.")
    private boolean due;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Work work = new Work();
        PrintWriter out = spec.commandLine().getOut();
        List<ModelsVerb.Row> rows = new ArrayList<>();
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            Predictions predictions = desk.predictions();
            Moment moment = desk.moment(asOf);
            List<String> asked =
                    new ArrayList<>(models.isEmpty() ? predictions.models().keySet() : models);
            if (due) {
                asked.retainAll(predictions.due(moment, true));
            }
            if (!asked.isEmpty()) {
                predictions
                        .fitAll(asked, moment, work)
                        .forEach((model, fitted) -> rows.add(ModelsVerb.Row.of(
                                model,
                                desk.workspace()
                                        .definitions()
                                        .models()
                                        .model(model)
                                        .definition()
                                        .title(),
                                false,
                                fitted,
                                null)));
            }
            if (due) {
                predictions.monitoring().lookWhereDue(moment, work);
            }
        }
        if (json) {
            out.println(Json.text(rows));
        } else {
            rows.forEach(row -> row.print(out));
        }
        return 0;
    }
}
