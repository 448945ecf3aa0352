package dev.limner.workspace;

import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// A new workspace's files: settings, the standard tracking plan, and a mapping of order lines to start from.
public final class Template {
    private Template() {}

    /// Writes them into `folder` and returns what was written.
    ///
    /// @throws UserProblem where the folder holds something already
    public static List<Path> write(Path folder, ZoneId zone, String currency) {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> held = Files.list(folder)) {
                    if (held.findAny().isPresent()) {
                        throw UserProblem.of(UserProblem.Code.NOT_EMPTY, folder.toString());
                    }
                }
            }
            for (String room : List.of("sources", "tags", "segments", "data")) {
                Files.createDirectories(folder.resolve(room));
            }
            String id = String.valueOf(folder.toAbsolutePath().normalize().getFileName())
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-");
            return List.of(
                    put("limner.yaml", folder.resolve("limner.yaml"), id, zone, currency),
                    put("events.yaml", folder.resolve("events.yaml"), id, zone, currency),
                    put("orders.yaml", folder.resolve("sources/orders.yaml"), id, zone, currency));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path put(String resource, Path file, String id, ZoneId zone, String currency) throws IOException {
        try (InputStream text = Objects.requireNonNull(Template.class.getResourceAsStream(resource))) {
            return Files.writeString(
                    file,
                    new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{id}", id)
                            .replace("{zone}", zone.getId())
                            .replace("{currency}", currency));
        }
    }
}
