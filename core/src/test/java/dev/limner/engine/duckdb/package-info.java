@NullMarked
package dev.limner.engine.duckdb;

import org.jspecify.annotations.NullMarked;
