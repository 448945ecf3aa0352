package dev.limner.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/// Log records as lines, one a record: as text for a person, or as JSON for a machine. Personal data do not get in by
/// way of failures: what a failure quotes is masked.
final class LogLines extends Formatter {
    /// What failures quote: values in quotes, addresses, and numbers that are long enough to be somebody's.
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|[^\\s@]+@[^\\s@]+|\\+?\\d{6,}");

    private static final String MASK = "…";
    private static final String REQUEST = "request";

    private final Form form;

    /// How lines are written.
    enum Form {
        TEXT,
        JSON
    }

    LogLines(Form form) {
        this.form = form;
    }

    @Override
    public String format(LogRecord entry) {
        Instant at = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
        @Nullable String request = MDC.get(REQUEST);
        @Nullable Throwable thrown = entry.getThrown();
        @Nullable String failure = thrown == null ? null : failure(thrown);
        return switch (form) {
            case TEXT ->
                "%s %-5s %s%s: %s%n%s"
                        .formatted(
                                at,
                                level(entry.getLevel()),
                                entry.getLoggerName(),
                                request == null ? "" : " [" + request + "]",
                                oneLine(formatMessage(entry)),
                                failure == null ? "" : failure.stripTrailing() + System.lineSeparator());
            case JSON -> {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("at", at.toString());
                line.put("level", level(entry.getLevel()));
                line.put("logger", String.valueOf(entry.getLoggerName()));
                line.put("thread", Thread.currentThread().getName());
                line.put("message", formatMessage(entry));
                if (request != null) {
                    line.put(REQUEST, request);
                }
                if (failure != null) {
                    line.put("failure", failure);
                }
                yield JsonMapper.shared().writeValueAsString(line) + System.lineSeparator();
            }
        };
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\R", " ");
    }

    /// The level as most tools call it.
    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    /// Where it failed, with the messages masked.
    private static String failure(Throwable thrown) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        String label = "";
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = each.getMessage();
            out.println(label + each.getClass().getName() + (message == null ? "" : ": " + masked(message)));
            for (StackTraceElement frame : each.getStackTrace()) {
                out.println("    at " + frame);
            }
            label = "caused by ";
        }
        return text.toString();
    }

    static String masked(String message) {
        return QUOTED.matcher(oneLine(message)).replaceAll(MASK);
    }
}
