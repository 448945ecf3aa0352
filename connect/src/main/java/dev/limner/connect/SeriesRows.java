package dev.limner.connect;

import dev.limner.source.Finding;
import dev.limner.source.Reasons;
import dev.limner.source.Rows;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of several files, one file after the other. Their columns are those of all; one that a file
/// lacks is empty there. The fingerprint of a row is that of its fields as they stand in its own file.
final class SeriesRows implements Rows {
    private final List<Part> parts;
    private final Function<Part, Rows> open;
    private final List<String> columns;
    private final List<Finding> findings;
    private final long bytesInAll;
    private long bytesOfEarlier;
    private int next;
    private @Nullable Rows current;
    private String name = "";
    private int[] places = {};

    SeriesRows(List<Part> parts, Function<Part, Rows> open) {
        this.parts = List.copyOf(parts);
        this.open = open;
        Set<String> all = new LinkedHashSet<>();
        List<Finding> found = List.of();
        long bytes = 0;
        for (Part part : parts) {
            try (Rows rows = open.apply(part)) {
                all.addAll(rows.columns());
                bytes += rows.bytesInAll();
                found = found.isEmpty() ? rows.findings() : found;
            }
        }
        columns = List.copyOf(all);
        findings = found;
        bytesInAll = bytes;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public @Nullable Row next() {
        while (true) {
            Rows rows = current;
            if (rows == null) {
                if (next == parts.size()) {
                    return null;
                }
                rows = begin(parts.get(next++));
            }
            Row row = rows.next();
            if (row != null) {
                return placed(row);
            }
            bytesOfEarlier += rows.bytesInAll();
            rows.close();
            current = null;
        }
    }

    private Rows begin(Part part) {
        Rows rows = open.apply(part);
        current = rows;
        name = part.name();
        places = rows.columns().stream().mapToInt(columns::indexOf).toArray();
        return rows;
    }

    private Row placed(Row row) {
        if (row.broken() != null) {
            return row.in(name);
        }
        if (row.fields().size() != places.length) {
            return Row.broken(row.line(), row.fields(), Reasons.WRONG_NUMBER_OF_FIELDS)
                    .in(name);
        }
        String[] fields = new String[columns.size()];
        Arrays.fill(fields, "");
        for (int i = 0; i < places.length; i++) {
            fields[places[i]] = row.fields().get(i);
        }
        return new Row(name, row.line(), Arrays.asList(fields), row.content(), null);
    }

    @Override
    public long bytesRead() {
        return bytesOfEarlier + (current == null ? 0 : current.bytesRead());
    }

    @Override
    public long bytesInAll() {
        return bytesInAll;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
