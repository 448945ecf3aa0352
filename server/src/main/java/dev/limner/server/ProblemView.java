package dev.limner.server;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import org.jspecify.annotations.Nullable;

/// A problem as `application/problem+json` (RFC 9457), with its texts in both languages.
///
/// @param requestId what finds the request in the log; null where it is part of an answer
record ProblemView(
        String type,
        String title,
        int status,
        String code,
        @Nullable String where,
        Words detail,
        @Nullable Words hint,
        @Nullable String requestId) {
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
                problem.hint(),
                null);
    }

    /// The same, as the answer to a request.
    ProblemView of(String request) {
        return new ProblemView(type, title, status, code, where, detail, hint, request);
    }

    static ProblemView internal() {
        return new ProblemView("about:blank", "INTERNAL", 500, "INTERNAL", null, INTERNAL, null, null);
    }

    private static int status(UserProblem.Code code) {
        return switch (code) {
            case UNAUTHENTICATED, WRONG_PASSWORD -> 401;
            case TOO_MANY_REQUESTS -> 429;
            case UNKNOWN_API_KEY,
                    UNKNOWN_CLUSTER,
                    UNKNOWN_CUSTOMER,
                    UNKNOWN_ENTRY,
                    UNKNOWN_GROUP,
                    UNKNOWN_MODEL,
                    NOT_FITTED,
                    UNKNOWN_PAGE,
                    UNKNOWN_SEGMENT,
                    UNKNOWN_SOURCE,
                    UNKNOWN_TAG,
                    UNKNOWN_USER,
                    UNKNOWN_VERSION,
                    UNKNOWN_WORKSPACE -> 404;
            case DEFINITIONS_MOVED,
                    JOURNAL_DAMAGED,
                    LAST_ADMINISTRATOR,
                    NAME_TAKEN,
                    NOT_ASKED,
                    NO_ACCOUNTS,
                    NO_CLUSTERS,
                    NO_DATA,
                    NO_GROUPS,
                    NO_MATCHING,
                    NOT_COMPACTED,
                    STORE_DAMAGED,
                    STORE_IN_USE,
                    WORK_RUNNING,
                    CANCELLED -> 409;
            case FORBIDDEN, LINK_USED, SIGN_ON_REFUSED -> 403;
            case SIGN_ON_FAILED -> 502;
            case DISK_NEARLY_FULL -> 507;
            case TOO_LONG -> 413;
            case BACKUP_DAMAGED,
                    BAD_ARITHMETIC,
                    BAD_CHARACTER,
                    BAD_COUNT,
                    BAD_DATE,
                    BAD_DEFINITION,
                    BAD_FOLD,
                    BAD_ID,
                    BAD_KEEP,
                    BAD_NUMBER,
                    BAD_ONNX,
                    BAD_PARAMETER,
                    BAD_PERIOD,
                    BAD_PLACE,
                    BAD_SQL,
                    BAD_USER_NAME,
                    BRACKETS_NEEDED,
                    CALENDAR_UNIT,
                    CASE_DIFFERS,
                    CURRENCY_DIFFERS,
                    CYCLE,
                    DEFINITIONS_WRONG,
                    EMPTY_WINDOW,
                    ERASURE_STANDS,
                    EVENTS_WITHOUT_PLACE,
                    EXPECTED_AGGREGATE,
                    EXPECTED_CONDITION,
                    EXPECTED_DATE,
                    EXPECTED_EVENT,
                    EXPECTED_LITERAL,
                    EXPECTED_MARK,
                    EXPECTED_NAME,
                    EXPECTED_NUMBER,
                    EXPECTED_TEXT,
                    EXPECTED_WINDOW,
                    FILE_DAMAGED,
                    FILE_NOT_FOUND,
                    FIRST_STEP_FREE,
                    FOR_ANY_NEEDS_EVENTS,
                    GROUP_TWICE,
                    HALF_LIFE_OF,
                    JOIN_AMBIGUOUS,
                    KEY_WITHOUT_RIGHTS,
                    MAPPING_COLUMN_UNKNOWN,
                    MERGE_NOT_NAMED,
                    NAME_OF_EVENT,
                    NOT_A_BACKUP,
                    NOT_A_CONDITION,
                    NOT_A_VALUE,
                    NOT_A_WORKSPACE,
                    NOT_EMPTY,
                    NOT_MERGED,
                    NOT_IN_WHERE,
                    NOT_OFFERED,
                    NOT_OF_SEQUENCES,
                    NOT_ON_MISSING,
                    NOTHING_BEFORE,
                    NOTHING_LEFT,
                    NOTHING_SURE,
                    NO_ADMINISTRATOR,
                    NO_CONNECTION,
                    NO_ONNX,
                    NO_ORDER,
                    NO_PROPERTY_HERE,
                    NO_PROPERTY_WANTED,
                    NO_SECRET,
                    ONLY_IN_WHERE,
                    OPEN_TO_OTHERS,
                    OTHER_CUSTOMERS,
                    OLD_WORKBOOK,
                    OUT_OF_RANGE,
                    PORT_TAKEN,
                    PROPERTY_NEEDED,
                    QUERY_FAILED,
                    RULE_OF_POPULATION,
                    SAME_CUSTOMER,
                    PROPERTY_TWICE,
                    RAW_ROWS_DIFFER,
                    RAW_ROWS_GONE,
                    RETYPE_OF_OTHERS,
                    SOURCE_EXISTS,
                    SOURCE_IS_COLLECTED,
                    SPLIT_GROUPS,
                    STILL_NAMED,
                    STORE_TOO_NEW,
                    TEXT_UNQUOTED,
                    TIME_TOO_TANGLED,
                    TOO_DEEP,
                    TOO_FEW_STEPS,
                    TOO_MANY_COLUMNS,
                    TYPE_MISMATCH,
                    UNCLOSED_QUOTE,
                    UNEXPECTED,
                    UNIT_NEEDED,
                    UNKNOWN_CHANNEL,
                    UNKNOWN_EVENT_TYPE,
                    UNKNOWN_FORMULA,
                    UNKNOWN_FUNCTION,
                    UNKNOWN_KEY,
                    UNKNOWN_NAME,
                    UNKNOWN_PROPERTY,
                    UNKNOWN_PURPOSE,
                    UNKNOWN_SHEET,
                    UNKNOWN_VALUE,
                    UNKNOWN_ZONE,
                    UNMATCHED_BRACKET,
                    UNPACK_FIRST,
                    WEAK_PASSWORD,
                    WHOLE_ONLY,
                    WRONG_TYPE -> 400;
        };
    }
}
