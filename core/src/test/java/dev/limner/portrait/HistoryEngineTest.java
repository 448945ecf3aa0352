package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryEngineTest {
    private static final Instant KNOWN_LATE = Instant.parse("2024-03-05T00:00:00Z");

    /// Tells what every event has.
    private record BuiltIns() implements Study<ArrayList<String>> {
        @Override
        public Needs needs() {
            return new Needs(Shop.PLAN.types(), List.of(Shop.PLAN.known(), Shop.PLAN.zone(), Shop.PLAN.source()));
        }

        @Override
        public ArrayList<String> start() {
            return new ArrayList<>();
        }

        @Override
        public void add(ArrayList<String> told, History history) {
            for (int event = 0; event < history.size(); event++) {
                told.add(LocalClock.instant(history.value(Shop.PLAN.known(), event)) + " "
                        + history.text(history.value(Shop.PLAN.zone(), event)) + " "
                        + history.text(history.value(Shop.PLAN.source(), event)));
            }
        }

        @Override
        public ArrayList<String> merge(ArrayList<String> left, ArrayList<String> right) {
            left.addAll(right);
            return left;
        }
    }

    @Test
    void eventsAreKnownAtOnceInTheShopsZoneUnlessTheySayOtherwise() {
        Shop shop = new Shop("Asia/Shanghai")
                .event(1, "2024-03-01T08:00", "visit", Map.of())
                .event(1, "2024-03-02T08:00", "visit", Map.of("known", KNOWN_LATE, "zone", "UTC", "source", "app"));
        Instant between = Instant.parse("2024-03-03T00:00:00Z");
        String first = "2024-03-01T00:00:00Z Asia/Shanghai shop";

        assertThat(shop.engine(1).run(new BuiltIns(), Scope.asOf(between), new Work()))
                .containsExactly(first, KNOWN_LATE + " UTC app");
        assertThat(shop.engine(2).run(new BuiltIns(), new Scope(between, Scope.Mode.AS_KNOWN, null, null), new Work()))
                .containsExactly(first);
    }
}
