package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.engine.Scope;
import dev.limner.portrait.Formulas;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Shop;
import dev.limner.work.Work;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/// Twelve customers, of whom the customer n has n + 1 orders.
class ContrastTest {
    private final People people = people();

    private static People people() {
        Shop shop = new Shop("Asia/Shanghai");
        for (int customer = 0; customer < 12; customer++) {
            for (int order = 0; order <= customer; order++) {
                shop.order(customer, "2024-01-%02dT10:00".formatted(1 + order), "10");
            }
        }
        return Portraits.bind(Shop.catalogue(), Formulas.standard().with(RfmFormula.all()), Shop.PLAN)
                .people(
                        shop.engine(2),
                        Moment.before(LocalDate.parse("2024-03-01"), shop.clock()),
                        Scope.Mode.AS_CORRECTED,
                        new Work());
    }

    private static RoaringBitmap from(int first) {
        return RoaringBitmap.bitmapOfRange(first, 12);
    }

    /// Inside 7 to 12 orders, outside 1 to 6: means 9.5 and 3.5, both variances 3.5, so d = 6 / sqrt(3.5),
    /// corrected by
    /// 1 - 3 / 39.
    @Test
    void numbersAreComparedAsByHand() {
        Contrast.Row orders = Contrast.of(people, from(6)).rows().stream()
                .filter(row -> row.tag().name().equals("orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.inside()).isEqualTo(9.5);
        assertThat(orders.outside()).isEqualTo(3.5);
        assertThat(orders.effect()).isCloseTo(6 / Math.sqrt(3.5) * 36 / 39, within(1e-12));
        assertThat(orders.value()).isNull();
    }

    @Test
    void sharesOfAChoiceAreAmongThoseWhoHaveTheTag() {
        List<Contrast.Row> tiers = Contrast.of(people, from(6)).rows().stream()
                .filter(row -> row.tag().name().equals("value_tier"))
                .toList();
        assertThat(tiers).isNotEmpty();
        assertThat(tiers.stream().mapToDouble(Contrast.Row::inside).sum()).isCloseTo(1, within(1e-12));
        assertThat(tiers.stream().mapToDouble(Contrast.Row::outside).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theGreatestEffectStandsFirst() {
        List<Double> sizes = Contrast.of(people, from(5)).rows().stream()
                .map(row -> -Math.abs(row.effect()))
                .toList();
        assertThat(sizes).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void fewerThanFiveOnEitherSideSayNothing() {
        assertThat(Contrast.of(people, from(8)).rows()).isEmpty();
        assertThat(Contrast.of(people, from(4)).rows()).isEmpty();
        assertThat(Contrast.of(people, from(7)).rows()).isNotEmpty();
    }
}
