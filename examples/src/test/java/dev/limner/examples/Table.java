package dev.limner.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A CSV file that was written, read back whole.
record Table(Map<String, Integer> places, List<List<String>> rows) {
    static Table read(Path file) throws IOException {
        try (InputStream stored = Files.newInputStream(file);
                InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            List<List<String>> lines = text.lines().map(Table::fields).toList();
            Map<String, Integer> places = new HashMap<>();
            lines.getFirst().forEach(column -> places.put(column, places.size()));
            return new Table(places, lines.subList(1, lines.size()));
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(letter);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    String get(List<String> row, String column) {
        return row.get(Objects.requireNonNull(places.get(column), column));
    }

    /// The whole rows of an event with a readable time and a real card.
    Stream<List<String>> of(String event) {
        return rows.stream()
                .filter(row -> row.size() == places.size())
                .filter(row -> row.get(1).equals(event))
                .filter(row -> row.getFirst().startsWith("20") && !row.get(2).startsWith("TEST"));
    }
}
