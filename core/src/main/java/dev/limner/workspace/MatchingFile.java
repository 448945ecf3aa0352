package dev.limner.workspace;

import dev.limner.identity.match.MatchDefinition;
import dev.limner.problem.UserProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file `matching.yaml` of a workspace: which traits are compared to find records of one person.
public final class MatchingFile {
    static final String NAME = "matching.yaml";

    private MatchingFile() {}

    /// What the workspace in `folder` defines; null where it has no such file.
    ///
    /// @throws UserProblem where the file is not of its form, with its place
    public static @Nullable MatchDefinition read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        MatchDefinition.File form = StrictYaml.read(file, MatchDefinition.File.class);
        try {
            return form.definition();
        } catch (UserProblem problem) {
            throw problem.at(NAME);
        }
    }
}
