package dev.limner.app;

import dev.limner.event.Event;
import dev.limner.language.Checked;
import dev.limner.language.Reading;
import dev.limner.language.plan.WhyAnswer;
import dev.limner.portrait.Moment;
import dev.limner.problem.Words;
import dev.limner.workspace.Definitions;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Reason;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner why`: why a customer is in a segment or is not, and what would change that.
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Tells why a customer is in a segment or is not, and what would change that.")
final class WhyVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(index = "0", paramLabel = "CUSTOMER", description = "An identifier of the customer.")
    private String customer = "";

    @Parameters(
            index = "1",
            paramLabel = "SEGMENT",
            description = "A segment by a rule, or by a tag such as lifecycle:lost.")
    private String segment = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "Events to name at the most, the newest first; ${DEFAULT-VALUE} where left out.")
    private int limit = 20;

    @Option(names = "--json", description = "Prints JSON; all events are named.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (Desk desk = workbench.open()) {
            Moment moment = desk.moment(asOf);
            Definitions definitions = desk.workspace().definitions();
            Checked condition = definitions.lexicon().segment(segment);
            int number = desk.customer(customer);
            Reason reason = desk.why(definitions, condition, number, moment);
            List<Event> events = desk.events(number, moment);
            Words aloud = Reading.aloud(condition.expr(), definitions.glossary());
            WhyReport report = WhyReport.of(customer, segment, aloud, moment, reason, events);
            if (json) {
                spec.commandLine().getOut().println(Json.text(report));
            } else {
                WhyAnswer answer = reason.answer();
                report.tell(spec.commandLine().getOut(), answer.sentences(), Math.max(0, limit), Main.language());
            }
        }
        return 0;
    }
}
