package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Cases;
import dev.limner.language.Expr;
import dev.limner.language.Printer;
import dev.limner.language.naive.RandomLives.Sample;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random conditions asked of random customers in random workspaces, from a seed.
public final class RandomQuestions {
    private RandomQuestions() {}

    /// One of them.
    public record Question(World world, Expr expr, Life life, Instant t, Mode mode) {
        /// The life as it was known at `t`, without what happened or became known later.
        public Life frozen() {
            return new Life(life.facts().stream()
                    .filter(fact -> !fact.at().isAfter(t)
                            && (mode == Mode.AS_CORRECTED || !fact.known().isAfter(t)))
                    .toList());
        }

        /// Whether it, or a definition that it names, asks when a membership began or ended.
        public boolean crosses() {
            return Trees.any(expr, world, part -> part instanceof Expr.Crossed);
        }

        /// As a case in YAML.
        public String yaml() {
            return Cases.write(new Cases.Case("found", world, t, mode, life, Printer.print(expr), null, null, null));
        }
    }

    /// Asks so many questions, or until `goOn` says no.
    public static void ask(long seed, int questions, Predicate<Question> goOn) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Balance balance = new Balance();
        int asked = 0;
        while (asked < questions) {
            ZoneId zone = RandomLives.one(random, RandomLives.ZONES);
            World world = RandomWorlds.world(random, zone, balance);
            for (int i = 0; i < 20 && asked < questions; i++) {
                Sample sample = RandomLives.sample(random, zone);
                Mode mode = random.nextBoolean() ? Mode.AS_KNOWN : Mode.AS_CORRECTED;
                Guide guide = new Guide(world, sample.life(), sample.t(), mode);
                Expr expr = new RandomExprs(random, guide, balance).condition(2);
                asked++;
                if (!goOn.test(new Question(world, expr, sample.life(), sample.t(), mode))) {
                    return;
                }
            }
        }
    }
}
