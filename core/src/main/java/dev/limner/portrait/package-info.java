/// What is known of each customer: tags, the formulas behind them, and the table of all customers as of an
/// instant.
///
/// Start with [Catalogue] for what a tag is, with [Portraits] for how tags are computed, with [People] for the
/// result. Called by `segment`, `insight` and everything above; calls engines and histories, and knows no
/// segment.
@NullMarked
package dev.limner.portrait;

import org.jspecify.annotations.NullMarked;
