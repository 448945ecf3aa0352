package dev.limner.portrait;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.history.LocalClock;
import dev.limner.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A small shop for tests: its plan, and events by customer that read like a diary.
public final class Shop {
    public static final TrackingPlan PLAN = new TrackingPlan(new TrackingPlan.File(types(), properties()));
    public static final EventType ORDER = PLAN.type("order");

    private final LocalClock clock;
    private final Map<Integer, List<Event>> events = new TreeMap<>();

    /// One event; texts, lists of texts, decimals, whole numbers and instants by property, built-in ones
    /// included.
    public record Event(Instant at, EventType type, Map<Property, Object> values) {
        Instant known() {
            return (Instant) Objects.requireNonNull(values.get(PLAN.known()));
        }
    }

    public Shop(String zone) {
        clock = new LocalClock(ZoneId.of(zone));
    }

    public LocalClock clock() {
        return clock;
    }

    /// An order without lines at a local time such as `2024-03-01T10:00`.
    public Shop order(int customer, String at, String total) {
        return event(customer, at, "order", Map.of("total", new BigDecimal(total), "lines", 1, "quantity", 1));
    }

    public Shop line(int customer, String at, String item, String kind) {
        return event(customer, at, "purchase", Map.of("item", item, "item_name", item + "!", "kind", kind));
    }

    public Shop giveBack(int customer, String at, String amount) {
        return event(customer, at, "return", Map.of("amount", new BigDecimal(amount)));
    }

    /// An event that was known at once, in the shop's zone and by the source `shop`, where `values` say
    /// nothing else.
    public Shop event(int customer, String at, String type, Map<String, Object> values) {
        Map<Property, Object> byProperty = new LinkedHashMap<>();
        EventType of = PLAN.type(type);
        Instant instant = LocalDateTime.parse(at).atZone(clock.zone()).toInstant();
        byProperty.put(PLAN.known(), instant);
        byProperty.put(PLAN.zone(), clock.zone().getId());
        byProperty.put(PLAN.source(), "shop");
        values.forEach((name, value) -> {
            Property builtIn = PLAN.builtIn(name);
            byProperty.put(builtIn == null ? PLAN.property(of, name) : builtIn, value);
        });
        events.computeIfAbsent(customer, _ -> new ArrayList<>()).add(new Event(instant, of, byProperty));
        return this;
    }

    public Map<Integer, List<Event>> events() {
        return events;
    }

    public HistoryEngine engine(int groups) {
        return new HistoryEngine(events, groups);
    }

    /// So many customers with random orders, lines and returns in 2023 and 2024.
    public static Shop random(long seed, int customers, String zone) {
        Random random = new Random(seed);
        Shop shop = new Shop(zone);
        for (int i = 0; i < customers; i++) {
            int customer = i * 3 + random.nextInt(3);
            int orders = random.nextInt(6);
            for (int order = 0; order < orders; order++) {
                String at = LocalDateTime.of(2023, 1, 1, 0, 30)
                        .plusHours(random.nextInt(17_000))
                        .toString();
                shop.order(
                        customer,
                        at,
                        BigDecimal.valueOf(random.nextInt(400_000), 2).toString());
                shop.line(customer, at, "item" + random.nextInt(4), random.nextInt(5) == 0 ? "service" : "product");
            }
            if (random.nextInt(4) == 0) {
                shop.giveBack(customer, "2024-02-0" + (1 + random.nextInt(9)) + "T12:00", "3.5");
            }
        }
        return shop;
    }

    public static Catalogue catalogue() {
        return new Catalogue(read(Catalogue.class, "catalogue.yaml", Catalogue.File.class));
    }

    public static <T> T read(Class<?> place, String name, Class<T> type) {
        YAMLMapper mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream file = Objects.requireNonNull(place.getResourceAsStream(name))) {
            return mapper.readValue(file, type);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, TrackingPlan.File.TypeEntry> types() {
        Map<String, TrackingPlan.File.TypeEntry> types = new LinkedHashMap<>();
        types.put("order", type("order_id", "total", "lines", "quantity", "country"));
        types.put(
                "purchase",
                type("order_id", "item", "item_name", "kind", "quantity", "unit_price", "amount", "country"));
        types.put("return", type("order_id", "item", "item_name", "kind", "quantity", "amount", "country"));
        types.put("visit", type("country"));
        return types;
    }

    private static TrackingPlan.File.TypeEntry type(String... properties) {
        return new TrackingPlan.File.TypeEntry(new Words("", ""), List.of(properties));
    }

    private static Map<String, TrackingPlan.File.PropertyEntry> properties() {
        Map<String, TrackingPlan.File.PropertyEntry> all = new LinkedHashMap<>();
        for (String name : List.of("order_id", "item", "item_name", "kind", "country")) {
            all.put(name, property(ValueType.TEXT));
        }
        for (String name : List.of("lines", "quantity")) {
            all.put(name, property(ValueType.INTEGER));
        }
        for (String name : List.of("total", "unit_price", "amount")) {
            all.put(name, property(ValueType.MONEY));
        }
        return all;
    }

    private static TrackingPlan.File.PropertyEntry property(ValueType type) {
        return new TrackingPlan.File.PropertyEntry(type, new Words("", ""), null);
    }

    /// A value that may be missing, as the tests compare it.
    public static @Nullable String shown(People people, String tag, int customer) {
        return people.column(tag).text(customer);
    }
}
