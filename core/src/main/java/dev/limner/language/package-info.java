/// The language of tags and segments: one typed tree with three faces, checked before it runs.
///
/// Start with [Expr]; [Parser] reads text, [Checker] finds what names and types mean, [Reading] reads
/// aloud. What an
/// expression gives for a history stands in `language.plan`. Called by portraits and segments; knows
/// events, and
/// nothing of segments.
@NullMarked
package dev.limner.language;

import org.jspecify.annotations.NullMarked;
