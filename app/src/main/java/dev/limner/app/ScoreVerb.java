package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.predict.Prediction;
import dev.limner.problem.UserProblem;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
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

/// `limner score`: what a model says of everybody, or all models of one customer with reasons.
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores everybody by a model, or one customer by all models with reasons.")
final class ScoreVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "The model; all where a customer is named.")
    private @Nullable String model;

    @Option(names = "--customer", paramLabel = "ID", description = "One customer, with reasons.")
    private @Nullable String customer;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "Customers to show, the highest scores first; ${DEFAULT-VALUE} where left out, 0 for all.")
    private int limit = 20;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    record Scored(String customer, double score) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work)) {
            Moment moment = desk.moment(asOf);
            if (customer != null) {
                List<Prediction.Explained> all = desk.predictions().of(desk.customer(customer), moment).stream()
                        .filter(each ->
                                model == null || each.definition().model().equals(model))
                        .toList();
                tell(all, out);
                return 0;
            }
            if (model == null) {
                throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "MODEL", "", "a model or --customer");
            }
            List<Prediction> found = desk.predictions().scores(model, moment, work);
            if (found == null) {
                throw UserProblem.of(UserProblem.Code.NOT_FITTED, model);
            }
            List<Prediction> scores = new ArrayList<>(found);
            scores.sort(Comparator.comparingDouble(each -> -each.score()));
            List<Scored> shown = scores.stream()
                    .limit(limit <= 0 ? Long.MAX_VALUE : limit)
                    .map(each -> new Scored(desk.workspace().store().customers().name(each.customer()), each.score()))
                    .toList();
            if (json) {
                out.println(Json.text(shown));
            } else {
                shown.forEach(each -> out.printf(Locale.ROOT, "%-24s %.4f%n", each.customer(), each.score()));
            }
        }
        return 0;
    }

    private void tell(List<Prediction.Explained> all, PrintWriter out) {
        if (json) {
            out.println(Json.text(all));
            return;
        }
        for (Prediction.Explained each : all) {
            out.printf(Locale.ROOT, "%-36s %.4f%n", each.definition().title().in(Main.language()), each.score());
            each.reasons()
                    .forEach(reason -> out.printf(
                            Locale.ROOT,
                            "    %s%s: %s%n",
                            reason.share() == 0 ? "" : "%+.3f  ".formatted(reason.share()),
                            reason.aloud().in(Main.language()),
                            reason.value() == null ? "-" : reason.value()));
        }
    }
}
