package dev.limner.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.engine.Study;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Shop;
import dev.limner.work.Work;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InsightTest {
    private static final Trade TRADE = Trade.of(Shop.PLAN);

    private static Moment before(Shop shop, String date) {
        return Moment.before(LocalDate.parse(date), shop.clock());
    }

    private static <A> A run(Shop shop, Study<A> study, Moment moment) {
        return shop.engine(2).run(study, moment.scope(), new Work());
    }

    private static Map<String, Kpi> kpis(Shop shop, String before, int days) {
        Moment moment = before(shop, before);
        return Kpi.of(run(shop, new KpiStudy(TRADE, moment, days), moment)).stream()
                .collect(Collectors.toMap(Kpi::id, Function.identity()));
    }

    private static Kpi of(Map<String, Kpi> kpis, String id) {
        return Objects.requireNonNull(kpis.get(id));
    }

    private static BigDecimal value(Map<String, Kpi> kpis, String id) {
        return Objects.requireNonNull(of(kpis, id).value());
    }

    private static Shop twoMonths() {
        return new Shop("America/New_York")
                .order(1, "2024-01-31T23:59:59", "10")
                .order(1, "2024-02-01T00:00", "30")
                .order(2, "2024-02-10T12:00", "20.5")
                .order(2, "2024-02-10T13:00", "9.5")
                .order(3, "2024-02-29T23:59:59", "40")
                .order(4, "2024-03-01T00:00", "1000")
                .giveBack(1, "2024-02-15T12:00", "5");
    }

    @Test
    void keyFiguresCountWholeLocalDays() {
        Map<String, Kpi> kpis = kpis(twoMonths(), "2024-03-01", 29);
        assertThat(of(kpis, "revenue").value()).isEqualTo(new BigDecimal("100.00"));
        assertThat(of(kpis, "revenue").previous()).isEqualTo(new BigDecimal("10.00"));
        assertThat(of(kpis, "orders").value()).isEqualTo(BigDecimal.valueOf(4));
        assertThat(of(kpis, "active_customers").value()).isEqualTo(BigDecimal.valueOf(3));
        assertThat(of(kpis, "new_customers").value()).isEqualTo(BigDecimal.valueOf(2));
        assertThat(of(kpis, "new_customers").previous()).isEqualTo(BigDecimal.ONE);
        assertThat(of(kpis, "average_order").value()).isEqualTo(new BigDecimal("25.00"));
        assertThat(of(kpis, "repeat_share").value()).isEqualTo(new BigDecimal("0.666667"));
        assertThat(of(kpis, "return_amount").value()).isEqualTo(new BigDecimal("5.00"));
    }

    @Test
    void whatCannotBeToldIsMissing() {
        Map<String, Kpi> kpis = kpis(twoMonths(), "2020-01-01", 30);
        assertThat(of(kpis, "average_order").value()).isNull();
        assertThat(of(kpis, "repeat_share").value()).isNull();
        assertThat(of(kpis, "repeat_share").interval()).isNull();
        assertThat(of(kpis, "revenue").value()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void theIntervalOfAShareMatchesWilson1927() {
        // 15 of 50: 0.1910, 0.4375 by the closed form with z = 1.959964.
        Interval interval = Interval.ofShare(15, 50);
        assertThat(interval.low()).isCloseTo(0.1910, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.4375, within(1e-4));
        assertThat(Interval.ofShare(0, 10).low()).isZero();
        assertThat(Interval.ofShare(10, 10).high()).isEqualTo(1);
    }

    @Test
    void theIntervalOfTheAverageOrderIsThatOfAMeanWhereEachOrdersOnce() {
        Shop shop = new Shop("UTC");
        for (int customer = 0; customer < 4; customer++) {
            shop.order(
                    customer,
                    "2024-02-10T12:00",
                    List.of("10", "20", "30", "40").get(customer));
        }
        Interval interval = Objects.requireNonNull(
                of(kpis(shop, "2024-03-01", 30), "average_order").interval());
        double error = Math.sqrt(500.0 / 3 / 4); // sample variance over n
        assertThat(interval.low()).isCloseTo(25 - 1.959964 * error, within(1e-4));
        assertThat(interval.high()).isCloseTo(25 + 1.959964 * error, within(1e-4));
    }

    @Test
    void aSeriesCountsACustomerOnceAStep() {
        Shop shop = twoMonths();
        Moment moment = before(shop, "2024-03-02");
        LocalDate from = LocalDate.parse("2024-01-30");
        LocalDate to = LocalDate.parse("2024-03-02");
        SeriesStudy months = new SeriesStudy(TRADE, moment, from, to, Step.MONTH);
        assertThat(months.points(run(shop, months, moment)))
                .containsExactly(
                        new SeriesStudy.Point(LocalDate.parse("2024-01-01"), true, 100_000, 1, 1, 1, 0),
                        new SeriesStudy.Point(LocalDate.parse("2024-02-01"), false, 1_000_000, 4, 3, 2, 50_000),
                        new SeriesStudy.Point(LocalDate.parse("2024-03-01"), true, 10_000_000, 1, 1, 1, 0));
        SeriesStudy weeks = new SeriesStudy(TRADE, moment, from, to, Step.WEEK);
        List<SeriesStudy.Point> points = weeks.points(run(shop, weeks, moment));
        assertThat(points).hasSize(5);
        assertThat(points.getFirst())
                .isEqualTo(new SeriesStudy.Point(LocalDate.parse("2024-01-29"), true, 400_000, 2, 1, 1, 0));
        SeriesStudy days = new SeriesStudy(TRADE, moment, from, to, Step.DAY);
        assertThat(days.points(run(shop, days, moment)).stream().filter(point -> point.orders() > 0))
                .extracting(SeriesStudy.Point::activeCustomers)
                .containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void aSeriesSumsToTheKeyFigures() {
        for (long seed = 1; seed <= 10; seed++) {
            Shop shop = Shop.random(seed, 60, "Australia/Lord_Howe");
            Moment moment = before(shop, "2024-06-01");
            SeriesStudy series = new SeriesStudy(TRADE, moment, LocalDate.parse("2024-03-03"), moment.date(), Step.DAY);
            List<SeriesStudy.Point> points = series.points(run(shop, series, moment));
            Map<String, Kpi> kpis = kpis(shop, "2024-06-01", 90);
            assertThat(BigDecimal.valueOf(
                            points.stream()
                                    .mapToLong(SeriesStudy.Point::revenue)
                                    .sum(),
                            4))
                    .isEqualByComparingTo(of(kpis, "revenue").value());
            assertThat(points.stream()
                            .mapToLong(SeriesStudy.Point::newCustomers)
                            .sum())
                    .isEqualTo(value(kpis, "new_customers").longValueExact());
        }
    }

    @Test
    void groupsDoNotMatter() {
        for (long seed = 1; seed <= 10; seed++) {
            Shop shop = Shop.random(seed, 50, "Asia/Kathmandu");
            Moment moment = before(shop, "2024-06-01");
            KpiStudy kpis = new KpiStudy(TRADE, moment, 200);
            HeatMapStudy heat = new HeatMapStudy(TRADE, moment, null, null);
            SeriesStudy series =
                    new SeriesStudy(TRADE, moment, LocalDate.parse("2023-01-01"), moment.date(), Step.WEEK);
            for (int groups : new int[] {2, 5}) {
                assertThat(Kpi.of(shop.engine(groups).run(kpis, moment.scope(), new Work())))
                        .isEqualTo(Kpi.of(shop.engine(1).run(kpis, moment.scope(), new Work())));
                assertThat(series.points(shop.engine(groups).run(series, moment.scope(), new Work())))
                        .isEqualTo(series.points(shop.engine(1).run(series, moment.scope(), new Work())));
                assertThat(shop.engine(groups).run(heat, moment.scope(), new Work()))
                        .usingRecursiveComparison()
                        .isEqualTo(shop.engine(1).run(heat, moment.scope(), new Work()));
            }
        }
    }

    @Test
    void theHourMapTellsItsPeakInWords() {
        Shop shop = new Shop("Asia/Shanghai");
        for (int day = 1; day <= 6; day++) { // 2024-01-01 was a Monday
            shop.order(day, "2024-01-0" + day + "T12:59:59", "1");
        }
        shop.order(9, "2024-01-04T12:00", "1").order(9, "2024-01-04T13:00", "2");
        Moment moment = before(shop, "2024-06-01");
        HeatMapStudy.Cells cells = run(shop, new HeatMapStudy(TRADE, moment, null, null), moment);
        assertThat(cells.orders(4, 12)).isEqualTo(2);
        assertThat(cells.revenue(4, 13)).isEqualTo(20_000);
        assertThat(HeatFinding.of(cells).en())
                .isEqualTo("Most orders come on Thursday between 12:00 and 13:00: 25.0 % of all. "
                        + "There are none on Sunday.");
        assertThat(HeatFinding.of(cells).zh()).isEqualTo("星期四 12:00–13:00 下单最多，占全部订单的 25.0%。星期日没有订单。");
        HeatMapStudy late = new HeatMapStudy(TRADE, moment, LocalDate.parse("2024-02-01"), null);
        assertThat(HeatFinding.of(run(shop, late, moment)).en()).isEqualTo("There are no orders in this period.");
    }

    @Test
    void squaresAreSummedExactly() {
        ExactSum sum = new ExactSum();
        sum.add(Long.MAX_VALUE, 4);
        sum.add(-3, 5);
        sum.add(Long.MAX_VALUE, -4);
        assertThat(sum.value()).isEqualTo(-15);
    }
}
