package dev.limner.app;

import dev.limner.predict.Outlook;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import dev.limner.workspace.Prospects;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner outlook`: when a customer's next order is to be expected, and how alive the customer seemed over
/// time.
@Command(
        name = "outlook",
        mixinStandardHelpOptions = true,
        description =
                "Tells when a customer's next order is to be expected, and how alive the customer seemed over time.")
final class OutlookVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "CUSTOMER", description = "The customer.")
    private String customer = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Desk desk = workbench.open()) {
            Prospects.Expected found = desk.prospects().outlook(desk.customer(customer), desk.moment(asOf));
            if (json) {
                out.println(Json.text(found));
            } else {
                print(found, out);
            }
        }
        return 0;
    }

    private static void print(Prospects.Expected found, PrintWriter out) {
        Outlook outlook = found.outlook();
        if (outlook == null) {
            Predictions.Refused refused = found.refused();
            out.println(
                    refused == null
                            ? say("not fitted yet", "尚未训练")
                            : refused.code() + "  " + refused.reason().in(Main.language()));
            return;
        }
        out.printf(Locale.ROOT, say("another order at all: %.1f %%%n", "还会下单的概率：%.1f%%%n"), 100 * outlook.ever());
        out.printf(Locale.ROOT, say("as likely as not within %s days%n", "有一半可能在 %s 天内%n"), days(outlook.median()));
        outlook.spans()
                .forEach(span -> out.printf(
                        Locale.ROOT,
                        say("  %.0f %%: %s to %s days%n", "  %.0f%%：%s 至 %s 天%n"),
                        100 * span.level(),
                        days(span.low()),
                        days(span.high())));
        out.println(say("still a customer, as it looked then", "当时看来仍是客户的概率"));
        outlook.alive()
                .forEach(each -> out.printf(Locale.ROOT, "  %s  %5.1f %%%n", each.at(), 100 * each.probability()));
    }

    private static String days(@Nullable Double days) {
        return days == null ? "∞" : String.format(Locale.ROOT, "%.0f", days);
    }

    private static String say(String en, String zh) {
        return new Words(en, zh).in(Main.language());
    }
}
