package dev.limner.app;

import dev.limner.portrait.People;
import dev.limner.workspace.Desk;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner refresh`: computes every portrait as of now and publishes what was learned of the population.
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = "Computes all portraits as of now and publishes the cut-offs that were learned.")
final class Refresh implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param coverage by tag, how many customers have a value
    /// @param published the version now in force, by model
    record Refreshed(String asOf, int customers, Map<String, Integer> coverage, Map<String, Integer> published) {}

    @Override
    public Integer call() {
        try (Desk desk = workbench.open()) {
            People people = desk.people(desk.moment(null));
            Refreshed refreshed = new Refreshed(
                    people.moment().date().toString(),
                    people.size(),
                    people.columns().stream()
                            .collect(Collectors.toMap(
                                    column -> column.tag().name(),
                                    column -> column.coverage(),
                                    (first, _) -> first,
                                    java.util.TreeMap::new)),
                    desk.publish(people));
            if (json) {
                spec.commandLine().getOut().println(Json.text(refreshed));
            } else {
                print(refreshed);
            }
        }
        return 0;
    }

    private void print(Refreshed refreshed) {
        spec.commandLine().getOut().printf("%,d customers as of %s%n", refreshed.customers(), refreshed.asOf());
        refreshed
                .coverage()
                .forEach((tag, count) -> spec.commandLine()
                        .getOut()
                        .printf(
                                "  %-28s %,10d  %5.1f %%%n",
                                tag, count, 100.0 * count / Math.max(1, refreshed.customers())));
        refreshed
                .published()
                .forEach((model, version) ->
                        spec.commandLine().getOut().printf("  parameters of %s: version %d%n", model, version));
    }
}
