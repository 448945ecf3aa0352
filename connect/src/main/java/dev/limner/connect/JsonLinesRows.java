package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.Confidence;
import dev.limner.source.Finding;
import dev.limner.source.JsonObjects;
import dev.limner.source.Mapping;
import dev.limner.source.Reasons;
import dev.limner.source.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a file with one JSON object a line. Its columns are all the paths that occur in it, found by
/// reading it once before, or those that the mapping names. The fingerprint of a row is that of all its
/// paths and values, so that it does not change when other lines bring other paths.
final class JsonLinesRows implements Rows {
    private static final int MOST_COLUMNS = 2000;

    private final Lines lines;
    private final Stored stored;
    private final JsonObjects objects;
    private final List<String> columns;
    private final Deque<Row> ahead = new ArrayDeque<>();

    private JsonLinesRows(Lines lines, Stored stored, JsonObjects objects, List<String> columns) {
        this.lines = lines;
        this.stored = stored;
        this.objects = objects;
        this.columns = List.copyOf(columns);
    }

    static JsonLinesRows open(Part part, Stored stored, Mapping.Format format) {
        JsonObjects objects = new JsonObjects(format.explode() == null ? List.of() : format.explode());
        List<String> columns = format.columns();
        if (columns == null) {
            try (Lines lines = lines(part.open(), format)) {
                columns = columns(part.name(), lines, objects);
            }
        }
        return new JsonLinesRows(lines(stored, format), stored, objects, columns);
    }

    private static Lines lines(Stored stored, Mapping.Format format) {
        byte[] sample = stored.sample();
        Encodings.Found encoding =
                format.encoding() == null ? Encodings.detect(sample) : Encodings.named(format.encoding(), sample);
        return new Lines(stored.name(), stored.content(encoding.mark()), encoding.charset());
    }

    private static List<String> columns(String name, Lines lines, JsonObjects objects) {
        Set<String> columns = new LinkedHashSet<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            List<JsonObjects.Flat> rows = line.broken() == null ? objects.read(line.text()) : null;
            if (rows != null) {
                rows.forEach(row -> columns.addAll(row.values().keySet()));
            }
            if (columns.size() > MOST_COLUMNS) {
                throw UserProblem.of(UserProblem.Code.TOO_MANY_COLUMNS, name, Integer.toString(MOST_COLUMNS));
            }
        }
        return List.copyOf(columns);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding(
                "format.kind",
                "json_lines",
                Confidence.SURE,
                new Words("the first line is a JSON object", "首行为 JSON 对象")));
    }

    @Override
    public @Nullable Row next() {
        while (ahead.isEmpty()) {
            Line line = lines.next();
            if (line == null) {
                return null;
            }
            if (line.broken() != null) {
                ahead.add(Row.broken(line.number(), List.of(line.text().replace('\0', '\u2400')), line.broken()));
            } else if (!line.text().isBlank()) {
                read(line);
            }
        }
        return ahead.poll();
    }

    private void read(Line line) {
        List<JsonObjects.Flat> rows = objects.read(line.text());
        if (rows == null) {
            ahead.add(Row.broken(line.number(), List.of(line.text().replace('\0', '\u2400')), Reasons.NO_JSON_OBJECT));
            return;
        }
        for (JsonObjects.Flat row : rows) {
            List<String> fields = columns.stream()
                    .map(column -> row.values().getOrDefault(column, ""))
                    .toList();
            List<String> content = content(row);
            boolean hasNul = fields.stream().anyMatch(field -> field.indexOf('\0') >= 0);
            ahead.add(
                    hasNul
                            ? Row.broken(
                                    line.number(),
                                    fields.stream()
                                            .map(field -> field.replace('\0', '\u2400'))
                                            .toList(),
                                    Reasons.NUL_CHARACTER)
                            : new Row(null, line.number(), fields, content, null));
        }
    }

    private static List<String> content(JsonObjects.Flat row) {
        List<String> content = new ArrayList<>();
        row.values().forEach((path, value) -> {
            content.add(path);
            content.add(value);
        });
        content.addAll(row.element());
        return content;
    }

    @Override
    public long bytesRead() {
        return stored.bytesRead();
    }

    @Override
    public long bytesInAll() {
        return stored.bytesInAll();
    }

    @Override
    public void close() {
        lines.close();
    }
}
