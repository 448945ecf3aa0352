package dev.limner.connect;

import java.util.ArrayList;
import java.util.List;

/// Cuts a record into fields, line by line: RFC 4180, with quotes that count at the beginning of a field
/// only.
final class FieldCutter {
    private static final char QUOTE = '"';

    private final char delimiter;
    private final boolean blanks;
    private List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean open;
    private boolean ragged;

    /// @param delimiter between fields; a blank stands for a run of blanks
    FieldCutter(char delimiter) {
        this.delimiter = delimiter;
        this.blanks = delimiter == ' ';
    }

    /// Begins a record with its first line, and tells whether a quote is still open at its end.
    boolean begin(String line) {
        fields = new ArrayList<>(fields.size());
        field.setLength(0);
        open = false;
        ragged = false;
        String text = blanks ? line.strip() : line;
        if (text.indexOf(QUOTE) < 0) {
            cutPlain(text);
            return false;
        }
        return cut(text, 0);
    }

    /// Goes on with a line more, `end` being what ended the one before; tells whether a quote is still open.
    boolean goOn(String end, String line) {
        field.append(end);
        return cut(line, 0);
    }

    /// The fields of the record so far.
    List<String> fields() {
        return fields;
    }

    /// Whether something other than a delimiter followed a closing quote.
    boolean isRagged() {
        return ragged;
    }

    private void cutPlain(String text) {
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            fields.add(text.substring(from, at));
            from = afterDelimiter(text, at);
        }
        fields.add(text.substring(from));
    }

    private boolean cut(String text, int start) {
        int at = start;
        while (true) {
            if (!open) {
                if (at < text.length() && text.charAt(at) == QUOTE) {
                    open = true;
                    at++;
                } else {
                    int end = text.indexOf(delimiter, at);
                    fields.add(text.substring(at, end < 0 ? text.length() : end));
                    if (end < 0) {
                        return false;
                    }
                    at = afterDelimiter(text, end);
                    continue;
                }
            }
            at = quoted(text, at);
            if (open) {
                return true;
            }
            int end = text.indexOf(delimiter, at);
            int last = end < 0 ? text.length() : end;
            ragged |= last > at;
            field.append(text, at, last);
            fields.add(field.toString());
            field.setLength(0);
            if (end < 0) {
                return false;
            }
            at = afterDelimiter(text, end);
        }
    }

    /// Takes what stands in quotes; `open` tells afterwards whether they were closed. Returns the place
    /// behind.
    private int quoted(String text, int start) {
        int at = start;
        while (true) {
            int quote = text.indexOf(QUOTE, at);
            if (quote < 0) {
                field.append(text, at, text.length());
                return text.length();
            }
            field.append(text, at, quote);
            if (quote + 1 < text.length() && text.charAt(quote + 1) == QUOTE) {
                field.append(QUOTE);
                at = quote + 2;
            } else {
                open = false;
                return quote + 1;
            }
        }
    }

    private int afterDelimiter(String text, int at) {
        int after = at + 1;
        while (blanks && after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return after;
    }
}
