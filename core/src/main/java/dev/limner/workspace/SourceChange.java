package dev.limner.workspace;

import dev.limner.engine.duckdb.Effect;
import dev.limner.problem.UserProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What replaying some sources would do, which are replayed together.
///
/// @param sources one, or all that have values of properties whose type changes
/// @param way how far it goes
/// @param effect what would change; null where it cannot be told
/// @param problem why it cannot be done
public record SourceChange(
        List<String> sources,
        Way way,
        @Nullable Effect effect,
        @Nullable UserProblem problem) {
    public SourceChange {
        sources = List.copyOf(sources);
    }

    /// How far a replay goes.
    public enum Way {
        /// Rows that are set aside are tried again; events stay as they are.
        ASIDE,
        /// All rows of all loads are read again: the store is as if it had been built so.
        WHOLE
    }
}
