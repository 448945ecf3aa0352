package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.source.EventSink;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInPropertiesTest {
    private static final String FIRST =
            "sold 2026-01-02T00:00:00Z tea " + micros("2026-01-02T00:00:00Z") + " Asia/Shanghai web";
    private static final String SECOND =
            "sold 2026-01-02T00:00:00Z cup " + micros("2026-03-01T00:00:00Z") + " America/New_York till";
    private static final String THIRD =
            "back 2026-02-01T00:00:00Z tea " + micros("2026-02-01T00:00:00.000001Z") + " Asia/Shanghai web";

    @TempDir
    private Path folder = Path.of("");

    private static long micros(String instant) {
        return LocalClock.micros(Instant.parse(instant));
    }

    private static void load(Shop shop, String source, String zone, List<Line> lines) {
        try (EventSink sink = shop.store().load(source, "by hand", zone)) {
            sink.append(shop.batch(lines));
            sink.finish(new Tally(), List.of(), new Work());
        }
    }

    private static void loadWeb(Shop shop) {
        load(
                shop,
                "web",
                "Asia/Shanghai",
                List.of(
                        Line.sold("ann", "2026-01-02T00:00:00Z", "tea"),
                        new Line(
                                "ann",
                                "back",
                                "2026-02-01T00:00:00Z",
                                "2026-02-01T00:00:00.000001Z",
                                Map.of("item", "tea"))));
    }

    private static void loadTill(Shop shop) {
        load(
                shop,
                "till",
                "America/New_York",
                List.of(new Line(
                        "ann", "sold", "2026-01-02T00:00:00Z", "2026-03-01T00:00:00Z", Map.of("item", "cup"))));
    }

    private static List<String> told(Shop shop, Scope.Mode mode) {
        TrackingPlan plan = shop.store().plan();
        List<Property> asked = List.of(shop.property("item"), plan.known(), plan.zone(), plan.source());
        Telling telling = new Telling(plan.types(), plan.types(), asked);
        Scope scope = new Scope(Instant.parse("2026-02-15T00:00:00Z"), mode, null, null);
        return new DuckDbEngine(shop.store(), 2).run(telling, scope, new Work()).getOrDefault(0, List.of());
    }

    @Test
    void aStudyIsToldWhatEveryEventHasFromDeltaAndLakeAndBoth() {
        try (Shop shop = new Shop(folder)) {
            loadWeb(shop);
            assertThat(told(shop, Scope.Mode.AS_CORRECTED)).containsExactly(FIRST, THIRD);
            shop.compact();
            assertThat(told(shop, Scope.Mode.AS_CORRECTED)).containsExactly(FIRST, THIRD);
            loadTill(shop);
            assertThat(told(shop, Scope.Mode.AS_CORRECTED)).containsExactly(FIRST, SECOND, THIRD);
            assertThat(told(shop, Scope.Mode.AS_KNOWN)).containsExactly(FIRST, THIRD);
            shop.compact();
            assertThat(told(shop, Scope.Mode.AS_CORRECTED)).containsExactly(FIRST, SECOND, THIRD);
        }
    }
}
