/// The one evaluator: a [Study] is put to every customer's history by an [Engine].
///
/// Start with [Study]. Engines live in `engine.duckdb` and in the module `spark`; any feature may write a
/// study.
@NullMarked
package dev.limner.engine;

import org.jspecify.annotations.NullMarked;
