package dev.limner.app;

import dev.limner.predict.ModelCard;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
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

/// `limner card`: the certificate of a model.
@Command(
        name = "card",
        mixinStandardHelpOptions = true,
        description = "Shows what a model was fitted on, how well it did on what it had not seen, and what it used.")
final class CardVerb implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "MODEL", description = "The model.")
    private String model = "";

    @Option(names = "--version", paramLabel = "NUMBER", description = "An earlier fit; the last where left out.")
    private @Nullable Integer version;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Predictions.Certificate found;
        try (Desk desk = workbench.open()) {
            List<Predictions.Certificate> all = desk.predictions().history(model);
            found = all.stream()
                    .filter(each -> version == null || each.version() == version)
                    .findFirst()
                    .orElseThrow(() -> UserProblem.of(UserProblem.Code.NOT_FITTED, model));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(found));
            return 0;
        }
        ModelCard card = found.fit().card();
        if (card != null) {
            print(card, out);
        } else if (found.fit().refused() != null) {
            out.println(found.fit().refused().code() + "  "
                    + found.fit().refused().reason().in(Main.language()));
        }
        return 0;
    }

    private static String say(String en, String zh) {
        return new Words(en, zh).in(Main.language());
    }

    private static void print(ModelCard card, PrintWriter out) {
        String language = Main.language();
        out.println(card.title().in(language) + "  (" + card.model() + ")");
        out.println(card.description().in(language));
        out.printf(
                Locale.ROOT,
                say("as of %s, %d days ahead; whom: %s%n", "截至 %s，预测 %d 天；对象：%s%n"),
                card.asOf(),
                card.horizonDays(),
                card.population().aloud().in(language));
        card.training()
                .forEach(cutoff -> out.printf(
                        Locale.ROOT,
                        say("  learned at %s  %,d rows%n", "  训练截止 %s  %,d 行%n"),
                        cutoff.at(),
                        cutoff.rows()));
        out.printf(
                Locale.ROOT,
                say("  held out at %s  %,d rows, mean %.4f%n", "  留出截止 %s  %,d 行，均值 %.4f%n"),
                card.test().at(),
                card.test().rows(),
                card.test().mean());
        for (ModelCard.Judged judged : card.judged()) {
            out.print("  " + judged.who().name().toLowerCase(Locale.ROOT) + ":");
            judged.figures()
                    .forEach(figure -> out.printf(
                            Locale.ROOT,
                            "  %s %.4f [%.4f, %.4f]",
                            figure.merit().name().toLowerCase(Locale.ROOT),
                            figure.value(),
                            figure.low(),
                            figure.high()));
            out.println();
        }
        out.println(say("tenths of the held-out rows: predicted, actual, gain", "留出样本十分位：预测、实际、累计占比"));
        card.deciles()
                .forEach(group -> out.printf(
                        Locale.ROOT,
                        "  %,6d  %10.4f  %10.4f  %5.1f %%%n",
                        group.rows(),
                        group.predicted(),
                        group.actual(),
                        100 * group.gain()));
        out.println(say("what it used", "使用的特征"));
        card.uses().stream()
                .limit(SHOWN)
                .forEach(use -> out.printf(
                        Locale.ROOT,
                        "  %5.1f %%  %s%n",
                        100 * use.share(),
                        use.aloud().in(language)));
        if (!card.leftOut().isEmpty()) {
            out.println(say("left out, for the workspace lacks it: ", "工作区缺少而未用：") + String.join(", ", card.leftOut()));
        }
    }
}
