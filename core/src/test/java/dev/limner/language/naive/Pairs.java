package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.naive.RandomLives.Edge;
import dev.limner.language.naive.RandomLives.Sample;
import dev.limner.language.naive.Shrinker.Asking;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// An endless row of random askings, the same for the same seed; two of three are chosen for what has been rare
/// so far.
public final class Pairs {
    private static final int ASKINGS_A_WORLD = 25;
    private static final int DEPTH = 2;
    private static final int TRIES = 250;
    private static final int OFTEN = 60;

    private final RandomGenerator random;
    private final Balance balance = new Balance();
    private final Coverage coverage = new Coverage();
    private final List<Asking> waiting = new ArrayList<>();
    private final List<Set<Edge>> edges = new ArrayList<>();

    public Pairs(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
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
        for (int i = 0; i < ASKINGS_A_WORLD; i++) {
            Mode mode = RandomLives.one(random, List.of(Mode.values()));
            Coverage.Wanted wanted = i % 3 == 0 || rare.isEmpty() ? null : RandomLives.one(random, rare);
            Sample sample = sample(zone, wanted);
            waiting.add(new Asking(world, expr(world, sample, mode, wanted), sample.life(), sample.t(), mode));
            edges.add(sample.edges());
        }
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
