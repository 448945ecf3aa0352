package dev.limner.portrait;

import dev.limner.problem.Nearest;
import dev.limner.problem.Phrases;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tags of a workspace by name, in order, and the groups they are shown in.
public final class Catalogue {
    static final Phrases WORDS = Phrases.of(Catalogue.class);

    private final List<Group> groups;
    private final Map<String, Tag> tags = new LinkedHashMap<>();

    /// A heading that tags are shown under.
    public record Group(String id, Words title) {}

    /// One file under `tags/`.
    ///
    /// @param removed names of rules that files read before have, and that shall not be
    public record File(List<Group> groups, List<Tag.Entry> tags, List<String> removed) {
        public File {
            groups = groups == null ? List.of() : List.copyOf(groups);
            tags = tags == null ? List.of() : List.copyOf(tags);
            removed = removed == null ? List.of() : List.copyOf(removed);
        }

        public File(List<Group> groups, List<Tag.Entry> tags) {
            this(groups, tags, List.of());
        }
    }

    /// The catalogue that a file holds.
    ///
    /// @throws UserProblem where a name stands twice, a group is not known, or a choice has no values
    public Catalogue(File file) {
        groups = file.groups();
        for (Tag.Entry entry : file.tags()) {
            Tag tag = entry.tag();
            if (groups.stream().noneMatch(group -> group.id().equals(tag.group()))) {
                throw bad("the tag " + tag.name() + " is in the group (" + tag.group() + "), which is not declared");
            }
            if ((tag.type() == Tag.Type.CHOICE) == tag.values().isEmpty()) {
                throw bad("the tag " + tag.name() + " has values and is no choice, or is a choice without values");
            }
            if (tags.put(tag.name(), tag) != null) {
                throw bad("the tag " + tag.name() + " stands twice");
            }
        }
    }

    public List<Group> groups() {
        return groups;
    }

    public List<Tag> tags() {
        return List.copyOf(tags.values());
    }

    /// The tag of that name.
    ///
    /// @throws UserProblem where there is none
    public Tag tag(String name) {
        Tag tag = tags.get(name);
        if (tag == null) {
            throw unknown(name, tags.keySet());
        }
        return tag;
    }

    static UserProblem unknown(String name, Collection<String> known) {
        List<String> values = new ArrayList<>(List.of(name));
        values.addAll(Nearest.to(name, known));
        return new UserProblem(UserProblem.Code.UNKNOWN_TAG, "", values);
    }

    private static UserProblem bad(String reason) {
        return UserProblem.of(UserProblem.Code.BAD_DEFINITION, reason);
    }
}
