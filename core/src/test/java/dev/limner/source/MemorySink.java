package dev.limner.source;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.work.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A store of events in memory: what a load brings is seen when it is finished, and never where it is given
/// up. It
/// knows of no earlier load and derives nothing.
final class MemorySink implements EventSink {
    private final List<Kept> coming = new ArrayList<>();
    private final List<QuarantinedRow> comingAside = new ArrayList<>();
    private final List<Kept> events = new ArrayList<>();
    private final List<QuarantinedRow> aside = new ArrayList<>();
    private boolean closed;

    /// An event as it was kept; values as text by property.
    record Kept(
            String type,
            int customer,
            Instant at,
            Map<String, String> values,
            @Nullable String rest) {}

    List<Kept> events() {
        return events;
    }

    List<QuarantinedRow> aside() {
        return aside;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void append(EventBatch batch) {
        for (int event = 0; event < batch.size(); event++) {
            Map<String, String> values = new TreeMap<>();
            for (Property property : batch.properties()) {
                String text = text(batch, event, property);
                if (text != null) {
                    values.put(property.name(), text);
                }
            }
            coming.add(new Kept(
                    batch.types[event].name(),
                    batch.customers[event],
                    LocalClock.instant(batch.at[event]),
                    values,
                    batch.rest[event]));
        }
    }

    private static @Nullable String text(EventBatch batch, int event, Property property) {
        if (property.type().isText()) {
            return batch.texts(property)[event];
        }
        long value = batch.values(property)[event];
        if (value == History.MISSING) {
            return null;
        }
        return switch (property.type()) {
            case NUMBER -> Double.toString(Double.longBitsToDouble(value));
            case INTEGER -> Long.toString(value);
            case MONEY -> BigDecimal.valueOf(value, 4).toPlainString();
            case BOOLEAN -> Boolean.toString(value == 1);
            case INSTANT -> LocalClock.instant(value).toString();
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TEXT, LIST -> throw new AssertionError("told above");
        };
    }

    @Override
    public void setAside(List<QuarantinedRow> rows) {
        comingAside.addAll(rows);
    }

    @Override
    public LoadReport finish(Tally tally, List<Mapping.Derivation> derivations, Work work) {
        work.check();
        events.addAll(coming);
        aside.addAll(comingAside);
        return new LoadReport(
                1,
                "memory",
                "memory",
                Instant.EPOCH,
                0,
                tally.rows(),
                0,
                counts(coming.stream().map(Kept::type).toList()),
                List.of(),
                counts(comingAside.stream().map(QuarantinedRow::reason).toList()),
                tally.mended().entrySet().stream()
                        .map(entry -> new LoadReport.Count(entry.getKey(), entry.getValue(), 0))
                        .toList(),
                null,
                null);
    }

    @Override
    public void close() {
        closed = true;
        coming.clear();
        comingAside.clear();
    }

    private static List<LoadReport.Count> counts(List<String> names) {
        Map<String, Long> counts = new TreeMap<>();
        names.forEach(name -> counts.merge(name, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new LoadReport.Count(entry.getKey(), entry.getValue(), 0))
                .toList();
    }
}
