package dev.limner.language;

import dev.limner.event.TrackingPlan;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the names in an expression may refer to.
public interface Vocabulary {
    TrackingPlan plan();

    /// The names of all tags.
    Collection<String> tags();

    /// What is known of a tag; null where there is none of that name.
    ///
    /// @throws dev.limner.problem.UserProblem where the tag's own definition is wrong, or refers to itself
    @Nullable
    TagType tag(String name);

    /// The names of all segments, those made of a choice tag's values too, as `tag:value`.
    Collection<String> segments();

    /// What people may consent to.
    default Purposes purposes() {
        return Purposes.NONE;
    }

    /// The names of the models that give scores.
    default Collection<String> scores() {
        return List.of();
    }

    /// The type of a tag's values.
    ///
    /// @param choices the texts that it can have; empty where it can have any
    record TagType(Type type, List<String> choices, Motion motion) implements Serializable {
        public TagType {
            choices = List.copyOf(choices);
        }
    }
}
