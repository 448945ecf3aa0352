package dev.limner.benchmarks;

import dev.limner.engine.duckdb.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A generated workspace of customers with their history that collects, with many live segments, and one of them that
/// calls whenever somebody new does what only probes do.
final class CollectedShop {
    static final String KEY = "measured";
    /// The city that only probes visit.
    static final String PROBED = "Nowhere";

    private CollectedShop() {}

    /// Makes the history where there is none, and writes the definitions.
    static void write(Path folder, long events, int customers, int definitions, int hooks, Store.Limits limits)
            throws IOException {
        if (!Files.exists(folder.resolve("store/limner.duckdb"))) {
            EventGenerator.write(folder, events, customers, limits);
        }
        Path settings = folder.resolve("limner.yaml");
        Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^clock: .*$", "clock: real"));
        write(folder.resolve("sources/live.yaml"), """
                source: live
                title: {en: Live, zh: 实时}
                credit: {en: Generated, zh: 生成}
                collect: {keys: [%s], kinds: {login: member}}
                zone: Asia/Shanghai
                currency: CNY
                """.formatted(KEY));
        List<String> rules = new ArrayList<>();
        Definitions.first(definitions).forEach(each -> rules.add(rule("segment-" + rules.size(), each.text())));
        rules.add(rule("probed", "any visit where city = '" + PROBED + "'"));
        write(folder.resolve("segments/rules.yaml"), "rules:\n" + String.join("", rules));
        write(folder.resolve("triggers/probe.yaml"), """
                trigger: probe
                title: {en: Probe, zh: 探测}
                segment: probed
                webhook: {url: "http://127.0.0.1:%d/"}
                """.formatted(hooks));
    }

    private static String rule(String id, String text) {
        return "  - id: %s\n    title: {en: %s, zh: %s}\n    rule: >-\n      %s\n".formatted(id, id, id, text);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
