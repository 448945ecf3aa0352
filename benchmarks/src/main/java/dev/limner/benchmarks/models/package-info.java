/// What the models library costs beside what the JVM offers else.
///
/// Start with [ModelContest]; every [Contest] is one task at a size, with several sides that solve it.
@NullMarked
package dev.limner.benchmarks.models;

import org.jspecify.annotations.NullMarked;
