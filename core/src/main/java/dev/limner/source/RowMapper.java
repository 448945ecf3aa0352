package dev.limner.source;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping.Cleaning;
import dev.limner.source.Mapping.Identifier.Form;
import dev.limner.source.Mapping.Rule;
import dev.limner.source.Mapping.Value;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Turns the rows of one file into events by a mapping: the mapping with its columns and properties resolved.
final class RowMapper {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What mappings call the number of a row within its load, from 1.
    private static final String ROW_NUMBER = "#";

    private final List<String> columns;
    private final Mapping mapping;
    private final Customers customers;
    private final Tally tally;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<RowValue> computed = new ArrayList<>();
    private final List<Step> steps;
    private final RowTime time;
    private final Set<Integer> taken = new HashSet<>();
    private final Digest digest;
    private final int customerColumn;

    /// A rule, ready to run: `type` is null where it sets rows aside.
    private record Step(Rule rule, RowTest test, @Nullable EventType type, List<Part> parts, List<Integer> leftOver) {}

    private record Part(Property property, RowValue value) {}

    /// @throws UserProblem where the mapping names a column, type or property that does not exist
    RowMapper(Mapping mapping, String file, List<String> columns, TrackingPlan plan, Customers customers, Tally tally) {
        this.mapping = mapping;
        this.columns = columns;
        this.customers = customers;
        this.tally = tally;
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        // the number of the row stands behind the columns of the file, where the mapping names it
        places.putIfAbsent(ROW_NUMBER, columns.size());
        mapping.clean().forEach(cleaning -> place(file, cleaning.column()));
        mapping.compute().forEach((name, value) -> {
            computed.add(RowValue.of(name, value, column -> place(file, column)));
            places.put(name, columns.size() + computed.size());
        });
        time = RowTime.of(mapping.time(), ZoneId.of(mapping.zone()), column -> {
            int place = place(file, column);
            taken.add(place);
            return place;
        });
        customerColumn = place(file, mapping.customer().column());
        taken.add(customerColumn);
        steps = mapping.rules().stream().map(rule -> step(rule, file, plan)).toList();
        digest = new Digest(mapping.source());
    }

    /// Puts the row's event at the end of `batch`; or returns the row with the reason why it is set aside.
    EventSink.@Nullable QuarantinedRow map(Rows.Row row, EventBatch batch) {
        tally.row();
        digest.of(row.content());
        if (row.broken() != null) {
            return setAside(row, row.broken());
        }
        if (row.fields().size() != columns.size()) {
            return setAside(row, Reasons.WRONG_NUMBER_OF_FIELDS);
        }
        try {
            Map<String, String> raw = new LinkedHashMap<>();
            List<String> fields = cleaned(row.fields(), raw);
            fields.add(Long.toString(tally.rows()));
            for (RowValue value : computed) {
                fields.add(value.text(fields));
            }
            for (Step step : steps) {
                if (step.test().holds(fields)) {
                    if (step.type() == null) {
                        return setAside(row, step.rule().rule());
                    }
                    append(step, step.type(), fields, raw, batch);
                    return null;
                }
            }
            return setAside(row, Reasons.NO_RULE);
        } catch (BadValue e) {
            return setAside(row, Reasons.BAD_VALUE + ":" + e.getMessage());
        }
    }

    private EventSink.QuarantinedRow setAside(Rows.Row row, String reason) {
        return new EventSink.QuarantinedRow(row.part(), row.line(), reason, digest.high(), digest.low(), row.fields());
    }

    private List<String> cleaned(List<String> fields, Map<String, String> raw) {
        List<String> cleaned = new ArrayList<>(fields);
        for (Cleaning cleaning : mapping.clean()) {
            int place = Objects.requireNonNull(places.get(cleaning.column()));
            String before = cleaned.get(place);
            String after = switch (cleaning.action()) {
                case TRIM -> before.strip();
                case COLLAPSE_BLANKS -> before.strip().replaceAll("\\s+", " ");
            };
            if (!after.equals(before)) {
                cleaned.set(place, after);
                raw.putIfAbsent(cleaning.column(), before);
                tally.mended(cleaning.rule());
            }
        }
        return cleaned;
    }

    private void append(Step step, EventType type, List<String> fields, Map<String, String> raw, EventBatch batch)
            throws BadValue {
        long at = time.micros(fields);
        int event = batch.extend();
        try {
            for (Part part : step.parts()) {
                String text = part.value().text(fields);
                Property property = part.property();
                if (property.type().isText()) {
                    batch.texts(property)[event] = Fields.text(property.type(), text, property.name());
                } else {
                    batch.values(property)[event] = Fields.read(property.type(), text, property.name());
                }
            }
            // last, so that a row that goes to quarantine brings no customer
            batch.customers[event] = customer(fields.get(customerColumn));
        } catch (BadValue e) {
            batch.retract();
            throw e;
        }
        batch.types[event] = type;
        batch.at[event] = at;
        batch.known[event] = at;
        batch.idHigh[event] = digest.high();
        batch.idLow[event] = digest.low();
        batch.rest[event] = rest(step, fields, raw);
    }

    private int customer(String field) throws BadValue {
        if (field.isBlank()) {
            return EventBatch.ANONYMOUS;
        }
        String value = field.strip();
        if (mapping.customer().form() == Form.WHOLE_NUMBER) {
            try {
                value = Fields.number(value, mapping.customer().column())
                        .toBigIntegerExact()
                        .toString();
            } catch (ArithmeticException e) {
                throw new BadValue(mapping.customer().column());
            }
        }
        return customers.number(mapping.customer().kind(), value);
    }

    /// What the row says beyond the declared properties: unmapped columns, and raw values that a cleaning
    /// changed.
    private @Nullable String rest(Step step, List<String> fields, Map<String, String> raw) {
        Map<String, Object> rest = new LinkedHashMap<>();
        for (int place : step.leftOver()) {
            if (!fields.get(place).isEmpty()) {
                rest.put(columns.get(place), fields.get(place));
            }
        }
        if (!raw.isEmpty()) {
            rest.put("raw", raw);
        }
        return rest.isEmpty() ? null : JSON.writeValueAsString(rest);
    }

    private Step step(Rule rule, String file, TrackingPlan plan) {
        RowTest test = RowTest.of(rule.when(), name -> place(file, name));
        if (rule.event() == null) {
            return new Step(rule, test, null, List.of(), List.of());
        }
        EventType type = plan.type(rule.event());
        Map<String, Value> properties = values(rule, type);
        Set<Integer> used = new HashSet<>(taken);
        List<Part> parts = new ArrayList<>();
        properties.forEach((name, value) ->
                parts.add(new Part(plan.property(type, name), RowValue.of(name, value, column -> {
                    used.add(place(file, column));
                    return place(file, column);
                }))));
        List<Integer> leftOver = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            if (!used.contains(column)) {
                leftOver.add(column);
            }
        }
        return new Step(rule, test, type, parts, leftOver);
    }

    /// Where the type's properties come from: as the rule says, and from columns of their names where it
    /// wants so.
    private Map<String, Value> values(Rule rule, EventType type) {
        Map<String, Value> values = new LinkedHashMap<>();
        if (Boolean.TRUE.equals(rule.likeNamed())) {
            type.properties().stream()
                    .map(Property::name)
                    .filter(places::containsKey)
                    .forEach(name -> values.put(name, Value.ofColumn(name)));
        }
        if (rule.properties() != null) {
            values.putAll(rule.properties());
        }
        return values;
    }

    private int place(String file, String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw UserProblem.of(UserProblem.Code.MAPPING_COLUMN_UNKNOWN, file, column, String.join(", ", columns));
        }
        return place;
    }
}
