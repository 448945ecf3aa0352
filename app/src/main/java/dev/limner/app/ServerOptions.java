package dev.limner.app;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The settings of a server as options.
final class ServerOptions {
    @Option(names = "--port", description = "0 takes any free port; 7788 where nothing says otherwise.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen at; another one than 127.0.0.1 needs an administrator.")
    private @Nullable String host;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "What people call it by, such as https://limner.example.com, where a proxy stands in front.")
    private @Nullable String publicUrl;

    @Option(
            names = "--accounts",
            paramLabel = "FOLDER",
            description = "Where users and keys are kept; accounts/ in the workspace where left out.")
    private @Nullable String accounts;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json.")
    private @Nullable String logFormat;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "debug, info, warn or error.")
    private @Nullable String logLevel;

    @Option(names = "--access-log", description = "Logs one line for each request.")
    private boolean accessLog;

    @Option(names = "--disk-reserve", paramLabel = "MB", description = "What stays free on the disk.")
    private @Nullable Integer diskReserve;

    @Option(names = "--backup-folder", paramLabel = "FOLDER", description = "Where the server puts backups.")
    private @Nullable String backupFolder;

    /// Those that were given.
    Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.PORT, port);
        put(given, Setting.HOST, host);
        put(given, Setting.PUBLIC_URL, publicUrl);
        put(given, Setting.ACCOUNTS, accounts);
        put(given, Setting.LOG_FORMAT, logFormat);
        put(given, Setting.LOG_LEVEL, logLevel);
        put(given, Setting.ACCESS_LOG, accessLog ? "true" : null);
        put(given, Setting.DISK_RESERVE, diskReserve);
        put(given, Setting.BACKUP_FOLDER, backupFolder);
        return given;
    }

    private static void put(Map<Setting, String> given, Setting setting, @Nullable Object value) {
        if (value != null) {
            given.put(setting, value.toString());
        }
    }
}
