/// Benchmarks: a generator of shops of any size, and what is measured on them.
///
/// Start with [FirstLight], which measures whole processes from the import to the answers; [Generator]
/// makes its data.
@NullMarked
package dev.limner.benchmarks;

import org.jspecify.annotations.NullMarked;
