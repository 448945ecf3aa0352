package dev.limner.upkeep;

import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where something new comes to lie.
final class Places {
    private Places() {}

    /// @throws UserProblem where there is something already, but an empty folder
    static void requireVacant(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> inside = Files.list(place)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(place)) {
            throw UserProblem.of(UserProblem.Code.NOT_EMPTY, place.toString());
        }
    }

    /// Where it is made, before it is whole.
    static Path half(Path place) {
        return place.resolveSibling(place.getFileName() + ".half");
    }

    /// Removes a file or a folder with all that is in it, where it is there.
    static void remove(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
