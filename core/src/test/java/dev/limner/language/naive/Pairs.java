package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.naive.RandomLives.Edge;
import dev.limner.language.naive.RandomLives.Sample;
import dev.limner.language.naive.Shrinker.Asking;
import dev.limner.language.plan.PlanReader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// An endless row of random askings, the same for the same seed; two of three are chosen for what has been rare
/// so far.
public final class Pairs {
    private static final int ASKINGS_A_WORLD = 25;
    private static final int DEPTH = 2;
    private static final int TRIES = 250;
    private static final int OFTEN = 55;
    private static final int GRAFTS = 13;
    private static final int DRAWS = 60;
    private static final int GRAFT_DRAWS = 5;

    private final RandomGenerator random;
    private final Balance balance = new Balance();
    private final Coverage coverage = new Coverage();
    private final Grafts grafts;
    private final List<Asking> waiting = new ArrayList<>();
    private final List<Set<Edge>> edges = new ArrayList<>();

    public Pairs(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        grafts = new Grafts(random);
    }

    /// What the askings so far have covered, by the naive reference.
    public Coverage coverage() {
        return coverage;
    }

    /// One asking and the naive answer.
    public record Pair(
            Asking asking,
            @org.jspecify.annotations.Nullable Object answer,
            Set<Edge> edges) {}

    public Pair next() {
        if (waiting.isEmpty()) {
            fill();
        }
        Asking asking = waiting.removeLast();
        Set<Edge> of = edges.removeLast();
        Object answer = new NaiveEvaluator(asking.world(), coverage.watch())
                .value(asking.expr(), asking.life(), asking.t(), asking.mode());
        coverage.asked(of);
        return new Pair(asking, answer, of);
    }

    private void fill() {
        ZoneId zone = RandomLives.one(random, RandomLives.ZONES);
        World world = RandomWorlds.world(random, zone, balance);
        List<Coverage.Wanted> rare = coverage.rarerThan(OFTEN);
        List<String> pairs =
                coverage.rarePairs(OFTEN).stream().filter(Pairs::canBeMade).toList();
        PlanReader reader = new PlanReader(world);
        for (int i = 0; i < ASKINGS_A_WORLD; i++) {
            Mode mode = RandomLives.one(random, List.of(Mode.values()));
            Coverage.Wanted wanted = i % 3 == 0 || rare.isEmpty() ? null : RandomLives.one(random, rare);
            Sample sample = sample(zone, wanted);
            Expr expr = expr(world, sample, mode, wanted);
            grafts.keep(expr);
            if (i % 3 == 2 && !pairs.isEmpty()) {
                expr = grafted(expr, world, new Guide(world, sample.life(), sample.t(), mode), pairs, reader);
            }
            waiting.add(new Asking(world, expr, sample.life(), sample.t(), mode));
            edges.add(sample.edges());
        }
    }

    /// The expression joined with some that hold rare pairs.
    private Expr grafted(Expr expr, World world, Guide guide, List<String> pairs, PlanReader reader) {
        List<Expr> all = new ArrayList<>(List.of(expr));
        for (int i = 0; i < GRAFTS; i++) {
            String pair = rarest(pairs);
            Expr kept = null;
            RandomExprs exprs = new RandomExprs(random, guide, balance);
            boolean direct = exprs.about(pair) != null;
            for (int j = 0; j < (direct ? DRAWS : GRAFT_DRAWS); j++) {
                Expr again = direct ? grafts.again(pair, world, reader) : null;
                Expr made = again != null ? again : direct ? exprs.about(pair) : grafts.graft(pair, world, reader);
                if (made == null || !Trees.holds(made, pair)) {
                    continue;
                }
                if (direct && again == null) {
                    grafts.proved(pair, made);
                }
                try {
                    if (seen(pair, made, guide)) {
                        kept = made;
                        if (balance.takes(made, Boolean.TRUE.equals(guide.value(made)))) {
                            break;
                        }
                    }
                } catch (ArithmeticException fraction) {
                    // the reference has no instants between two microseconds
                }
            }
            if (kept != null) {
                all.add(kept);
            }
        }
        return all.size() == 1 ? expr : random.nextBoolean() ? new Expr.And(all) : new Expr.Or(all);
    }

    /// Windows, steps and sets come often enough by themselves.
    private static boolean canBeMade(String pair) {
        return !pair.matches(".*\\.(window|steps|set|events|without) = .*");
    }

    /// The rarest of a few.
    private String rarest(List<String> pairs) {
        return Stream.generate(() -> RandomLives.one(random, pairs))
                .limit(6)
                .min(Comparator.comparingLong(coverage::often))
                .orElseThrow();
    }

    /// Whether the evaluator comes to look at such a pair: conditions on events that there are not are not asked.
    private static boolean seen(String pair, Expr expr, Guide guide) {
        Set<String> seen = new HashSet<>();
        Watch watch = (of, component, part, _) -> seen.add(Coverage.pair(of, component, part));
        new NaiveEvaluator(guide.world(), watch).value(expr, guide.life(), guide.t(), guide.mode());
        return seen.contains(pair);
    }

    private Sample sample(ZoneId zone, Coverage.@org.jspecify.annotations.Nullable Wanted wanted) {
        Sample sample = RandomLives.sample(random, zone);
        for (int i = 0; wanted != null && !sample.edges().contains(wanted.edge()) && i < TRIES; i++) {
            sample = RandomLives.sample(random, zone);
        }
        return sample;
    }

    private Expr expr(
            World world, Sample sample, Mode mode, Coverage.@org.jspecify.annotations.Nullable Wanted wanted) {
        Guide guide = new Guide(world, sample.life(), sample.t(), mode);
        Expr expr = new RandomExprs(random, guide, balance).condition(DEPTH);
        if (wanted == null || kinds(expr).contains(wanted.kind())) {
            return expr;
        }
        for (int i = 0; i < TRIES; i++) {
            Expr other = new RandomExprs(random, guide, balance).any(0);
            if (kinds(other).contains(wanted.kind())) {
                expr = other;
                if (balance.takes(expr, Boolean.TRUE.equals(guide.value(expr)))) {
                    return expr;
                }
            }
        }
        return expr;
    }

    private static Set<String> kinds(Expr expr) {
        Set<String> kinds = new HashSet<>();
        Trees.parts(expr).forEach(part -> kinds.add(Coverage.kind(part)));
        return kinds;
    }
}
