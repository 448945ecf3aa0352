package dev.limner.server;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import org.jspecify.annotations.Nullable;

/// A problem as `application/problem+json` (RFC 9457), with its texts in both languages.
record ProblemView(
        String type,
        String title,
        int status,
        String code,
        @Nullable String where,
        Words detail,
        @Nullable Words hint) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Words INTERNAL =
            new Words("Something went wrong inside. It has been logged.", "内部出现错误，已记入日志。");

    static ProblemView of(UserProblem problem) {
        return new ProblemView(
                "about:blank",
                problem.code().name(),
                status(problem.code()),
                problem.code().name(),
                problem.where().isEmpty() ? null : problem.where(),
                problem.detail(),
                problem.hint());
    }

    static ProblemView internal() {
        return new ProblemView("about:blank", "INTERNAL", 500, "INTERNAL", null, INTERNAL, null);
    }

    private static int status(UserProblem.Code code) {
        return switch (code) {
            case UNKNOWN_CUSTOMER, UNKNOWN_PAGE, UNKNOWN_SEGMENT, UNKNOWN_SOURCE, UNKNOWN_TAG, UNKNOWN_WORKSPACE -> 404;
            case NO_DATA, NOT_COMPACTED, STORE_IN_USE, CANCELLED -> 409;
            case FORBIDDEN -> 403;
            case BAD_DEFINITION,
                    BAD_DATE,
                    BAD_PARAMETER,
                    BAD_SQL,
                    CURRENCY_DIFFERS,
                    FILE_NOT_FOUND,
                    MAPPING_COLUMN_UNKNOWN,
                    NOT_A_WORKSPACE,
                    NOT_EMPTY,
                    PORT_TAKEN,
                    SPLIT_GROUPS,
                    STORE_TOO_NEW,
                    UNKNOWN_EVENT_TYPE,
                    UNKNOWN_FORMULA,
                    UNKNOWN_KEY,
                    UNKNOWN_PROPERTY,
                    UNKNOWN_ZONE -> 400;
        };
    }
}
