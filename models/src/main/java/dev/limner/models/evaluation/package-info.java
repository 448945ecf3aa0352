/// How good scores and probabilities are: ranking, calibration, gains, with intervals.
///
/// Start with [Ranking] for scores and [ProbabilityErrors] for probabilities; [Judgement] gives the
/// figures of both their intervals, [Bootstrap] any other. Outcomes are `boolean[]`, true for the event.
@NullMarked
package dev.limner.models.evaluation;

import org.jspecify.annotations.NullMarked;
