package dev.limner.source;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.problem.UserProblem;
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
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Turns the rows of one file into events by a mapping: the mapping with its columns and properties resolved.
final class RowMapper {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What mappings call the number of a row within its load, from 1.
    private static final String ROW_NUMBER = "#";

    private final List<String> columns;
    private final Tally tally;
    private final RowCleaning cleaning;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<RowValue> computed = new ArrayList<>();
    private final List<Step> steps;
    private final RowTime time;
    private final Set<Integer> taken = new HashSet<>();
    private final Digest digest;
    private final Whom whom;
    /// How many columns there are before the computed ones.
    private int width;

    /// A rule, ready to run: `type` is null where it sets rows aside.
    private record Step(Rule rule, RowTest test, @Nullable EventType type, List<Part> parts, List<Integer> leftOver) {}

    private record Part(Property property, RowValue value) {}

    /// @throws UserProblem where the mapping names a column, type or property that does not exist
    RowMapper(Mapping mapping, String file, List<String> columns, TrackingPlan plan, Customers customers, Tally tally) {
        this(
                mapping,
                file,
                columns,
                plan,
                tally,
                Objects.requireNonNull(mapping.time()),
                place -> new RowIdentity(mapping.identifiers(), place, customers));
    }

    /// @param by tells whom a row is about, given the places of columns
    /// @throws UserProblem where the mapping names a column, type or property that does not exist
    RowMapper(
            Mapping mapping,
            String file,
            List<String> columns,
            TrackingPlan plan,
            Tally tally,
            Mapping.Time when,
            Function<ToIntFunction<String>, Whom> by) {
        this.columns = columns;
        this.tally = tally;
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i), i);
        }
        width = columns.size();
        RowCleaning.columns(mapping).forEach(name -> places.put(name, width++));
        cleaning = new RowCleaning(mapping, column -> place(file, column), tally);
        // the number of the row stands behind the columns of the file and those that cleaning adds
        places.putIfAbsent(ROW_NUMBER, width++);
        mapping.compute().forEach((name, value) -> {
            computed.add(RowValue.of(name, value, column -> place(file, column)));
            places.put(name, width + computed.size() - 1);
        });
        time = RowTime.of(when, ZoneId.of(mapping.zone()), column -> {
            int place = place(file, column);
            taken.add(place);
            return place;
        });
        whom = by.apply(column -> place(file, column));
        taken.addAll(whom.columns());
        steps = mapping.rules().stream().map(rule -> step(rule, file, plan)).toList();
        digest = new Digest(mapping.source());
    }

    /// Puts the row's event at the end of `batch`, unless it is of somebody who was erased; or returns
    /// the row with the reason why it is set aside.
    EventSink.@Nullable QuarantinedRow map(Rows.Row row, EventBatch batch) {
        return map(row, Map.of(), batch);
    }

    /// The same for a row that says more than its columns, which is kept beside the event.
    EventSink.@Nullable QuarantinedRow map(Rows.Row row, Map<String, String> beside, EventBatch batch) {
        tally.row();
        digest.of(row.content());
        tally.read(digest.high(), digest.low());
        if (row.broken() != null) {
            return setAside(row, row.broken());
        }
        if (row.fields().size() != columns.size()) {
            return setAside(row, Reasons.WRONG_NUMBER_OF_FIELDS);
        }
        try {
            RowCleaning.Cleaned cleaned = cleaning.apply(row.fields(), time::micros);
            if (cleaned.aside() != null) {
                return setAside(row, cleaned.aside());
            }
            List<String> fields = cleaned.fields();
            fields.add(Long.toString(tally.rows()));
            for (RowValue value : computed) {
                fields.add(value.text(fields));
            }
            for (Step step : steps) {
                if (step.test().holds(fields)) {
                    if (step.type() == null) {
                        return setAside(row, step.rule().rule());
                    }
                    append(step, step.type(), cleaned, beside, batch);
                    return null;
                }
            }
            return setAside(row, Reasons.NO_RULE);
        } catch (BadValue e) {
            return setAside(row, Reasons.BAD_VALUE + ":" + e.getMessage());
        }
    }

    private EventSink.@Nullable QuarantinedRow setAside(Rows.Row row, String reason) {
        if (whom.namesErased(row.fields())) {
            tally.refuse();
            return null;
        }
        return new EventSink.QuarantinedRow(row.part(), row.line(), reason, digest.high(), digest.low(), row.fields());
    }

    private void append(
            Step step, EventType type, RowCleaning.Cleaned cleaned, Map<String, String> beside, EventBatch batch)
            throws BadValue {
        List<String> fields = cleaned.fields();
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
            batch.customers[event] = whom.node(fields, at);
        } catch (BadValue e) {
            batch.retract();
            throw e;
        }
        if (batch.customers[event] == Customers.ERASED) {
            batch.retract();
            tally.refuse();
            return;
        }
        batch.types[event] = type;
        batch.at[event] = at;
        batch.known[event] = at;
        batch.idHigh[event] = digest.high();
        batch.idLow[event] = digest.low();
        batch.rest[event] = rest(step, cleaned, beside);
    }

    /// What the row says beyond the declared properties: unmapped columns, and raw values that a cleaning
    /// changed, and what
    /// mending did.
    private @Nullable String rest(Step step, RowCleaning.Cleaned cleaned, Map<String, String> beside) {
        Map<String, Object> rest = new LinkedHashMap<>(beside);
        for (int place : step.leftOver()) {
            if (!cleaned.fields().get(place).isEmpty()) {
                rest.put(columns.get(place), cleaned.fields().get(place));
            }
        }
        if (!cleaned.raw().isEmpty()) {
            rest.put("raw", cleaned.raw());
        }
        if (!cleaned.findings().isEmpty()) {
            rest.put("mended", marks(step, cleaned));
        }
        return rest.isEmpty() ? null : JSON.writeValueAsString(rest);
    }

    /// What mending did to the row, as it is kept beside the event: by column, and by the property that
    /// reads it.
    private List<Mark> marks(Step step, RowCleaning.Cleaned cleaned) {
        return cleaned.findings().stream()
                .map(finding -> {
                    int place = place("", finding.column());
                    String property = step.parts().stream()
                            .filter(part -> part.value() instanceof RowValue.Column column && column.column() == place)
                            .map(part -> part.property().name())
                            .findFirst()
                            .orElse(null);
                    return Mark.of(finding, property);
                })
                .toList();
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
