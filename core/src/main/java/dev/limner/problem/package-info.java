/// Words in both languages and problems that teach: what failed, with which values, and what to try.
///
/// Start with [UserProblem] for problems, with [Phrases] for sentences. Everyone may call; it calls nobody.
@NullMarked
package dev.limner.problem;

import org.jspecify.annotations.NullMarked;
