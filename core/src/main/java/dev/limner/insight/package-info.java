/// What a population does: revenue and orders over time, key figures with their uncertainty, the hours of
/// the week.
///
/// Start with [KpiStudy]; each study here is one page of answers. Called by the server and the command
/// line; calls
/// engines, histories and `portrait`'s moments.
@NullMarked
package dev.limner.insight;

import org.jspecify.annotations.NullMarked;
