package dev.limner.benchmarks;

import dev.limner.benchmarks.Contest.Cost;
import dev.limner.benchmarks.Contest.Pass;
import dev.limner.engine.duckdb.Store;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// One measurement of the language in a process of its own.
///
/// `--do` is one of `generate`, `contest`, `passes` (for the memory that they take), `live`; `--folder` is a
/// workspace.
final class LanguageChild {
    private final Flags flags;
    private final Path folder;
    private final Store.Limits limits;
    private final int rounds;
    private final int alone;
    private final List<Integer> counts;
    private final Stopwatch stopwatch = new Stopwatch();

    private LanguageChild(Flags flags) {
        this.flags = flags;
        folder = Path.of(flags.text("folder", "customers"));
        limits = new Store.Limits((int) flags.number("memory", 768), (int)
                flags.number("threads", Runtime.getRuntime().availableProcessors()));
        rounds = (int) flags.number("rounds", 3);
        alone = (int) flags.number("alone", 10);
        counts = Stream.of(flags.text("definitions", "1,10,100,300").split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        LanguageChild child = new LanguageChild(Flags.of(arguments));
        switch (child.flags.text("do", "")) {
            case "generate" ->
                child.stopwatch.once("generate", () -> {
                    EventGenerator.write(child.folder, child.flags.number("events", 10_000_000), child.limits);
                    return child;
                });
            case "contest" -> child.contest();
            case "passes" -> child.passes();
            case "live" -> child.live();
            default -> throw new IllegalArgumentException("--do must be generate, contest, passes or live");
        }
        child.stopwatch.note("peakMb", Child.peakMb());
        System.out.println(JsonMapper.shared().writeValueAsString(child.stopwatch.readings()));
    }

    private int most() {
        return counts.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private void contest() throws SQLException, IOException {
        try (Workspace workspace = Workspace.open(folder, limits);
                Opponent opponent =
                        new Opponent(workspace.store().eventFiles(), limits.threads(), 2 * limits.memoryMb())) {
            Contest contest = new Contest(workspace, Definitions.first(Math.max(most(), alone)));
            stopwatch.note("customers", workspace.store().customers().size());
            List<String> fastest = queries(contest, opponent);
            List<Long> sizes = contest.sizes();
            Map<String, Pass> passes = new LinkedHashMap<>();
            counts.forEach(count -> passes.put("pass " + count, contest.pass(count)));
            for (int i = 0; i < alone; i++) {
                passes.put("alone " + i, contest.alone(i));
            }
            passes.values().forEach(Contest::warmUp);
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Pass> pass : passes.entrySet()) {
                    note(costs, pass.getKey(), Cost.of(() -> pass.getValue().members()));
                }
                round(costs, opponent, fastest, sizes);
            }
            costs.forEach((name, all) -> {
                Cost median = Contest.median(all);
                stopwatch.note(name, median.seconds());
                stopwatch.note(name + Stopwatch.CPU, median.cpuSeconds());
            });
        }
    }

    /// Every definition as SQL: which way is the fastest is found out, or taken over from a run over less (`--ways`, a
    /// file that the first of them writes), since finding out takes longer than everything else.
    private List<String> queries(Contest contest, Opponent opponent) throws SQLException, IOException {
        Path file = Path.of(flags.text("ways", ""));
        if (Files.isRegularFile(file)) {
            return contest.queries(Files.readAllLines(file));
        }
        List<String> ways = contest.fastest(opponent);
        if (!flags.text("ways", "").isEmpty()) {
            Files.write(file, ways);
        }
        return contest.queries(ways);
    }

    /// @param sizes how many members each query must find
    private void round(Map<String, List<Cost>> costs, Opponent opponent, List<String> fastest, List<Long> sizes)
            throws SQLException {
        double seconds = 0;
        double cpuSeconds = 0;
        for (int i = 0; i < fastest.size(); i++) {
            String query = fastest.get(i);
            long size = sizes.get(i);
            Cost cost = Cost.of(() -> expect(size, opponent.count(query), query));
            seconds += cost.seconds();
            cpuSeconds += cost.cpuSeconds();
            if (i < alone) {
                note(costs, "sql alone " + i, cost);
            }
            if (counts.contains(i + 1)) {
                note(costs, "sql " + (i + 1), new Cost(seconds, cpuSeconds));
            }
        }
    }

    private static void expect(long size, long found, String query) {
        if (size != found) {
            throw new IllegalStateException("%d members, not %d: %s".formatted(found, size, query));
        }
    }

    private static void note(Map<String, List<Cost>> costs, String name, Cost cost) {
        costs.computeIfAbsent(name, _ -> new ArrayList<>()).add(cost);
    }

    private void live() throws Exception {
        int events = (int) flags.number("events", 200_000);
        int asked = (int) flags.number("asked", 300);
        try (Workspace workspace = Workspace.open(folder, limits)) {
            new LivePace(workspace, most()).measure(events / 2, events, asked, stopwatch);
        }
    }

    private void passes() throws SQLException {
        try (Workspace workspace = Workspace.open(folder, limits)) {
            Contest contest = new Contest(workspace, Definitions.first(most()));
            Pass pass = contest.pass(most());
            for (int i = 0; i < rounds; i++) {
                Cost cost = Cost.of(pass::members);
                System.err.printf("%.3f s, %.3f CPU s%n", cost.seconds(), cost.cpuSeconds());
            }
        }
    }
}
