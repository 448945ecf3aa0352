package dev.limner.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.limner.benchmarks.Definitions.Definition;
import dev.limner.engine.Scope;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.segment.MembershipStudy;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;

/// Definitions in one pass against the same definitions as SQL one by one, in one process and in turns.
final class Contest {
    /// A way of writing is tried again while it is not this much slower than the best.
    private static final double HOPELESS = 1.25;

    private static final int WARM_UPS = 6;

    private final Workspace workspace;
    private final List<Definition> definitions;
    private final RoaringBitmap everybody;

    Contest(Workspace workspace, List<Definition> definitions) {
        this.workspace = workspace;
        this.definitions = definitions;
        everybody = RoaringBitmap.bitmapOfRange(0, workspace.store().customers().size());
    }

    /// Seconds by the clock and of all processors together.
    record Cost(double seconds, double cpuSeconds) {
        static Cost of(Measured work) throws SQLException {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            work.run();
            return new Cost((System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9);
        }

        private static long cpuNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }

    interface Measured {
        void run() throws SQLException;
    }

    /// A plan of some of the definitions, ready to run.
    final class Pass {
        private final MembershipStudy study;
        private final int size;

        Pass(List<Definition> some) {
            Lexicon lexicon = new Lexicon(workspace.store().plan(), workspace.clock(), Map.of(), Map.of());
            Compiler compiler = new Compiler(lexicon);
            some.forEach(each -> compiler.condition(Checker.condition(Parser.parse(each.text()), lexicon)));
            Plan plan = compiler.plan();
            size = some.size();
            study = new MembershipStudy(plan, InForce.NONE, Stretch.asOfMicros(), Scope.Mode.AS_CORRECTED);
        }

        /// The members of each definition.
        List<RoaringBitmap> members() {
            MembershipStudy.Members found =
                    workspace.engine().run(study, Scope.asOf(Stretch.AS_OF.toInstant()), new Work());
            List<RoaringBitmap> members = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                members.add(study.members(found, i, everybody));
            }
            return members;
        }
    }

    Pass pass(int count) {
        return new Pass(definitions.subList(0, count));
    }

    Pass alone(int definition) {
        return new Pass(definitions.subList(definition, definition + 1));
    }

    /// The query of each definition by the way that it is written in.
    ///
    /// @param ways their names, as [#fastest] gives them
    List<String> queries(List<String> ways) {
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            queries.add(Objects.requireNonNull(definitions.get(i).sql().get(ways.get(i))));
        }
        return queries;
    }

    /// How many members the pass gives each definition.
    List<Long> sizes() {
        return pass(definitions.size()).members().stream()
                .map(RoaringBitmap::getLongCardinality)
                .toList();
    }

    /// The fastest way of writing each definition; every way of every one gives the members that the pass
    /// gives.
    ///
    /// @throws IllegalStateException where one differs
    List<String> fastest(Opponent opponent) throws SQLException {
        List<RoaringBitmap> members = pass(definitions.size()).members();
        List<String> fastest = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            Definition definition = definitions.get(i);
            RoaringBitmap expected = members.get(i);
            Map<String, Double> least = new HashMap<>();
            for (Map.Entry<String, String> way : definition.sql().entrySet()) {
                long start = System.nanoTime();
                RoaringBitmap given = opponent.members(way.getValue());
                least.put(way.getKey(), (System.nanoTime() - start) / 1e9);
                if (!given.equals(expected)) {
                    differences.add("%s: the pass finds %d, %s finds %d, not the same: %s"
                            .formatted(
                                    definition.text(),
                                    expected.getLongCardinality(),
                                    way.getKey(),
                                    given.getLongCardinality(),
                                    way.getValue()));
                }
            }
            double best = least.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElseThrow();
            least.replaceAll((way, seconds) -> seconds > HOPELESS * best
                    ? seconds
                    : again(opponent, definition.sql().getOrDefault(way, "")));
            fastest.add(least.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey());
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException(String.join("\n", differences));
        }
        return fastest;
    }

    private static double again(Opponent opponent, String query) {
        try {
            return Cost.of(() -> opponent.count(query)).seconds();
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /// Runs a pass until most of what runs often is compiled.
    static void warmUp(Pass pass) {
        for (int i = 0; i < WARM_UPS; i++) {
            pass.members();
        }
    }

    static Cost median(List<Cost> costs) {
        return new Cost(
                Stopwatch.median(costs.stream().mapToDouble(Cost::seconds).toArray()),
                Stopwatch.median(costs.stream().mapToDouble(Cost::cpuSeconds).toArray()));
    }
}
