package dev.limner.engine.duckdb;

import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A month's events, read from the mirrored columns of its lake file.
final class MirrorRun implements Run {
    /// The columns of so many customers are brought near at once: as many as stay in a processor's own cache beside
    /// those of two years of months.
    private static final int CUSTOMERS_AT_ONCE = 64;

    private final MirrorCustomers customers;
    private final MirrorColumn at;
    private final MirrorColumn type;
    private final @Nullable MirrorColumn known;
    private final Overlay leaveOut;
    private final @Nullable MirrorColumn node;
    /// The columns that are read.
    private final MirrorColumn[] columns;

    private final List<Property> properties;
    /// By the ordinal of a type, which of them its events have.
    private final int[][] byType;
    /// By the place of a type's name in the file: the ordinal, -1 where it is not wanted.
    private final int[] ordinals;
    /// By the place of a type's name in the file: the first instant wanted.
    private final long[] since;
    private final long asOf;
    private final int end;
    private final MirrorColumn[] touched;
    private int place;
    private int customer;
    private long read;
    /// The first place whose columns are not near yet.
    private int ahead;

    /// Kept, so that touching is not left out as useless.
    @SuppressWarnings("UnusedVariable")
    private long sum;

    private int[] kept = new int[64];
    private int[] keptTypes = new int[64];
    private long[] keptAt = new long[64];

    /// The arrays of the history that was filled last, while they are still its own.
    private long[] instants = {};

    private final long[][] values;

    MirrorRun(ScanPlan.Mirrored part, ScanPlan scan, Carriage carriage, TrackingPlan plan, DuckDbEngine.Range range) {
        Sheet sheet = part.sheet();
        Scope scope = scan.scope();
        customers = sheet.customers();
        at = Objects.requireNonNull(sheet.column("at"));
        type = Objects.requireNonNull(sheet.column("type"));
        known = scope.mode() == Scope.Mode.AS_KNOWN ? Objects.requireNonNull(sheet.column("known")) : null;
        leaveOut = scan.overlay();
        node = leaveOut.isEmpty() ? null : Objects.requireNonNull(sheet.column("node"));
        asOf = LocalClock.micros(scope.asOf());
        ordinals = new int[type.texts()];
        since = new long[type.texts()];
        Arrays.fill(ordinals, -1);
        Map<String, EventType> types = plan.types().stream().collect(Collectors.toMap(EventType::name, each -> each));
        Instant from = scope.from();
        part.wanted()
                .byStart()
                .forEach((bound, all) -> all.forEach(each -> {
                    for (int i = 0; i < ordinals.length; i++) {
                        if (each.equals(types.get(type.text(i)))) {
                            ordinals[i] = each.ordinal();
                            since[i] = LocalClock.micros(from != null && from.isAfter(bound) ? from : bound);
                        }
                    }
                }));
        properties = carriage.properties().stream()
                .filter(property -> sheet.column(property.name()) != null)
                .toList();
        columns = properties.stream()
                .map(property -> Objects.requireNonNull(sheet.column(property.name())))
                .toArray(MirrorColumn[]::new);
        byType = byType(carriage, properties);
        values = new long[columns.length][];
        touched = Stream.concat(Stream.of(at, type, known, node), Arrays.stream(columns))
                .filter(Objects::nonNull)
                .toArray(MirrorColumn[]::new);
        place = customers.from(range.low());
        end = customers.from(range.high());
        ahead = place;
        customer = place < end ? customers.customer(place) : END;
    }

    private static int[][] byType(Carriage carriage, List<Property> properties) {
        return IntStream.range(0, carriage.types())
                .mapToObj(ordinal -> Arrays.stream(carriage.of(ordinal))
                        .map(place -> properties.indexOf(carriage.properties().get(place)))
                        .filter(column -> column >= 0)
                        .toArray())
                .toArray(int[][]::new);
    }

    @Override
    public int customer() {
        return customer;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public void take(History history) {
        if (place == ahead) {
            touch();
        }
        int first = customers.firstRow(place);
        int last = customers.firstRow(place + 1);
        read += last - first;
        place++;
        customer = place < end ? customers.customer(place) : END;
        if (last - first > kept.length) {
            kept = new int[2 * (last - first)];
            keptTypes = new int[kept.length];
            keptAt = new long[kept.length];
        }
        int count = 0;
        for (int row = first; row < last; row++) {
            int kind = type.place(row);
            int ordinal = kind < 0 ? -1 : ordinals[kind];
            if (ordinal < 0 || (node != null && leaveOut.has((int) node.value(row)))) {
                continue;
            }
            long instant = at.value(row);
            if (instant >= since[kind] && instant <= asOf && (known == null || known.value(row) <= asOf)) {
                kept[count] = row;
                keptTypes[count] = ordinal;
                keptAt[count++] = instant;
            }
        }
        if (count > 0) {
            fill(history, count);
        }
    }

    private void touch() {
        ahead = Math.min(place + CUSTOMERS_AT_ONCE, end);
        int from = customers.firstRow(place);
        int to = customers.firstRow(ahead);
        for (MirrorColumn column : touched) {
            sum += column.touch(from, to);
        }
    }

    private void fill(History history, int count) {
        int to = history.extend(count);
        if (history.instants() != instants) {
            instants = history.instants();
            for (int i = 0; i < values.length; i++) {
                values[i] = history.values(properties.get(i));
            }
        }
        int[] types = history.types();
        for (int i = 0; i < count; i++) {
            types[to + i] = keptTypes[i];
            instants[to + i] = keptAt[i];
            for (int column : byType[keptTypes[i]]) {
                values[column][to + i] = columns[column].value(kept[i]);
            }
        }
    }

    @Override
    public void close() {
        // mapped files go with the last who sees them
    }
}
