package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Cases;
import dev.limner.language.Cases.Case;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.naive.RandomLives.Sample;
import dev.limner.language.naive.Shrinker.Asking;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// An evaluator that takes `no` for `any`.
    private static boolean wrong(Asking asking) {
        NaiveEvaluator naive = new NaiveEvaluator(asking.world());
        Expr mistaken = Parser.parse(Printer.print(asking.expr()).replace("no purchase", "any purchase"))
                .orThrow();
        return naive.holds(asking.expr(), asking.life(), asking.t(), asking.mode())
                != naive.holds(mistaken, asking.life(), asking.t(), asking.mode());
    }

    @Test
    void aMistakeIsShownByItselfAlone() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        World world = RandomWorlds.world(random, ZONE, new Balance());
        Expr expr = Parser.parse("(no purchase where (channel = 'app' and is_new) in last 400 days or count(view) >= 1 "
                        + "and gender = 'female') and (in segment 's1' or not (in segment 's1'))")
                .orThrow();
        Sample sample = RandomLives.sample(random, ZONE);
        Asking asking = new Asking(world, expr, sample.life(), sample.t(), Mode.AS_KNOWN);
        while (!wrong(asking)) {
            Sample next = RandomLives.sample(random, ZONE);
            asking = new Asking(world, expr, next.life(), next.t(), Mode.AS_KNOWN);
        }
        Asking small = Shrinker.shrink(asking, ShrinkerTest::wrong);
        assertThat(Printer.print(small.expr())).isEqualTo("no purchase");
        assertThat(small.life().facts()).isEmpty();
        assertThat(small.world().segments()).isEmpty();
    }

    @Test
    void whatIsShrunkIsACaseThatReadsBack() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        Balance balance = new Balance();
        for (int i = 0; i < 60; i++) {
            World world = RandomWorlds.world(random, ZONE, balance);
            Sample sample = RandomLives.sample(random, ZONE);
            Expr expr = new RandomExprs(random, new Guide(world, sample.life(), sample.t(), Mode.AS_KNOWN), balance)
                    .condition(2);
            Asking asking = new Asking(world, expr, sample.life(), sample.t(), Mode.AS_KNOWN);
            Case read = Cases.read(Shrinker.yaml(asking, "number " + i)).getFirst();
            assertThat(read.expr()).isEqualTo(expr);
            NaiveEvaluator naive = new NaiveEvaluator(read.world());
            if (read.values() == null) {
                assertThat(Cases.said(naive.value(read.expr(), read.life(), read.at(), read.mode())))
                        .isEqualTo(read.expected())
                        .isEqualTo(Cases.said(
                                new NaiveEvaluator(world).value(expr, sample.life(), sample.t(), Mode.AS_KNOWN)));
            } else {
                assertThat(naive.valuesOf((Expr.ForAny) read.expr(), read.life(), read.at(), read.mode()))
                        .containsExactlyElementsOf(read.values());
            }
        }
    }
}
