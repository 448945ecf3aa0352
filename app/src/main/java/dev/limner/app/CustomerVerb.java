package dev.limner.app;

import dev.limner.identity.group.Grouping;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Groups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner customer`: one customer's portrait.
@Command(
        name = "customer",
        mixinStandardHelpOptions = true,
        description = "Shows the portrait of one customer, as of now or of a past date.")
final class CustomerVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "ID", description = "An identifier of the customer.")
    private String id = "";

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    record Shown(String id, String asOf, Map<String, String> tags, List<Company> groups) {}

    /// A company, a household, and who else is of it.
    ///
    /// @param size how many customers share the values, this one among them
    /// @param tooLarge whether they are too many to be one
    record Company(String group, String title, List<String> values, int size, boolean tooLarge, List<String> others) {}

    @Override
    public Integer call() {
        try (Desk desk = workbench.open()) {
            int number = desk.customer(id);
            People people = desk.people(desk.moment(asOf));
            Map<String, String> tags = new LinkedHashMap<>();
            for (Column column : people.columns()) {
                String text = column.text(number);
                if (text != null) {
                    tags.put(column.tag().name(), text);
                }
            }
            List<Company> groups = desk.groups().of(number, people.moment()).stream()
                    .map(belonging -> company(belonging, desk))
                    .toList();
            Shown shown = new Shown(id, people.moment().date().toString(), tags, groups);
            if (json) {
                spec.commandLine().getOut().println(Json.text(shown));
            } else if (tags.isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println(id + ": no event by " + people.moment().date());
            } else {
                tags.forEach((tag, value) -> spec.commandLine()
                        .getOut()
                        .printf(
                                "%-28s %-24s %s%n",
                                tag, value, people.column(tag).tag().title().in(Main.language())));
            }
            if (!json) {
                groups.forEach(this::print);
            }
        }
        return 0;
    }

    private static Company company(Groups.Belonging belonging, Desk desk) {
        Grouping grouping = belonging.of().grouping();
        return new Company(
                belonging.of().definition().group(),
                belonging.of().definition().title().in(Main.language()),
                grouping.values(belonging.group()),
                grouping.size(belonging.group()),
                grouping.isTooLarge(belonging.group()),
                belonging.others().stream()
                        .map(desk.workspace().store().customers()::name)
                        .toList());
    }

    private void print(Company company) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%-28s %s  %s%n",
                        company.group(),
                        company.tooLarge()
                                ? "none: " + company.size() + " customers share it"
                                : "with " + String.join(", ", company.others()),
                        String.join(", ", company.values()));
    }
}
