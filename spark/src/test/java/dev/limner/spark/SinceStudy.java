package dev.limner.spark;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells every customer's events from each type's instant on, and says or keeps to itself that it looks at
/// no others.
record SinceStudy(List<EventType> types, Map<EventType, Instant> since, boolean says)
        implements Study<TreeMap<Integer, String>> {
    @Override
    public Needs needs() {
        return new Needs(types, List.of(), says ? since : Map.of());
    }

    @Override
    public TreeMap<Integer, String> start() {
        return new TreeMap<>();
    }

    @Override
    public void add(TreeMap<Integer, String> told, History history) {
        for (int event = 0; event < history.size(); event++) {
            EventType type = types.get(history.type(event));
            Instant at = LocalClock.instant(history.at(event));
            if (!at.isBefore(since.getOrDefault(type, Instant.MIN))) {
                told.merge(history.customer(), type.name() + " " + at, (before, next) -> before + "\n" + next);
            }
        }
    }

    @Override
    public TreeMap<Integer, String> merge(TreeMap<Integer, String> left, TreeMap<Integer, String> right) {
        left.putAll(right);
        return left;
    }
}
