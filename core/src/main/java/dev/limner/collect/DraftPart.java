package dev.limner.collect;

import dev.limner.engine.duckdb.Arrivals;
import dev.limner.source.EventBatch;
import dev.limner.source.EventSink.QuarantinedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;

/// What a draft has of one source so far: events, rows set aside, who was seen together.
final class DraftPart {
    private final String source;
    private final EventBatch events;
    private final List<String> zones = new ArrayList<>();
    private final List<QuarantinedRow> aside = new ArrayList<>();
    private final Map<Integer, Long> sightings = new HashMap<>();
    private long rows;
    private long duplicates;

    DraftPart(String source, EventBatch events) {
        this.source = source;
        this.events = events;
    }

    String source() {
        return source;
    }

    EventBatch events() {
        return events;
    }

    /// The zone in which an event was recorded.
    String zone(int event) {
        return zones.get(event);
    }

    /// The id of an event.
    UUID id(int event) {
        return new UUID(events.idHigh[event], events.idLow[event]);
    }

    /// Counts a row in, whatever becomes of it.
    void row() {
        rows++;
    }

    /// Counts a row that came before.
    void duplicate() {
        duplicates++;
    }

    /// Keeps the last event, which was recorded in that zone.
    void keep(String zone) {
        zones.add(zone);
    }

    void setAside(QuarantinedRow row) {
        aside.add(row);
    }

    /// Notes that a node of several identifiers was seen.
    void sight(int node, long known) {
        sightings.merge(node, known, Math::min);
    }

    /// Takes out the events at some places, which came before.
    void drop(IntPredicate which) {
        int before = events.size();
        List<String> left = new ArrayList<>();
        for (int event = 0; event < before; event++) {
            if (!which.test(event)) {
                left.add(zones.get(event));
            }
        }
        events.retain(which.negate());
        zones.clear();
        zones.addAll(left);
        duplicates += before - events.size();
    }

    Arrivals.Part closed() {
        return new Arrivals.Part(source, events, zones, aside, rows, duplicates, sightings);
    }
}
