/// The embedded store and engine: a Parquet lake by month, a recent delta and all operational tables in DuckDB.
///
/// Start with [Store]; [Loading] brings events in, [Compaction] moves them to the lake, [DuckDbEngine] runs
/// studies.
/// DuckDB's classes are seen here and nowhere else.
@NullMarked
package dev.limner.engine.duckdb;

import org.jspecify.annotations.NullMarked;
