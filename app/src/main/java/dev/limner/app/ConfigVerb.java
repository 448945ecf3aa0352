package dev.limner.app;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner config`: what the settings are, and where each comes from. Secrets are no settings and are never printed.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows the settings in effect and where each comes from.")
final class ConfigVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param from `option`, the name of a variable or of a file, or `usual`
    record Effective(String key, String value, String from, String variable, String about) {}

    @Override
    public Integer call() {
        Configuration configuration = workbench.configuration();
        List<Effective> settings = Arrays.stream(Setting.values())
                .map(setting -> {
                    Configuration.Value value = configuration.value(setting);
                    return new Effective(
                            setting.key(),
                            value.value(),
                            value.from(),
                            setting.variable(),
                            setting.about().in(Main.language()));
                })
                .toList();
        if (json) {
            spec.commandLine().getOut().println(Json.text(settings));
        } else {
            settings.forEach(setting -> spec.commandLine()
                    .getOut()
                    .printf("%-16s %-12s %-24s %s%n", setting.key(), setting.value(), setting.from(), setting.about()));
        }
        return 0;
    }
}
