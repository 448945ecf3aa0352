package dev.limner.workspace;

import dev.limner.identity.group.GroupDefinition;
import dev.limner.problem.UserProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file `groups.yaml` of a workspace: what makes customers a company or a household.
final class GroupsFile {
    static final String NAME = "groups.yaml";

    private GroupsFile() {}

    /// What the workspace in `folder` defines; empty where it has no such file.
    ///
    /// @throws UserProblem where the file is not of its form, with its place
    static List<GroupDefinition> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        GroupDefinition.File form = StrictYaml.read(file, GroupDefinition.File.class);
        try {
            return form.definitions();
        } catch (UserProblem problem) {
            throw problem.at(NAME);
        }
    }
}
