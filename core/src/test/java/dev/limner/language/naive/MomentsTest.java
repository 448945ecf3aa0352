package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.Printer;
import dev.limner.language.naive.RandomLives.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Between two neighbouring moments nothing changes, wherever one looks.
class MomentsTest {
    @Test
    void aConditionChangesAtMomentsOnly() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        Balance balance = new Balance();
        Map<String, Integer> changes = new TreeMap<>();
        for (int i = 0; i < Integer.getInteger("limner.worlds", 120); i++) {
            ZoneId zone = RandomLives.one(random, RandomLives.ZONES);
            World world = RandomWorlds.world(random, zone, balance);
            NaiveEvaluator naive = new NaiveEvaluator(world);
            for (int j = 0; j < 5; j++) {
                Sample sample = RandomLives.sample(random, zone);
                Mode mode = random.nextBoolean() ? Mode.AS_KNOWN : Mode.AS_CORRECTED;
                Expr expr = new RandomExprs(random, new Guide(world, sample.life(), sample.t(), mode), balance)
                        .withoutCrossings()
                        .condition(1);
                // what entered and left is itself found by moments
                if (Trees.any(expr, world, part -> part instanceof Expr.Crossed)) {
                    continue;
                }
                Env env = Env.of(sample.life(), sample.t(), mode, zone);
                Instant from = sample.t().minus(Duration.ofDays(random.nextInt(1, 12)));
                TreeSet<Instant> moments = new TreeSet<>(new Moments(naive).of(expr, env, from, sample.t()));
                moments.add(from);
                for (Instant s : looks(random, sample.life(), from, sample.t())) {
                    Instant before = java.util.Objects.requireNonNull(moments.floor(s));
                    assertThat(naive.holds(expr, env.at(s)))
                            .as("%s at %s as at %s", Printer.print(expr), s, before)
                            .isEqualTo(naive.holds(expr, env.at(before)));
                }
                boolean changed = moments.stream()
                                .map(s -> naive.holds(expr, env.at(s)))
                                .distinct()
                                .count()
                        > 1;
                changes.merge(Coverage.kind(expr) + (changed ? " changes" : " stays"), 1, Integer::sum);
            }
        }
        assertThat(changes.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("changes"))
                        .mapToInt(Map.Entry::getValue)
                        .sum())
                .isGreaterThan(100);
    }

    private static List<Instant> looks(RandomGenerator random, Life life, Instant from, Instant to) {
        TreeSet<Instant> looks = new TreeSet<>();
        long micros = ChronoUnit.MICROS.between(from, to);
        for (int i = 0; i < 25; i++) {
            looks.add(from.plus(random.nextLong(micros), ChronoUnit.MICROS));
            // whole hours after events are where windows end
            if (!life.facts().isEmpty()) {
                Instant near =
                        RandomLives.one(random, life.facts()).at().plus(random.nextInt(400 * 24), ChronoUnit.HOURS);
                looks.add(near);
                looks.add(near.minus(Windows.MICRO));
            }
        }
        looks.add(to);
        looks.removeIf(look -> look.isBefore(from) || look.isAfter(to));
        return List.copyOf(looks);
    }
}
