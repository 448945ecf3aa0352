package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.quality.Drift;
import dev.limner.quality.Measured;
import dev.limner.quality.Measured.OfProperty;
import dev.limner.quality.Measured.Top;
import dev.limner.quality.Outliers;
import dev.limner.quality.Outliers.Season;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityMeasuresTest {
    private static final Instant START = Instant.parse("2024-01-01T12:00:00Z");
    private static final int DAY = 86_400;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static Line line(int customer, long seconds, Map<String, Object> values) {
        return new Line("c" + customer, "sold", START.plusSeconds(seconds).toString(), null, values);
    }

    private static Object number(double value) {
        return Double.doubleToLongBits(value);
    }

    private static Measured measure(Shop shop) {
        return new QualityMeasures(shop.store(), "till", ZoneId.of("UTC")).measure(Set.of());
    }

    private static OfProperty of(Measured measured, String name) {
        return measured.properties().stream()
                .filter(one -> one.property().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void volumePeriodCompletenessAndDistributionAreThoseOfTheEvents() {
        try (Shop shop = new Shop(folder)) {
            List<Line> lines = new ArrayList<>();
            for (int i = 1; i <= 100; i++) {
                Map<String, Object> values = new HashMap<>(Map.of("amount", i * 10_000L, "day", (long) i));
                if (i <= 75) {
                    values.put("item", i <= 50 ? "tea" : "cup " + i);
                }
                lines.add(line(i, i * 60L, values));
            }
            lines.add(new Line("", "back", "2024-01-09T00:00:00Z", null, Map.of()));
            shop.load("till", lines);
            shop.load("other", List.of(line(1, 0, Map.of("weight", number(3)))));
            shop.compact();
            Measured measured = measure(shop);
            assertThat(measured.volumes())
                    .containsExactly(
                            new Measured.Volume(
                                    "back",
                                    1,
                                    1,
                                    Instant.parse("2024-01-09T00:00:00Z"),
                                    Instant.parse("2024-01-09T00:00:00Z")),
                            new Measured.Volume("sold", 100, 0, START.plusSeconds(60), START.plusSeconds(6000)));
            assertThat(measured.properties())
                    .extracting(one -> one.property().name())
                    .containsExactly("amount", "item", "day");
            OfProperty item = of(measured, "item");
            assertThat(item.events()).isEqualTo(100); // `back` never has it in this source
            assertThat(item.filled()).isEqualTo(75);
            assertThat(item.distinct()).isEqualTo(26);
            assertThat(item.top())
                    .startsWith(new Top("tea", 50), new Top("cup 51", 1))
                    .hasSize(10);
            assertThat(item.quantiles()).isEmpty();
            assertThat(item.last()).isEqualTo(START.plusSeconds(75 * 60));
            assertThat(of(measured, "amount").quantiles())
                    .containsExactly("1.0000", "5.0000", "25.0000", "50.0000", "75.0000", "95.0000", "100.0000");
            assertThat(of(measured, "day").quantiles()).startsWith("1970-01-02").endsWith("1970-04-11");
        }
    }

    @Test
    void aPropertyThatTheMappingNamesIsToldEvenWhereNoEventHasIt() {
        try (Shop shop = new Shop(folder)) {
            shop.load("till", List.of(line(1, 0, Map.of("amount", 1L))));
            Measured measured = new QualityMeasures(shop.store(), "till", ZoneId.of("UTC")).measure(Set.of("item"));
            assertThat(of(measured, "item").filled()).isZero();
            assertThat(of(measured, "item").events()).isEqualTo(1);
            assertThat(new QualityMeasures(shop.store(), "nobody", ZoneId.of("UTC"))
                            .measure(Set.of("item"))
                            .properties())
                    .isEmpty();
        }
    }

    @Test
    void outliersAreThoseOfThePlainDefinition() {
        Random random = new Random(5);
        double[] values = IntStream.range(0, 1500)
                .mapToDouble(i -> Math.rint(1000 * Math.exp(random.nextGaussian())) / 10)
                .toArray();
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    IntStream.range(0, values.length)
                            .mapToObj(i -> line(i, i * 37L, Map.of("weight", number(values[i]))))
                            .toList());
            Outliers outliers =
                    Objects.requireNonNull(of(measure(shop), "weight").outliers());
            double middle = median(values);
            double spread =
                    median(Arrays.stream(values).map(x -> Math.abs(x - middle)).toArray());
            long expected = Arrays.stream(values)
                    .filter(x -> 0.6745 * Math.abs(x - middle) / spread > 3.5)
                    .count();
            assertThat(expected).isBetween(20L, 400L);
            assertThat(outliers.count()).isEqualTo(expected);
            assertThat(outliers.judged()).isEqualTo(1500);
            assertThat(outliers.season()).isEqualTo(Season.NONE);
            assertThat(Double.parseDouble(outliers.examples().getFirst().value()))
                    .isEqualTo(Arrays.stream(values).max().orElseThrow());
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    @Test
    void aValueIsComparedWithItsWeekdayWhereWeekdaysDiffer() {
        Random random = new Random(6);
        try (Shop shop = new Shop(folder)) {
            List<Line> lines = new ArrayList<>();
            for (int day = 0; day < 7 * 40; day++) {
                boolean weekend = day % 7 >= 5; // the first day is a Monday
                double usual = weekend ? 1000 : 100;
                lines.add(line(day, (long) day * DAY, Map.of("weight", number(usual + random.nextInt(20)))));
            }
            // usual at the weekend, and far too much on a Tuesday
            lines.add(line(999, DAY, Map.of("weight", number(1005))));
            shop.load("till", lines);
            Outliers outliers =
                    Objects.requireNonNull(of(measure(shop), "weight").outliers());
            assertThat(outliers.season()).isEqualTo(Season.WEEKDAY);
            assertThat(outliers.count()).isEqualTo(1);
            assertThat(outliers.examples().getFirst().value()).isEqualTo("1005");
        }
    }

    @Test
    void whereMoreThanHalfAreEqualNothingCanBeJudged() {
        try (Shop shop = new Shop(folder)) {
            shop.load(
                    "till",
                    IntStream.range(0, 50)
                            .mapToObj(i -> line(i, i, Map.of("weight", number(i < 40 ? 1 : i))))
                            .toList());
            Outliers outliers =
                    Objects.requireNonNull(of(measure(shop), "weight").outliers());
            assertThat(outliers.judged()).isZero();
            assertThat(outliers.count()).isZero();
        }
    }

    @Test
    void loadsAreComparedByTheSameBins() {
        Random random = new Random(8);
        try (Shop shop = new Shop(folder)) {
            shop.load("till", drawn(random, 0, 0));
            shop.load("till", drawn(random, 2000, 0));
            assertThat(drift(shop, "weight").psi()).isLessThan(0.05);
            assertThat(drift(shop, "weight").shifted()).isFalse();
            assertThat(drift(shop, "item").shifted()).isFalse();
            shop.compact();
            shop.load("till", drawn(random, 4000, 1));
            Drift weight = drift(shop, "weight");
            assertThat(weight.much()).isTrue();
            assertThat(weight.filledBefore()).isEqualTo(1);
            assertThat(weight.filledNow()).isCloseTo(0.75, within(0.04));
            assertThat(drift(shop, "item").much()).isTrue();
        }
    }

    private static Drift drift(Shop shop, String property) {
        return Drift.of(Objects.requireNonNull(of(measure(shop), property).histogram()));
    }

    private static List<Line> drawn(Random random, int from, double shift) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            if (shift == 0 || random.nextInt(4) > 0) {
                values.put("weight", number(random.nextGaussian() + shift));
            }
            values.put("item", shift == 0 ? "item" + random.nextInt(20) : "new" + random.nextInt(20));
            lines.add(line(from + i, from + i, Map.copyOf(values)));
        }
        return lines;
    }

    @Test
    void theUsualGapIsThatBetweenLocalDaysWithEvents() {
        try (Shop shop = new Shop(folder)) {
            assertThat(measure(shop).usualGapDays()).isNull();
            shop.load(
                    "till",
                    IntStream.of(0, 1, 2, 5, 6)
                            .mapToObj(day -> line(day, (long) day * DAY, Map.of("weight", number(day))))
                            .toList());
            assertThat(measure(shop).usualGapDays()).isEqualTo(3);
            // noon in UTC is the next day in Kiritimati, for all alike
            assertThat(new QualityMeasures(shop.store(), "till", ZoneId.of("Pacific/Kiritimati"))
                            .measure(Set.of())
                            .usualGapDays())
                    .isEqualTo(3);
        }
    }
}
