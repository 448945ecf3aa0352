package dev.limner.app;

import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Where log records go: the standard error, one line each. Our own are told from a level on; of libraries only what
/// goes wrong, and nothing of what the web server thinks of a taken port, which we tell ourselves.
final class Logs {
    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger OWN = Logger.getLogger("dev.limner");

    private static final Logger ACCESS = Logger.getLogger("dev.limner.access");
    private static final List<Logger> NOISY = List.of(
            Logger.getLogger("io.javalin"),
            Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("org.apache.kafka.clients.consumer.internals"),
            Logger.getLogger("org.apache.kafka.common.utils"));

    private Logs() {}

    /// Only what goes wrong, for verbs that end by themselves.
    static void quiet() {
        to(LogLines.Form.TEXT, Level.WARNING, false);
    }

    /// For a program that runs on.
    ///
    /// @param level `debug`, `info`, `warn` or `error`
    /// @param access whether each request has a line
    static void of(String format, String level, boolean access) {
        Level from = switch (level) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "error" -> Level.SEVERE;
            default -> Level.WARNING;
        };
        to(LogLines.Form.valueOf(format.toUpperCase(Locale.ROOT)), from, access);
    }

    private static void to(LogLines.Form form, Level level, boolean access) {
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                handler.setFormatter(new LogLines(form));
                handler.setLevel(Level.ALL);
            }
        }
        root.setLevel(Level.WARNING);
        OWN.setLevel(level);
        ACCESS.setLevel(access ? Level.INFO : Level.OFF);
        NOISY.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
