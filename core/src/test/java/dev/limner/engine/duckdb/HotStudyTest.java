package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.TextTable;
import dev.limner.segment.HotStudy;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories in memory beside those of the store that they came from.
class HotStudyTest {
    @TempDir
    private Path folder = Path.of("");

    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < 60; i++) {
            // many of one instant, some known later, some dated ahead
            String at = "20%d-01-0%dT00:00:00Z".formatted(i % 10 == 0 ? 90 : 26, 1 + random.nextInt(2));
            String known = i % 7 == 0 ? "2026-02-01T00:00:00Z" : null;
            Map<String, Object> values = Map.of("item", "item" + i, "amount", (long) random.nextInt(1_000));
            lines.add(new Line(i % 3 == 0 ? "ann" : "bob", "sold", at, known, values));
        }
        return lines;
    }

    @Test
    void theyAreThoseOfTheStoreInItsOrderAndStaySoWhenEventsComeOneByOne() {
        try (Shop shop = new Shop(folder)) {
            shop.load("till", lines());
            List<Property> properties = List.of(shop.property("item"), shop.property("amount"));
            List<EventType> types = shop.store().plan().types();
            DuckDbEngine engine = new DuckDbEngine(shop.store(), 2);
            Map<Integer, List<String>> stored = engine.run(
                    new Telling(types, types, properties),
                    Scope.asOf(Instant.parse("2100-01-01T00:00:00Z")),
                    new Work());
            TextTable texts = new TextTable();
            HotHistories hot = HotStudy.load(
                    engine, new Needs(types, properties), shop.store().plan(), texts, new Work());
            HotHistories oneByOne =
                    new HotHistories(properties, shop.store().plan().known(), texts);
            assertThat(stored).hasSize(2);
            stored.forEach((customer, told) -> {
                assertThat(Shop.told(hot.view().history(customer), types, properties))
                        .isEqualTo(told);
                List<HotEvent> events = new ArrayList<>(hot.events(customer));
                Collections.shuffle(events, new Random(customer));
                events.forEach(event -> oneByOne.add(customer, event));
                assertThat(Shop.told(oneByOne.view().history(customer), types, properties))
                        .isEqualTo(told);
            });
        }
    }
}
