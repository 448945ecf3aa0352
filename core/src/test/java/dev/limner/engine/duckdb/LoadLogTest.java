package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.Words;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Tally;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadLogTest {
    private static final TrackingPlan PLAN = new TrackingPlan(new TrackingPlan.File(
            Map.of("visit", new TrackingPlan.File.TypeEntry(new Words("Visit", "到访"), List.of())), Map.of()));

    @Test
    void loadsAreReadAsTheyWereReported(@TempDir Path folder) {
        try (Store store = Store.open(folder, PLAN, new Store.Limits(256, 2))) {
            List<LoadReport> reported = new ArrayList<>();
            for (int load = 0; load < 2; load++) {
                reported.addFirst(visits(store, 3, load));
            }

            assertThat(store.loads())
                    .usingRecursiveComparison()
                    .ignoringFields("startedAt")
                    .isEqualTo(reported);
        }
    }

    private static LoadReport visits(Store store, int visits, int load) {
        EventType visit = PLAN.type("visit");
        try (EventSink sink = store.load("door", "door.csv", "UTC")) {
            EventBatch batch = new EventBatch(PLAN);
            for (int i = 0; i < visits; i++) {
                int event = batch.extend();
                batch.types[event] = visit;
                batch.customers[event] = store.customers().number("member", "m" + i);
                batch.idLow[event] = load * 100L + i;
            }
            sink.append(batch);
            sink.setAside(List.of(new EventSink.QuarantinedRow(null, 7, "no_rule", load, 1, List.of("a", "b"))));
            return sink.finish(new Tally(), List.of(), new Work());
        }
    }
}
