/// How good scores and probabilities are: ranking, calibration, gains, with intervals.
///
/// Start with [Ranking] for scores and [ProbabilityErrors] for probabilities; [Bootstrap] gives any figure an
/// interval. Outcomes are `boolean[]`, true for the event.
@NullMarked
package dev.limner.models.evaluation;

import org.jspecify.annotations.NullMarked;
