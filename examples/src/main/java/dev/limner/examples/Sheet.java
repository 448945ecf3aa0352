package dev.limner.examples;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// One CSV file whose rows come in the order of time. Rows of later days wait in memory until their day is
/// over.
final class Sheet implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final PriorityQueue<Row> waiting = new PriorityQueue<>();
    private final List<Flaw> flaws;
    private final BufferedWriter out;
    private long made;
    private long written;

    /// Told of each broken row: its line, counted from 1 with the header, and the reason.
    interface Broken {
        void row(String file, long line, String reason) throws IOException;
    }

    /// A file under `folder`, compressed where its name ends so.
    Sheet(Path folder, String name, List<String> columns, List<Flaw> flaws) throws IOException {
        this.name = name;
        this.flaws = flaws;
        columns.forEach(column -> places.put(column, places.size()));
        OutputStream plain = Files.newOutputStream(folder.resolve(name));
        OutputStream bytes =
                name.endsWith(".gz") ? new GZIPOutputStream(plain, BUFFER) : new BufferedOutputStream(plain);
        out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), BUFFER);
        line(columns.toArray(String[]::new));
    }

    String name() {
        return name;
    }

    /// How many rows were written, the header left out.
    long rows() {
        return written;
    }

    /// A new row of an event; fill it before its day is written.
    Row row(long second, String event, String card, City city) {
        Row row = new Row(places, second, made++, city);
        waiting.add(row);
        return row.put("event", event).put("card", card);
    }

    /// Writes the rows of a day, with the weather and the holiday that it had, and the broken ones that are
    /// due on it.
    void write(int day, LocalDate date, Weather weather, Broken broken) throws IOException {
        long end = date.plusDays(1).toEpochDay() * 86_400;
        String holiday = Festivals.name(date);
        Set<Flaw> due = new HashSet<>();
        flaws.stream().filter(flaw -> flaw.isDueOn(day)).forEach(due::add);
        for (Row row = waiting.peek(); row != null && row.second() < end; row = waiting.peek()) {
            waiting.remove();
            row.put("time", TIME.format(LocalDateTime.ofEpochSecond(row.second(), 0, ZoneOffset.UTC)));
            if (places.containsKey("weather")) {
                row.put("weather", weather.in(row.city())).put("holiday", holiday);
            }
            line(row.fields());
            written++;
            for (Flaw flaw : flaws) {
                if (due.contains(flaw) && flaw.fits().test(row.fields())) {
                    due.remove(flaw);
                    line(flaw.spoil().apply(row.fields().clone()));
                    written++;
                    broken.row(name, written + 1, flaw.reason());
                }
            }
        }
    }

    private void line(String[] fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            field(fields[i]);
        }
        out.write('\n');
    }

    private void field(String text) throws IOException {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            out.write(text);
        } else {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        }
    }

    /// Where a column stands.
    int place(String column) {
        return places.getOrDefault(column, -1);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
