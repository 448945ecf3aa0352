package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.portrait.Shop;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is computed in a quicker way than it is written gives the same.
class QuickPathsTest {
    private static final LocalClock CLOCK = new LocalClock(ZoneId.of("America/New_York"));
    private static final long NOW = 1_700_000_000_000_000L;
    private static final EventType PURCHASE = Shop.PLAN.type("purchase");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(purchase where kind = 'a') / count(purchase where kind = 'b') < 0.5",
                "count(purchase where kind = 'a') / count(purchase where kind = 'b') = 0.5",
                "sum(purchase.amount where kind = 'a') / count(purchase) >= 0.3333333333",
                "sum(purchase.amount) / sum(purchase.amount where kind = 'b') > -2.5",
                "avg(purchase.amount) > 0",
                "avg(purchase.amount where kind = 'a') <= 1.5",
                "avg(purchase.amount) != 2"
            })
    void ratiosAgreeWithTheirDivision(String text) {
        Plan plan = plan(text);
        assertThat(plan.truth(0)).isInstanceOf(Ratio.class);
        Truth exact = ((Ratio) plan.truth(0)).exact();
        Random random = new Random(text.hashCode());
        int fulfilled = 0;
        for (int i = 0; i < 3000; i++) {
            Frame frame = frame(plan, history(plan, random, random.nextInt(6), i % 10 == 0 ? 1L << 58 : 5));
            assertThat(plan.truth(0).holds(frame)).isEqualTo(exact.holds(frame));
            fulfilled += exact.holds(frame) ? 1 : 0;
        }
        assertThat(fulfilled).isBetween(1, 2999);
    }

    @Test
    void trendsAgreeWithTheSlopeOfTheirWindows() {
        Plan plan = plan("trend(sum(purchase.amount) over last 4 days) > 0.5");
        assertThat(plan.truth(0)).isInstanceOf(Slope.class);
        Slope quick = (Slope) plan.truth(0);
        Property amount = Shop.PLAN.property(PURCHASE, "amount");
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            History history = history(plan, random, random.nextInt(20), i % 10 == 0 ? 1L << 60 : 100);
            BigInteger weighted = BigInteger.ZERO;
            for (int event = 0; event < history.size(); event++) {
                long age = NOW - history.at(event);
                long value = history.value(amount, event);
                if (age < 4 * LocalClock.MICROS_PER_DAY && value != History.MISSING) {
                    long window = 3 - age / LocalClock.MICROS_PER_DAY;
                    weighted = weighted.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(2 * window - 3)));
                }
            }
            BigDecimal slope = new BigDecimal(weighted, 4)
                    .multiply(BigDecimal.valueOf(6))
                    .divide(BigDecimal.valueOf(60), Quantity.PRECISION);
            Frame frame = frame(plan, history);
            assertThat(quick.trend().decimal(frame)).isEqualByComparingTo(slope);
            assertThat(quick.holds(frame)).isEqualTo(quick.exact().holds(frame));
        }
    }

    @Test
    void codesAreToldApartOnceAllTextsWereMet() {
        CodeMemo memo = new CodeMemo();
        memo.keep(1, false);
        memo.keepHit(2, true, 2);
        assertThat(memo.answer(3)).isEqualTo(-1);
        memo.keepHit(4, true, 2);
        assertThat(List.of(memo.answer(1), memo.answer(2), memo.answer(3), memo.answer(4)))
                .containsExactly(0, 1, 0, 1);
    }

    private static Plan plan(String text) {
        Lexicon lexicon = new Lexicon(Shop.PLAN, CLOCK, Map.of(), Map.of());
        Checked checked = Checker.condition(Parser.parse(text), lexicon);
        return new Compiler(lexicon).condition(checked).plan();
    }

    private static Frame frame(Plan plan, History history) {
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        evaluation.open(history, NOW, Scope.Mode.AS_CORRECTED);
        return evaluation.frame(0);
    }

    /// Purchases of the last days, some without an amount, some of kind `a` and some of kind `b`.
    private static History history(Plan plan, Random random, int size, long most) {
        List<Property> properties = plan.needs().properties();
        History history = new History(properties, code -> code == 0 ? "a" : "b");
        history.begin(1);
        history.extend(size);
        long[] instants = random.longs(size, NOW - 6 * LocalClock.MICROS_PER_DAY, NOW + 1)
                .sorted()
                .toArray();
        for (int event = 0; event < size; event++) {
            history.types()[event] = PURCHASE.ordinal();
            history.instants()[event] = instants[event];
            for (Property property : properties) {
                if (property.name().equals("kind")) {
                    history.values(property)[event] = random.nextInt(2);
                } else if (random.nextInt(5) > 0) {
                    history.values(property)[event] = random.nextLong(-most, most) * 10_000;
                }
            }
        }
        return history;
    }
}
