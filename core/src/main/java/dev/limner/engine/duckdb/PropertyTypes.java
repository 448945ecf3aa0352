package dev.limner.engine.duckdb;

import static dev.limner.engine.duckdb.Columns.quoted;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The types that the values of a store's properties have, whatever the plan says today.
final class PropertyTypes {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NAME = "property_types";

    private PropertyTypes() {}

    /// The plan with the types that the store has values of; a column without any takes the plan's.
    static TrackingPlan held(Connection connection, TrackingPlan plan, Lake lake) {
        Map<String, ValueType> stored = read(connection);
        Map<String, ValueType> held = new LinkedHashMap<>();
        for (Property property : plan.properties()) {
            ValueType type = stored.getOrDefault(property.name(), property.type());
            if (type != property.type()) {
                if (hasValues(connection, property.name(), lake)) {
                    held.put(property.name(), type);
                } else {
                    Sql.execute(connection, "ALTER TABLE delta DROP COLUMN IF EXISTS " + quoted(property.name()));
                }
            }
        }
        return held.isEmpty() ? plan : plan.withTypes(held);
    }

    private static boolean hasValues(Connection connection, String property, Lake lake) {
        String delta = Schema.columns(connection, "delta").contains(property)
                ? "SELECT count(" + quoted(property) + ") FROM delta"
                : "SELECT 0";
        // a file that has the column keeps its type, even without values
        return Sql.number(connection, delta) > 0
                || lake.files(connection).stream()
                        .map(LakeFile::columns)
                        .anyMatch(columns -> columns.contains(property));
    }

    /// Those that were written; empty in a store of an older program.
    private static Map<String, ValueType> read(Connection connection) {
        return Sql.list(connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = ?", NAME).stream()
                .findFirst()
                .map(text -> JSON.readValue(text, new TypeReference<Map<String, ValueType>>() {}))
                .orElse(Map.of());
    }

    /// Writes those of a plan; properties that it has no more keep theirs.
    static void write(Connection connection, TrackingPlan plan) {
        Map<String, ValueType> types = new LinkedHashMap<>(read(connection));
        plan.properties().forEach(property -> types.put(property.name(), property.type()));
        Sql.execute(connection, "DELETE FROM meta WHERE name = ?", NAME);
        Sql.execute(connection, "INSERT INTO meta VALUES (?, ?)", NAME, JSON.writeValueAsString(types));
    }

    /// The names of properties that two plans give different types.
    static Set<String> differing(TrackingPlan one, TrackingPlan other) {
        Map<String, ValueType> types = new LinkedHashMap<>();
        one.properties().forEach(property -> types.put(property.name(), property.type()));
        Set<String> names = new TreeSet<>();
        other.properties().stream()
                .filter(property -> types.getOrDefault(property.name(), property.type()) != property.type())
                .forEach(property -> names.add(property.name()));
        return names;
    }
}
