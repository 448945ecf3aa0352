package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.portrait.Shop.Event;
import dev.limner.segment.RfmFormula;
import dev.limner.work.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags of random histories against a reading of their definitions in plain streams.
class PlainReadingTest {
    private static final LocalDate TODAY = LocalDate.parse("2024-04-01");

    private final Portraits portraits =
            Portraits.bind(Shop.catalogue(), Formulas.standard().with(RfmFormula.all()), Shop.PLAN);

    /// One customer's events before the date, read plainly.
    private record Reader(List<Event> events, ZoneId zone, Instant now) {
        Stream<Event> of(String type) {
            return events.stream().filter(event -> event.type().name().equals(type));
        }

        LocalDate day(Event event) {
            return event.at().atZone(zone).toLocalDate();
        }

        @Nullable
        Object value(Event event, String property) {
            return event.values().get(Shop.PLAN.property(event.type(), property));
        }

        BigDecimal sum(Stream<Event> of, String property) {
            return of.map(event -> (BigDecimal) Objects.requireNonNull(value(event, property)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        Stream<Event> last(String type, int days) {
            return of(type).filter(event -> event.at().isAfter(now.minus(Duration.ofDays(days))));
        }

        List<LocalDate> orderDays() {
            return of("order").map(this::day).distinct().sorted().toList();
        }

        @Nullable
        Double cadence() {
            List<LocalDate> days = orderDays();
            List<Long> gaps = IntStream.range(1, days.size())
                    .mapToObj(i -> ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)))
                    .sorted()
                    .toList();
            return gaps.isEmpty()
                    ? null
                    : Double.valueOf((gaps.get(gaps.size() / 2) + gaps.get((gaps.size() - 1) / 2)) / 2.0);
        }

        List<Event> products() {
            return of("purchase")
                    .filter(event -> !"service".equals(value(event, "kind")))
                    .sorted(Comparator.comparing(Event::at))
                    .toList();
        }

        @Nullable
        String favourite() {
            List<Object> names = products().stream()
                    .map(event -> Objects.requireNonNull(value(event, "item_name")))
                    .toList();
            Map<Object, Long> counts =
                    names.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
            return names.stream()
                    .max(Comparator.comparing((Object name) -> counts.getOrDefault(name, 0L))
                            .thenComparing(names::lastIndexOf))
                    .map(Object::toString)
                    .orElse(null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kathmandu", "Australia/Lord_Howe", "America/New_York", "Asia/Shanghai"})
    void tagsAreWhatTheirDefinitionsSay(String zone) {
        Shop shop = Shop.random(zone.hashCode(), 200, zone);
        Moment moment = Moment.before(TODAY, shop.clock());
        People people = portraits.people(shop.engine(3), moment, Scope.Mode.AS_CORRECTED, new Work());
        shop.events().forEach((customer, all) -> {
            List<Event> known = all.stream()
                    .filter(event ->
                            event.at().atZone(ZoneId.of(zone)).toLocalDate().isBefore(TODAY))
                    .toList();
            assertThat(people.customers().contains(customer)).isEqualTo(!known.isEmpty());
            if (!known.isEmpty()) {
                check(people, customer, new Reader(known, ZoneId.of(zone), moment.instant()));
            }
        });
    }

    private static void check(People people, int customer, Reader reader) {
        long orders = reader.of("order").count();
        BigDecimal spend = reader.sum(reader.of("order"), "total");
        List<LocalDate> days = reader.orderDays();
        assertThat(people.column("orders").value(customer)).isEqualTo(orders);
        assertThat(money(people, "spend", customer)).isEqualByComparingTo(spend);
        assertThat(money(people, "spend_last_365_days", customer))
                .isEqualByComparingTo(reader.sum(reader.last("order", 365), "total"));
        assertThat(people.column("orders_last_90_days").value(customer))
                .isEqualTo(reader.last("order", 90).count());
        assertThat(people.column("active_days").value(customer)).isEqualTo(days.size());
        assertThat(people.column("months_active").value(customer))
                .isEqualTo(days.stream()
                        .map(day -> day.withDayOfMonth(1))
                        .distinct()
                        .count());
        assertThat(people.column("last_order").text(customer))
                .isEqualTo(days.isEmpty() ? null : days.getLast().toString());
        assertThat(people.column("days_since_last_order").text(customer))
                .isEqualTo(days.isEmpty() ? null : Long.toString(ChronoUnit.DAYS.between(days.getLast(), TODAY)));
        Double cadence = reader.cadence();
        assertThat(people.column("cadence").number(customer))
                .isEqualTo(cadence == null ? Double.valueOf(Double.NaN) : cadence);
        assertThat(people.column("distinct_items").value(customer))
                .isEqualTo(reader.products().stream()
                        .map(event -> reader.value(event, "item"))
                        .distinct()
                        .count());
        assertThat(people.column("favourite_item").text(customer)).isEqualTo(reader.favourite());
        assertThat(money(people, "returned_amount", customer))
                .isEqualByComparingTo(reader.sum(reader.of("return"), "amount"));
        if (orders > 0) {
            assertThat(money(people, "average_basket", customer))
                    .isEqualByComparingTo(spend.divide(BigDecimal.valueOf(orders), 4, RoundingMode.HALF_EVEN));
        }
    }

    private static BigDecimal money(People people, String tag, int customer) {
        return Money.decimal(people.column(tag).value(customer));
    }
}
