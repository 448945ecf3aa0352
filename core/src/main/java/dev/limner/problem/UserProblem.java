package dev.limner.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that the person at the other end can mend: it says what failed, with which values, and what to
/// try.
///
/// The texts come from the one catalogue by [Code]; `values` fill its places `{0}`, `{1}`, ... A hint is
/// shown only where every value it speaks of is there.
public final class UserProblem extends RuntimeException {

    private final Code code;
    private final String where;
    private final transient List<String> values;

    /// A problem at `where` (`file:line:column`, or empty where there is no such place).
    public UserProblem(Code code, String where, List<String> values) {
        super(text(code, where, values, "en"));
        this.code = code;
        this.where = where;
        this.values = List.copyOf(values);
    }

    /// A problem that no place in a file explains.
    public static UserProblem of(Code code, String... values) {
        return new UserProblem(code, "", List.of(values));
    }

    /// The same problem, found at a place; a place that is known already stays.
    public UserProblem at(String place) {
        return where.isEmpty() ? new UserProblem(code, place, values) : this;
    }

    public Code code() {
        return code;
    }

    /// What fills the places of its texts.
    public List<String> values() {
        return values;
    }

    /// Where the mistake stands, `file:line:column`, or empty.
    public String where() {
        return where;
    }

    /// What failed, with its values.
    public Words detail() {
        return ProblemCatalogue.SHIPPED.detail(code, values);
    }

    /// What to try, where the catalogue knows.
    public @Nullable Words hint() {
        return ProblemCatalogue.SHIPPED.hint(code, values);
    }

    /// The word of both languages that a value such as `@number` stands for; the value itself where it
    /// stands for none.
    public static Words term(String value) {
        return ProblemCatalogue.SHIPPED.term(value);
    }

    /// One line in the reader's language: code, place, what failed, what to try.
    public String text(String language) {
        return text(code, where, values, language);
    }

    private static String text(Code code, String where, List<String> values, String language) {
        Words hint = ProblemCatalogue.SHIPPED.hint(code, values);
        return code
                + (where.isEmpty() ? "" : " " + where)
                + "  "
                + ProblemCatalogue.SHIPPED.detail(code, values).in(language)
                + (hint == null ? "" : "  " + hint.in(language));
    }

    /// Every problem that Limner knows how to explain; each has its texts in `problems.yaml`.
    public enum Code {
        BACKUP_DAMAGED,
        BAD_ARITHMETIC,
        BAD_CHARACTER,
        BAD_COUNT,
        BAD_DATE,
        BAD_DEFINITION,
        BAD_FOLD,
        BAD_ID,
        BAD_KEEP,
        BAD_NUMBER,
        BAD_PARAMETER,
        BAD_PERIOD,
        BAD_PLACE,
        BAD_SQL,
        BAD_USER_NAME,
        BRACKETS_NEEDED,
        CALENDAR_UNIT,
        CANCELLED,
        CASE_DIFFERS,
        CURRENCY_DIFFERS,
        CYCLE,
        DEFINITIONS_MOVED,
        DEFINITIONS_WRONG,
        DISK_NEARLY_FULL,
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
        FORBIDDEN,
        FOR_ANY_NEEDS_EVENTS,
        GROUP_TWICE,
        HALF_LIFE_OF,
        JOIN_AMBIGUOUS,
        JOURNAL_DAMAGED,
        KEY_WITHOUT_RIGHTS,
        LAST_ADMINISTRATOR,
        LINK_USED,
        MAPPING_COLUMN_UNKNOWN,
        MERGE_NOT_NAMED,
        NAME_OF_EVENT,
        NAME_TAKEN,
        NOT_A_BACKUP,
        NOT_A_CONDITION,
        NOT_A_VALUE,
        NOT_A_WORKSPACE,
        NOT_COMPACTED,
        NOT_EMPTY,
        NOT_FITTED,
        NO_ONNX,
        BAD_ONNX,
        NOT_IN_WHERE,
        NOT_MERGED,
        NOT_OFFERED,
        NOT_OF_SEQUENCES,
        NOT_ON_MISSING,
        NOTHING_BEFORE,
        NO_ACCOUNTS,
        NO_ADMINISTRATOR,
        NO_CLUSTERS,
        NO_CONNECTION,
        NO_DATA,
        NO_GROUPS,
        NO_ORDER,
        NO_PROPERTY_HERE,
        NO_PROPERTY_WANTED,
        NO_SECRET,
        NOTHING_LEFT,
        NOTHING_SURE,
        NOT_ASKED,
        NO_MATCHING,
        ONLY_IN_WHERE,
        OPEN_TO_OTHERS,
        OTHER_CUSTOMERS,
        OLD_WORKBOOK,
        OUT_OF_RANGE,
        PORT_TAKEN,
        PROPERTY_NEEDED,
        PROPERTY_TWICE,
        QUERY_FAILED,
        RAW_ROWS_DIFFER,
        RAW_ROWS_GONE,
        RETYPE_OF_OTHERS,
        RULE_OF_POPULATION,
        SAME_CUSTOMER,
        SIGN_ON_FAILED,
        SIGN_ON_REFUSED,
        SOURCE_EXISTS,
        SPLIT_GROUPS,
        STILL_NAMED,
        SOURCE_IS_COLLECTED,
        STORE_DAMAGED,
        STORE_IN_USE,
        STORE_TOO_NEW,
        TEXT_UNQUOTED,
        TIME_TOO_TANGLED,
        TOO_DEEP,
        TOO_FEW_STEPS,
        TOO_LONG,
        TOO_MANY_COLUMNS,
        TOO_MANY_REQUESTS,
        TYPE_MISMATCH,
        UNAUTHENTICATED,
        UNCLOSED_QUOTE,
        UNEXPECTED,
        UNIT_NEEDED,
        UNKNOWN_API_KEY,
        UNKNOWN_CHANNEL,
        UNKNOWN_CLUSTER,
        UNKNOWN_CUSTOMER,
        UNKNOWN_ENTRY,
        UNKNOWN_EVENT_TYPE,
        UNKNOWN_FORMULA,
        UNKNOWN_FUNCTION,
        UNKNOWN_GROUP,
        UNKNOWN_KEY,
        UNKNOWN_MODEL,
        UNKNOWN_NAME,
        UNKNOWN_PAGE,
        UNKNOWN_PROPERTY,
        UNKNOWN_PURPOSE,
        UNKNOWN_SEGMENT,
        UNKNOWN_SHEET,
        UNKNOWN_SOURCE,
        UNKNOWN_TAG,
        UNKNOWN_USER,
        UNKNOWN_VALUE,
        UNKNOWN_VERSION,
        UNKNOWN_WORKSPACE,
        UNKNOWN_ZONE,
        UNMATCHED_BRACKET,
        UNPACK_FIRST,
        WEAK_PASSWORD,
        WHOLE_ONLY,
        WORK_RUNNING,
        WRONG_PASSWORD,
        WRONG_TYPE
    }
}
