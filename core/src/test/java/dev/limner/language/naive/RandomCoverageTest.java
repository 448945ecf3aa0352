package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.naive.RandomLives.Sample;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RandomCoverageTest {
    @Test
    void everyKindOfNodeComesWithEveryEdgeAndHoldsNeitherAlwaysNorNever() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Coverage coverage = new Coverage();
        Balance balance = new Balance();
        int n = Integer.getInteger("limner.pairs", 4000);
        for (int i = 0; i < n / 10; i++) {
            ZoneId zone = RandomLives.one(random, RandomLives.ZONES);
            World world = RandomWorlds.world(random, zone, balance);
            for (int j = 0; j < 10; j++) {
                Sample sample = RandomLives.sample(random, zone);
                Mode mode = random.nextBoolean() ? Mode.AS_KNOWN : Mode.AS_CORRECTED;
                Expr expr = new RandomExprs(random, new Guide(world, sample.life(), sample.t(), mode), balance).condition(2);
                assertThat(Parser.parse(Printer.print(expr)).orThrow()).isEqualTo(expr);
                new NaiveEvaluator(world, coverage.watch()).value(expr, sample.life(), sample.t(), mode);
                coverage.asked(sample.edges());
            }
        }
        System.out.println(coverage.report());
    }
}
