package dev.limner.connect;

import dev.limner.source.Finding;
import dev.limner.source.Reasons;
import dev.limner.source.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one CSV file. A line that cannot be read is a broken row, and the next line is read as ever.
///
/// A field in quotes may go over several lines; where it does, the whole record must be in order (nothing
/// behind a closing quote, as many fields as there are columns, not more lines and characters than one
/// has). Else the quote was one too many: the record's first line alone is broken, and reading goes on with
/// the second.
final class CsvRows implements Rows {
    private static final int MOST_LINES = 256;
    private static final char NUL = '\0';

    /// How a NUL is shown.
    private static final char NUL_SIGN = '\u2400';

    private final Lines lines;
    private final Stored stored;
    private final FieldCutter cutter;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private final List<String> columns;
    private final List<Finding> findings;

    /// @param named the columns' names; null where the first line names them
    CsvRows(Lines lines, Stored stored, char delimiter, @Nullable List<String> named, List<Finding> findings) {
        this.lines = lines;
        this.stored = stored;
        this.findings = List.copyOf(findings);
        cutter = new FieldCutter(delimiter);
        columns = named == null ? header() : named;
    }

    private List<String> header() {
        Line line = nextFilled();
        if (line == null) {
            return List.of();
        }
        Row row = record(line, -1);
        if (row.broken() != null) {
            cutter.begin(line.text());
            return cutter.fields();
        }
        return row.fields();
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
        Line line = nextFilled();
        return line == null ? null : record(line, columns.size());
    }

    /// @param width how many fields a record over several lines must have; -1 where nobody knows
    private Row record(Line line, int width) {
        if (line.broken() != null) {
            return Row.broken(line.number(), List.of(shown(line.text())), line.broken());
        }
        if (cutter.begin(line.text()) && !goOn(line, width)) {
            return Row.broken(line.number(), List.of(shown(line.text())), Reasons.UNCLOSED_QUOTE);
        }
        List<String> fields = cutter.fields();
        for (String field : fields) {
            if (field.indexOf(NUL) >= 0) {
                return Row.broken(
                        line.number(), fields.stream().map(CsvRows::shown).toList(), Reasons.NUL_CHARACTER);
            }
        }
        return new Row(line.number(), fields);
    }

    /// Takes the lines over which an open quote goes on; or none of them, where it should not have been
    /// there.
    private boolean goOn(Line first, int width) {
        List<Line> taken = new ArrayList<>();
        String end = first.end();
        long characters = first.text().length();
        boolean open = true;
        while (open) {
            Line line = following();
            if (line == null) {
                break;
            }
            taken.add(line);
            characters += line.text().length();
            if (line.broken() != null || taken.size() >= MOST_LINES || characters > Lines.LONGEST_LINE) {
                break;
            }
            open = cutter.goOn(end, line.text());
            end = line.end();
        }
        boolean isWhole =
                !open && !cutter.isRagged() && (width < 0 || cutter.fields().size() == width);
        if (!isWhole) {
            for (Line line : taken.reversed()) {
                ahead.addFirst(line);
            }
        }
        return isWhole;
    }

    private @Nullable Line nextFilled() {
        Line line = following();
        while (line != null && line.broken() == null && line.text().isEmpty()) {
            line = following();
        }
        return line;
    }

    private @Nullable Line following() {
        Line line = ahead.poll();
        return line == null ? lines.next() : line;
    }

    private static String shown(String text) {
        return text.replace(NUL, NUL_SIGN);
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
