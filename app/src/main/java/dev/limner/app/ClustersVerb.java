package dev.limner.app;

import dev.limner.predict.Clustering;
import dev.limner.predict.RuleClusters;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `limner clusters`: groups of alike customers as rules, and a file of segments of them.
@Command(
        name = "clusters",
        mixinStandardHelpOptions = true,
        description =
                "Finds groups of alike customers and turns each into a rule, with its fidelity on customers held out.")
final class ClustersVerb implements Callable<Integer> {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--as-of", paramLabel = "DATE", description = "The beginning of this local date, or an instant.")
    private @Nullable String asOf;

    @Option(names = "--seed", defaultValue = "1", description = "Where chance begins; ${DEFAULT-VALUE} where left out.")
    private long seed = 1;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description =
                    "Writes the rules as segments, for example to segments/clusters.yaml; limner plan shows them.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Work work = new Work();
        Clustering.Outcome outcome;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work)) {
            outcome = desk.predictions().clusters(desk.moment(asOf), seed, work);
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (outcome) {
            case Clustering.Outcome.Refused(var refusal) -> {
                out.println(refusal.code() + "  " + refusal.words().in(Main.language()));
                return Main.MENDABLE;
            }
            case Clustering.Outcome.Found(var clusters, var _) -> {
                if (json) {
                    out.println(Json.text(clusters));
                } else {
                    print(clusters, out);
                }
                if (file != null) {
                    write(clusters, file);
                }
                return 0;
            }
        }
    }

    private static void write(RuleClusters clusters, Path file) throws IOException {
        List<SegmentRule> rules = clusters.clusters().stream()
                .map(each -> new SegmentRule(
                        each.id(),
                        each.title(),
                        new Words(
                                "A group of alike customers; the rule says rightly of %.1f %% of those held out whether they are in it."
                                        .formatted(100 * each.fidelity()),
                                "相似客户群；规则对 %.1f%% 的留出客户判断正确。".formatted(100 * each.fidelity())),
                        each.rule(),
                        null,
                        null))
                .toList();
        Files.writeString(file, YAML.writeValueAsString(Map.of("rules", rules)));
    }

    private static void print(RuleClusters clusters, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                new Words(
                                "%,d customers, %,d held out: %d groups, silhouette %.3f, stability %.3f, fidelity of all rules %.1f %%%n",
                                "%,d 位客户，留出 %,d 位：%d 个群，轮廓系数 %.3f，稳定性 %.3f，全部规则的忠实度 %.1f%%%n")
                        .in(Main.language()),
                clusters.customers(),
                clusters.heldOut(),
                clusters.clusters().size(),
                clusters.quality(),
                clusters.stability(),
                100 * clusters.fidelity());
        for (RuleClusters.Cluster each : clusters.clusters()) {
            out.printf(
                    Locale.ROOT,
                    new Words(
                                    "%s  %s: %.1f %% of customers; fidelity %.1f %%, precision %.1f %%, recall %.1f %%%n",
                                    "%s  %s：占 %.1f%%；忠实度 %.1f%%，精确率 %.1f%%，召回率 %.1f%%%n")
                            .in(Main.language()),
                    each.id(),
                    each.title().in(Main.language()),
                    100 * each.share(),
                    100 * each.fidelity(),
                    100 * each.precision(),
                    100 * each.recall());
            out.println("    " + each.rule());
        }
    }
}
