package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.predict.Recommending;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.io.PrintWriter;
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

/// `limner recommend`: items for a customer with why, or how good such lists have been.
@Command(
        name = "recommend",
        mixinStandardHelpOptions = true,
        description = "Recommends items to a customer, with why; without one, tells how good such lists have been.")
final class RecommendVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "CUSTOMER", arity = "0..1", description = "Whom to recommend to.")
    private @Nullable String customer;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--days",
            defaultValue = "30",
            description = "Days held out for the judgement; ${DEFAULT-VALUE} where left out.")
    private int days = 30;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            if (customer == null) {
                return judged(desk.predictions().recommendations(moment, days), out);
            }
            List<Recommending.Recommended> items = desk.predictions().recommended(desk.customer(customer), moment);
            if (json) {
                out.println(Json.text(items));
            } else {
                items.forEach(each -> out.printf(
                        Locale.ROOT,
                        "%-12s %-40s %s%n",
                        each.item(),
                        each.name(),
                        each.why().in(Main.language())));
            }
        }
        return 0;
    }

    private int judged(Predictions.Recommendations found, PrintWriter out) {
        if (json) {
            out.println(Json.text(found));
            return 0;
        }
        if (found.refused() != null) {
            out.println(found.refused().code() + "  " + found.refused().reason().in(Main.language()));
            return 0;
        }
        Recommending.Card card = java.util.Objects.requireNonNull(found.card());
        out.printf(Locale.ROOT, "%,d customers, %,d items%n", card.customers(), card.items());
        card.all().forEach(each -> print(each, out));
        out.printf(Locale.ROOT, "not bought before: %,d customers%n", card.newcomers());
        card.fresh().forEach(each -> print(each, out));
        return 0;
    }

    private static void print(Recommending.Quality each, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-10s hit %.3f  recall %.3f  ndcg %.3f%n",
                each.who().name().toLowerCase(Locale.ROOT),
                each.hit(),
                each.recall(),
                each.ndcg());
    }
}
