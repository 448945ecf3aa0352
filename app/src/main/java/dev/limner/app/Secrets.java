package dev.limner.app;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Secrets by the names that definitions give them: the environment variable of that name, or what stands in the file
/// that the variable with `_FILE` behind it names.
record Secrets(Map<String, String> environment) implements Function<String, @Nullable String> {
    @Override
    public @Nullable String apply(String name) {
        String said = environment.get(name);
        String file = environment.get(name + "_FILE");
        return said != null || file == null ? said : read(name, file);
    }

    /// @throws UserProblem where the file cannot be read; its content is never told
    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException _) {
            throw UserProblem.of(Code.FILE_NOT_FOUND, name + "_FILE: " + file);
        }
    }
}
