package dev.limner.language;

import dev.limner.problem.UserProblem;

/// What is wrong with an expression, and where in its text.
///
/// @param problem its place is `line:column`, both from 1
/// @param warning whether the expression runs all the same
public record Mistake(UserProblem problem, Span span, boolean warning) {}
