package dev.limner.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.clean.Cleaning;
import dev.limner.source.clean.LeaveOut;
import dev.limner.source.clean.Mending;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the rows of one source become events: the file `sources/<source>.yaml` of a workspace.
///
/// Each row is cleaned, then goes to the first rule whose condition holds: the rule sets it aside or makes
/// it an event.
/// What no rule takes is quarantined as `no_rule`, what cannot be read as `bad_value`; nothing is dropped
/// in silence.
///
/// @param file where the rows are; relative to the workspace
/// @param zone the zone of local times in the rows
/// @param currency the currency of money in the rows; null where there is none
/// @param customer where the customer's identifier stands; short for `identifiers` of one
/// @param identifiers where identifiers stand that a row may have together
/// @param clean what brings the fields of a row to one form
/// @param leaveOut what sets rows of machines and test users aside
/// @param mend what corrects fields by other evidence of the row
/// @param compute columns made of others, after cleaning; rules use them like those of the file
/// @param notes what a reader of the figures should know about this source
public record Mapping(
        String source,
        Words title,
        @Nullable Words credit,
        String file,
        Format format,
        String zone,
        @Nullable String currency,
        @Nullable Identifier customer,
        List<Identifier> identifiers,
        Time time,
        List<Cleaning> clean,
        List<LeaveOut> leaveOut,
        List<Mending> mend,
        Map<String, Value> compute,
        List<Rule> rules,
        List<Derivation> derive,
        List<Words> notes) {
    public Mapping {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_ZONE, zone);
        }
        if ((customer == null) == (identifiers == null)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION, "either customer or identifiers must be there, and not both");
        }
        identifiers = orEmpty(customer == null ? identifiers : List.of(customer));
        clean = orEmpty(clean);
        leaveOut = orEmpty(leaveOut);
        mend = orEmpty(mend);
        compute = compute == null ? Map.of() : compute;
        rules = orEmpty(rules);
        derive = orEmpty(derive);
        notes = orEmpty(notes);
    }

    /// How the file is written. Without `columns` its first line names them.
    public record Format(
            char delimiter, String encoding, @Nullable List<String> columns) {}

    /// Where an identifier stands; a row without any is anonymous.
    public record Identifier(
            String column, String kind, @Nullable Form form) {
        /// A spelling that differs by tool, brought to one.
        public enum Form {
            /// `17850.0`, as spreadsheets and data frames write a number that may be missing, is 17850.
            @JsonProperty("whole_number")
            WHOLE_NUMBER
        }
    }

    /// When it happened: a column and the pattern of its local time (as of
    /// `java.time.format.DateTimeFormatter`).
    public record Time(String column, String pattern) {
        public Time {
            if (pattern != null && !isPattern(pattern)) {
                throw UserProblem.of(
                        UserProblem.Code.BAD_DEFINITION, "time.pattern (" + pattern + ") is no pattern of a time");
            }
        }

        private static boolean isPattern(String pattern) {
            try {
                return !DateTimeFormatter.ofPattern(pattern).toString().isEmpty();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /// What becomes of the rows for which `when` holds (all conditions, by column; none means every row):
    /// either
    /// they are set aside under the rule's name, or each is an event of a type.
    ///
    /// @param likeNamed whether columns that bear the name of one of the type's properties give it, where
    /// `properties` does not say otherwise
    public record Rule(
            String rule,
            Words title,
            @Nullable Map<String, Condition> when,
            @Nullable Boolean setAside,
            @Nullable String event,
            @Nullable Boolean likeNamed,
            @Nullable Map<String, Value> properties) {}

    /// A test of one column; what is given must hold.
    public record Condition(
            @Nullable String startsWith,
            @Nullable List<String> in,
            @Nullable BigDecimal atMost,
            @Nullable BigDecimal atLeast,
            @Nullable Boolean empty) {}

    /// Where a property's value comes from: a column (also written as its bare name), a constant, a product
    /// of columns,
    /// or
    /// the first of several whose condition holds; a number may be negated.
    public record Value(
            @Nullable String column,
            @Nullable String constant,
            @Nullable List<String> product,
            @Nullable List<Choice> first,
            @Nullable Boolean negate) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Value ofColumn(String column) {
            return new Value(column, null, null, null, null);
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public Value {}
    }

    /// One of several values, where its condition holds (always, without one).
    public record Choice(@Nullable Map<String, Condition> when, String constant) {}

    /// Events made of groups of others of the same load: one `event` for all `from` events that share the
    /// property `by`
    /// (and the customer), at the first one's instant.
    public record Derivation(String event, String from, String by, Map<String, Fold> properties) {}

    /// A property of a derived event over its group.
    public record Fold(Kind fold, @Nullable String of) {
        public enum Kind {
            @JsonProperty("sum")
            SUM,
            @JsonProperty("count")
            COUNT,
            @JsonProperty("first")
            FIRST
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
