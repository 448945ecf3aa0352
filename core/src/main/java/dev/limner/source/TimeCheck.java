package dev.limner.source;

import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping.Unit;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the parts of a mapping's time fit together.
final class TimeCheck {
    private TimeCheck() {}

    /// @throws UserProblem where they do not
    static void check(
            @Nullable List<String> column,
            @Nullable List<String> pattern,
            @Nullable Unit unit,
            @Nullable String from,
            @Nullable String constant) {
        if (pattern != null) {
            pattern.stream().filter(one -> !isPattern(one)).forEach(one -> {
                throw wrong("time.pattern (" + one + ") is no pattern of a time");
            });
        }
        if (constant != null) {
            if (column != null || pattern != null || unit != null || from != null) {
                throw wrong("time.constant goes with nothing beside it");
            }
            date("constant", constant, true);
            return;
        }
        if (column == null || column.isEmpty()) {
            throw wrong("missing: time.column (or time.constant)");
        }
        if ((pattern == null || pattern.isEmpty()) == (unit == null)) {
            throw wrong("time needs a pattern, or else a unit");
        }
        if (unit != null && column.size() > 1) {
            throw wrong("time.unit counts in one column");
        }
        if (from != null) {
            if (unit == null) {
                throw wrong("time.from goes with a unit");
            }
            date("from", from, unit != Unit.DAYS && unit != Unit.WEEKS);
        }
    }

    private static void date(String key, String text, boolean orInstant) {
        try {
            if (orInstant && text.length() > "2011-12-10".length()) {
                OffsetDateTime.parse(text);
            } else {
                LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw wrong("time." + key + " (" + text + ") is no date" + (orInstant ? " and no instant" : ""));
        }
    }

    private static boolean isPattern(String pattern) {
        try {
            return !DateTimeFormatter.ofPattern(pattern).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static UserProblem wrong(String what) {
        return UserProblem.of(UserProblem.Code.BAD_DEFINITION, what);
    }
}
