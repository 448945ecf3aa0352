package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.predict.RuleClusters;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Clusters;
import dev.limner.workspace.Clusters.Drift;
import dev.limner.workspace.Clusters.Kept;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// `limner clusters`: groups of alike customers as rules, how they hold now, and a file of segments of them.
@Command(
        name = "clusters",
        mixinStandardHelpOptions = true,
        description =
                "Shows the groups of alike customers found last, each as a rule with its fidelity on customers held out, and how they hold now. Finds them where none were found before.")
final class ClustersVerb implements Callable<Integer> {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--fit", description = "Finds groups anew and keeps them.")
    private boolean fit;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The beginning of this local date, or an instant: as of when groups are found, or held against.")
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

    /// What is shown: the groups, and how they hold where they were found before.
    record Shown(Kept kept, @Nullable Drift drift) {}

    @Override
    public Integer call() throws IOException {
        Work work = new Work();
        Shown shown;
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            shown = shown(desk, desk.moment(asOf), work);
        }
        PrintWriter out = spec.commandLine().getOut();
        RuleClusters clusters = shown.kept().clusters();
        if (json) {
            out.println(Json.text(shown));
        } else if (clusters != null) {
            print(shown.kept(), clusters, out);
            print(shown.drift(), out);
        }
        Predictions.Refused refused = shown.kept().run().refused();
        if (clusters == null) {
            if (!json && refused != null) {
                out.println(refused.code() + "  " + refused.reason().in(Main.language()));
            }
            return Main.MENDABLE;
        }
        if (file != null) {
            Files.writeString(
                    file,
                    YAML.writeValueAsString(Map.of(
                            "rules",
                            clusters.clusters().stream().map(Clusters::segment).toList())));
        }
        return 0;
    }

    private Shown shown(Desk desk, Moment moment, Work work) {
        Clusters clusters = desk.clusters();
        Kept last = fit ? null : clusters.last();
        return last == null
                ? new Shown(clusters.find(moment, seed, work), null)
                : new Shown(last, last.clusters() == null ? null : clusters.drift(moment));
    }

    private static void print(Kept kept, RuleClusters clusters, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                new Words(
                                "found as of %s, version %d%n%,d customers, %,d held out: %d groups, silhouette %.3f, stability %.3f, fidelity of all rules %.1f %%%n",
                                "截至 %s，第 %d 版%n%,d 位客户，留出 %,d 位：%d 个群，轮廓系数 %.3f，稳定性 %.3f，全部规则的忠实度 %.1f%%%n")
                        .in(Main.language()),
                kept.asOf(),
                kept.version(),
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
            each.branches().forEach(branch -> out.println("    - " + branch.in(Main.language())));
        }
    }

    private static void print(@Nullable Drift drift, PrintWriter out) {
        if (drift == null) {
            return;
        }
        Words level = switch (drift.level()) {
            case STEADY -> new Words("as good as not moved", "基本未变");
            case MOVED -> new Words("moved: worth a look", "有所变化，值得关注");
            case FAR -> new Words("moved far: find groups anew (--fit)", "变化很大，请重新查找（--fit）");
        };
        out.printf(
                Locale.ROOT,
                new Words(
                                "now: stability index %.3f (%s); fidelity of all rules %.1f %% [%.1f-%.1f]%s%n",
                                "当前：稳定性指数 %.3f（%s）；全部规则的忠实度 %.1f%% [%.1f-%.1f]%s%n")
                        .in(Main.language()),
                drift.index(),
                level.in(Main.language()),
                100 * drift.fidelity(),
                100 * drift.low(),
                100 * drift.high(),
                drift.isUnfaithful() ? new Words(", worse than when found", "，低于查找时").in(Main.language()) : "");
        for (Clusters.Share each : drift.shares()) {
            String cluster = each.cluster();
            out.printf(
                    Locale.ROOT,
                    "    %s  %.1f %% -> %.1f %%%n",
                    cluster == null ? new Words("no group", "无归属").in(Main.language()) : cluster,
                    100 * each.then(),
                    100 * each.now());
        }
    }
}
