package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.engine.Scope;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.RfmFormula;
import dev.limner.work.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.IntConsumer;

class PortraitsTest {
    private static final Formulas FORMULAS = Formulas.standard().with(RfmFormula.all());
    private final Portraits portraits = Portraits.bind(Shop.catalogue(), FORMULAS, Shop.PLAN);

    private People people(Shop shop, String before) {
        return portraits.people(
                shop.engine(2),
                Moment.before(LocalDate.parse(before), shop.clock()),
                Scope.Mode.AS_CORRECTED,
                new Work());
    }

    @Test
    void everyShippedTagIsOfferedToAFullPlan() {
        assertThat(portraits.notOffered()).isEmpty();
        assertThat(portraits.offered()).hasSizeGreaterThan(25);
    }

    @Test
    void aCustomerIsPaintedByTheOrdersAndLines() {
        Shop shop = new Shop("Asia/Shanghai")
                .order(7, "2024-01-01T09:30", "100")
                .order(7, "2024-01-11T09:10", "50.5")
                .order(7, "2024-02-10T23:59:59", "10.0001")
                .line(7, "2024-01-01T09:30", "tea", "product")
                .line(7, "2024-01-11T09:10", "cup", "product")
                .line(7, "2024-02-10T23:59:59", "postage", "service")
                .giveBack(7, "2024-02-11T08:00", "16.05001")
                .event(7, "2024-02-12T08:00", "visit", Map.of("country", "China"));
        People people = people(shop, "2024-03-01");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("first_seen", "2024-01-01");
        expected.put("last_seen", "2024-02-12");
        expected.put("first_order", "2024-01-01");
        expected.put("last_order", "2024-02-10");
        expected.put("orders", "3");
        expected.put("spend", "160.5001");
        expected.put("average_basket", "53.50");
        expected.put("largest_order", "100.00");
        expected.put("items_bought", "3");
        expected.put("distinct_items", "2");
        expected.put("lines_per_order", "1");
        expected.put("days_since_last_order", "20");
        expected.put("cadence", "20");
        expected.put("gap_before_last_order", "30");
        expected.put("active_days", "3");
        expected.put("months_active", "2");
        expected.put("returns", "1");
        expected.put("returned_amount", "16.05");
        expected.put("return_share", "0.1");
        expected.put("favourite_item", "cup!");
        expected.put("favourite_weekday", "saturday");
        expected.put("favourite_hour", "9");
        expected.put("orders_last_90_days", "3");
        expected.put("spend_last_365_days", "160.5001");
        expected.put("lifecycle", "active");
        expected.put("value_tier", "head");
        expected.forEach(
                (tag, value) -> assertThat(people.column(tag).text(7)).as(tag).isEqualTo(value));
        assertThat(people.column("country").text(7)).isNull();
        assertThat(people.column("spend_trend").text(7)).isNull();
    }

    @Test
    void aMomentBeforeADateKnowsNothingOfIt() {
        Shop shop = new Shop("America/New_York")
                .order(1, "2024-03-09T23:59:59", "1")
                .order(1, "2024-03-10T00:00", "2");
        assertThat(people(shop, "2024-03-10").column("spend").text(1)).isEqualTo("1.00");
        assertThat(people(shop, "2024-03-10").column("days_since_last_order").text(1))
                .isEqualTo("1");
        assertThat(people(shop, "2024-03-11").column("spend").text(1)).isEqualTo("3.00");
    }

    @Test
    void groupsDoNotMatter() {
        for (long seed = 1; seed <= 20; seed++) {
            Shop shop = Shop.random(seed, 40, "Asia/Kathmandu");
            List<String> one = shown(shop, 1);
            assertThat(shown(shop, 2)).isEqualTo(one);
            assertThat(shown(shop, 5)).isEqualTo(one);
        }
    }

    @Test
    void severalMomentsInOnePassAreThoseOfOnePassEach() {
        Shop shop = Shop.random(3, 60, "Australia/Lord_Howe");
        List<Moment> moments = List.of(
                Moment.before(LocalDate.parse("2023-07-01"), shop.clock()),
                Moment.before(LocalDate.parse("2024-12-01"), shop.clock()),
                Moment.before(LocalDate.parse("2024-02-01"), shop.clock()));
        List<People> together = portraits.people(shop.engine(3), moments, new Work());
        for (int i = 0; i < moments.size(); i++) {
            People alone = portraits.people(shop.engine(1), moments.get(i), Scope.Mode.AS_CORRECTED, new Work());
            assertThat(shown(together.get(i))).isEqualTo(shown(alone));
            assertThat(together.get(i).parameters()).isEqualTo(alone.parameters());
        }
    }

    @Test
    void parametersInForceAreAppliedAsTheyAre() {
        Shop shop =
                new Shop("Asia/Shanghai").order(1, "2024-01-01T09:30", "100").order(2, "2024-01-01T09:30", "1");
        Moment moment = Moment.before(LocalDate.parse("2024-03-01"), shop.clock());
        String model = ((PopulationFormula<?>) portraits.formula("value_tier")).model();
        ValueTiers tiers =
                new ValueTiers(2_000_000, 10_000, Fitted.at(moment, 9).published(4));
        PortraitStudy.Table table = shop.engine(1).run(portraits.study(moment), moment.scope(), new Work());
        People people = portraits.people(table, moment, Map.of(model, tiers));
        assertThat(people.column("value_tier").text(1)).isEqualTo("potential");
        assertThat(people.parameters()).containsEntry(model, tiers);
    }

    @Test
    void aPlanWithoutReturnsOffersAllButReturns() {
        TrackingPlan.File.PropertyEntry money =
                new TrackingPlan.File.PropertyEntry(ValueType.MONEY, new Words("", ""), null);
        TrackingPlan plan = new TrackingPlan(new TrackingPlan.File(
                Map.of("order", new TrackingPlan.File.TypeEntry(new Words("", ""), List.of("total"))),
                Map.of("total", money)));
        Portraits poorer = Portraits.bind(Shop.catalogue(), FORMULAS, plan);
        assertThat(poorer.notOffered().keySet())
                .contains("returns", "return_share", "favourite_item", "country")
                .doesNotContain("spend", "rfm_class", "value_tier");
        assertThatThrownBy(() -> poorer.formula("returns")).hasMessageContaining("There is no event type (return)");
    }

    @Test
    void onlySomeTagsComeWithThoseTheyAreComputedFrom() {
        assertThat(portraits.only(List.of("value_tier")).offered())
                .extracting(Tag::name)
                .containsExactly("orders", "spend", "value_tier");
        assertThatThrownBy(() -> portraits.only(List.of("spent")))
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("Maybe you meant (spend)");
    }

    @Test
    void aPercentileCountsTheLowerAndHalfOfTheEqual() {
        Shop shop = new Shop("UTC");
        for (int customer = 0; customer < 4; customer++) {
            shop.order(customer, "2024-01-01T09:30", List.of("5", "7", "7", "9").get(customer));
        }
        Column spend = people(shop, "2024-03-01").column("spend");
        assertThat(spend.percentile(0)).isCloseTo(0.125, within(1e-12));
        assertThat(spend.percentile(1)).isCloseTo(0.5, within(1e-12));
        assertThat(spend.percentile(3)).isCloseTo(0.875, within(1e-12));
        assertThat(spend.percentile(4)).isNaN();
    }

    @Test
    void nobodyIsNoProblem() {
        People people = people(new Shop("UTC"), "2024-01-01");
        assertThat(people.size()).isZero();
        assertThat(people.column("rfm_class").text(3)).isNull();
    }

    private List<String> shown(Shop shop, int groups) {
        Moment moment = Moment.before(LocalDate.parse("2024-06-01"), shop.clock());
        return shown(portraits.people(shop.engine(groups), moment, Scope.Mode.AS_CORRECTED, new Work()));
    }

    private static List<String> shown(People people) {
        List<String> all = new ArrayList<>();
        people.columns()
                .forEach(column -> people.customers().forEach((IntConsumer)
                        customer -> all.add(column.tag().name() + " " + customer + " " + column.text(customer))));
        return all;
    }
}
