package dev.limner.engine.duckdb;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.history.History;
import java.util.List;
import java.util.TreeMap;

/// A study that keeps everything it is given: each customer's events in the order in which they came.
record Telling(List<EventType> types, List<EventType> all, List<Property> properties)
        implements Study<TreeMap<Integer, List<String>>> {
    @Override
    public Needs needs() {
        return new Needs(types, properties);
    }

    @Override
    public TreeMap<Integer, List<String>> start() {
        return new TreeMap<>();
    }

    @Override
    public void add(TreeMap<Integer, List<String>> answer, History history) {
        answer.put(history.customer(), Shop.told(history, all, properties));
    }

    @Override
    public TreeMap<Integer, List<String>> merge(
            TreeMap<Integer, List<String>> left, TreeMap<Integer, List<String>> right) {
        left.putAll(right);
        return left;
    }
}
