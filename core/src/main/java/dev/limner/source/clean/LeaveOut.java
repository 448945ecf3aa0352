package dev.limner.source.clean;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule by which rows of machines and of test users are set aside, counted under its name. One of its
/// tests is enough; texts compare without regard to case.
///
/// @param column what the texts are looked for in; the identifier whose rows are counted for `atMost`
/// @param in whole texts, such as `test@example.com`
/// @param startsWith beginnings, such as `test_`
/// @param contains parts, such as `bot` or `spider` in the name of a browser
/// @param atMost how many rows one value may have within `perSeconds`; those beyond are set aside
public record LeaveOut(
        String rule,
        Words title,
        String column,
        @Nullable List<String> in,
        @Nullable List<String> startsWith,
        @Nullable List<String> contains,
        @Nullable Integer atMost,
        @Nullable Integer perSeconds) {
    public LeaveOut {
        if ((atMost == null) != (perSeconds == null)
                || (atMost != null && perSeconds != null && (atMost < 1 || perSeconds < 1))) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "leave_out." + rule + ": at_most and per_seconds go together, from 1");
        }
        if (in == null && startsWith == null && contains == null && atMost == null) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "leave_out." + rule + ": needs in, starts_with, contains or at_most with per_seconds");
        }
    }
}
