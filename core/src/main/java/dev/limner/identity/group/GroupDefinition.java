package dev.limner.identity.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A kind of group, such as households: customers whose values of all that it names are equal.
///
/// @param group its name
/// @param by what must be equal, all of it
/// @param most of how many customers a group may be, else it is none; null for any number
public record GroupDefinition(
        String group, Words title, List<By> by, @Nullable Integer most) {
    /// @throws UserProblem where it makes no sense
    public GroupDefinition {
        by = List.copyOf(by);
        if (!group.matches("[\\p{L}\\p{N}_-]{1,100}")) {
            throw UserProblem.of(Code.BAD_ID, group);
        }
        if (by.isEmpty() || new HashSet<>(by).size() < by.size()) {
            throw UserProblem.of(
                    Code.BAD_PARAMETER, group + ".by", said(by), "address, postcode, {identifier: company}");
        }
        if (most != null && most < 2) {
            throw UserProblem.of(Code.BAD_PARAMETER, group + ".most", "" + most, "2, 12, 50");
        }
    }

    private static String said(List<By> by) {
        return String.join(", ", by.stream().map(By::name).toList());
    }

    /// What must be equal.
    public sealed interface By {
        /// The name of the trait or of the kind.
        String name();

        /// A trait, as the latest event that tells it tells it.
        record Trait(String name) implements By {}

        /// A kind of identifier, such as the number of a company on the rows of its employees.
        record Kind(String name) implements By {}
    }

    /// The file `groups.yaml`.
    public record File(List<Entry> groups) {
        /// One kind of group as the file writes it.
        public record Entry(
                String group,
                Words title,
                List<Named> by,
                @Nullable Integer most) {}

        /// What must be equal, as the file writes it: `address`, or `{identifier: company}`.
        public record Named(
                @Nullable String trait, @Nullable String identifier) {
            @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
            public Named {}

            @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
            public static Named of(String trait) {
                return new Named(trait, null);
            }

            private By by() {
                if (trait != null && identifier == null) {
                    return new By.Trait(trait);
                }
                if (identifier != null && trait == null) {
                    return new By.Kind(identifier);
                }
                throw UserProblem.of(
                        Code.BAD_PARAMETER, "by", trait + ", " + identifier, "address, {identifier: company}");
            }
        }

        /// The kinds of groups, in the order of the file.
        ///
        /// @throws UserProblem where one makes no sense or two have one name
        public List<GroupDefinition> definitions() {
            Set<String> names = new HashSet<>();
            return groups.stream()
                    .map(entry -> {
                        if (!names.add(entry.group)) {
                            throw UserProblem.of(Code.GROUP_TWICE, entry.group);
                        }
                        return new GroupDefinition(
                                entry.group,
                                entry.title,
                                entry.by.stream().map(Named::by).toList(),
                                entry.most);
                    })
                    .toList();
        }
    }
}
