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
/// @param file where the rows are, relative to the workspace: a file, a folder, or a pattern such as
/// `data/*.csv`; null where they are collected
/// @param collect of a source whose clients send while the program runs; null where there is a file
/// @param format how they are written; found out where left out
/// @param zone the zone of local times in the rows
/// @param currency the currency of money in the rows; null where there is none
/// @param customer where the customer's identifier stands; short for `identifiers` of one
/// @param identifiers where identifiers stand that a row may have together
/// @param clean what brings the fields of a row to one form
/// @param leaveOut what sets rows of machines and test users aside
/// @param mend what corrects fields by other evidence of the row
/// @param join columns of other files, before cleaning
/// @param compute columns made of others, after cleaning; rules use them like those of the file
/// @param notes what a reader of the figures should know about this source
public record Mapping(
        String source,
        Words title,
        @Nullable Words credit,
        @Nullable String file,
        @Nullable Collect collect,
        @Nullable Format format,
        String zone,
        @Nullable String currency,
        @Nullable Identifier customer,
        List<Identifier> identifiers,
        @Nullable Time time,
        List<Join> join,
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
        if ((file == null) == (collect == null)) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "either file or collect must be there, and not both");
        }
        if (collect != null
                && !isExplained(collect)
                && (customer != null || time != null || (identifiers != null && !identifiers.isEmpty()))) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION,
                    "what is collected says by itself whom it is about and when it happened: no customer, identifiers, time");
        }
        if (collect == null && time == null) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "time must be there");
        }
        if (collect == null && (customer == null) == (identifiers == null)) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_DEFINITION, "either customer or identifiers must be there, and not both");
        }
        identifiers = orEmpty(customer == null ? identifiers : List.of(customer));
        if (zone == null) {
            throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "zone must be there");
        }
        join = orEmpty(join);
        clean = orEmpty(clean);
        leaveOut = orEmpty(leaveOut);
        mend = orEmpty(mend);
        compute = compute == null ? Map.of() : compute;
        rules = orEmpty(rules);
        derive = orEmpty(derive);
        notes = orEmpty(notes);
    }

    /// How clients' libraries send.
    ///
    /// @param keys the write keys that mean this source; clients show them, so that they are no secret
    /// @param kinds what the kinds of identifiers that protocols name are called here, such as
    /// `{login: member}`
    /// @param kafka the topic that is read, in the place of clients that send
    public record Collect(
            List<String> keys,
            @Nullable Map<String, String> kinds,
            @Nullable Kafka kafka) {
        public Collect {
            if ((keys == null || keys.isEmpty()) == (kafka == null)) {
                throw UserProblem.of(
                        UserProblem.Code.BAD_DEFINITION,
                        "collect: there must be a key, or a topic of kafka, and not both");
            }
            keys = orEmpty(keys);
        }

        public Collect(List<String> keys, @Nullable Map<String, String> kinds) {
            this(keys, kinds, null);
        }

        /// What a kind is called here.
        public String kind(String named) {
            return kinds == null ? named : kinds.getOrDefault(named, named);
        }
    }

    /// A topic whose records are events.
    ///
    /// @param brokers where to begin, such as `localhost:9092`; several with commas between
    /// @param group of consumers; `limner` where left out
    /// @param format what a record's value is
    /// @param event the column that names the event, in a format that does not say it; the topic where left out
    /// @param secret the environment variable (or, with `_FILE` behind it, the file) with further properties of the
    /// client, such as those of a login
    public record Kafka(
            String brokers,
            String topic,
            @Nullable String group,
            @Nullable KafkaFormat format,
            @Nullable String event,
            @Nullable String secret) {
        public Kafka {
            if (brokers == null || brokers.isBlank() || topic == null || topic.isBlank()) {
                throw UserProblem.of(UserProblem.Code.BAD_DEFINITION, "collect.kafka: brokers and topic must be there");
            }
            group = group == null ? "limner" : group;
            format = format == null ? KafkaFormat.JSON : format;
        }

        /// Whether a record says by itself whom it is about, when and what happened.
        public boolean isOwn() {
            return format == KafkaFormat.EVENTS;
        }
    }

    /// What the value of a topic's record is.
    public enum KafkaFormat {
        /// An object of any form, or a list of them: the mapping says what its fields mean.
        @JsonProperty("json")
        JSON,
        /// An event of Limner's own protocol, as `/v1/events` takes it.
        @JsonProperty("events")
        EVENTS
    }

    /// Whether it reads records whose fields the mapping itself explains.
    private static boolean isExplained(@Nullable Collect collect) {
        return collect != null && collect.kafka() != null && !collect.kafka().isOwn();
    }

    /// The same with other rules.
    Mapping withRules(List<Rule> other) {
        return new Mapping(
                source,
                title,
                credit,
                file,
                collect,
                format,
                zone,
                currency,
                customer,
                identifiers,
                time,
                join,
                clean,
                leaveOut,
                mend,
                compute,
                other,
                derive,
                notes);
    }

    /// Where the rows are.
    ///
    /// @throws UserProblem where they are collected
    public String requiredFile() {
        if (file == null) {
            throw UserProblem.of(UserProblem.Code.SOURCE_IS_COLLECTED, source);
        }
        return file;
    }

    /// How the file is written; what is left out is found out from its name and content.
    ///
    /// @param delimiter between fields; a blank stands for a run of blanks, and those at the ends of a line
    /// separate nothing
    /// @param columns their names; without them the first line names them
    /// @param sheet of a workbook; the first where left out
    /// @param explode paths to lists of objects in JSON, each of which gives a row of its own beside its
    /// parent's
    /// @param query for a file that holds a query: the database that it is put to
    public record Format(
            @Nullable FileKind kind,
            @Nullable Character delimiter,
            @Nullable String encoding,
            @Nullable List<String> columns,
            @Nullable String sheet,
            @Nullable List<String> explode,
            @Nullable Query query) {
        /// Of which everything is found out.
        public static final Format DETECTED = new Format(null, null, null, null, null, null, null);

        public enum FileKind {
            /// Lines of fields with a delimiter between them, such as CSV and TSV.
            @JsonProperty("csv")
            CSV,
            /// A workbook as spreadsheets write it, `.xlsx`.
            @JsonProperty("excel")
            EXCEL,
            /// One JSON object a line.
            @JsonProperty("json_lines")
            JSON_LINES,
            @JsonProperty("parquet")
            PARQUET
        }

        /// Lines of fields.
        public static Format csv(char delimiter, String encoding, @Nullable List<String> columns) {
            return new Format(FileKind.CSV, delimiter, encoding, columns, null, null, null);
        }

        /// The same, asking a database from that value of its watermark on; null leaves it as it is.
        public Format from(@Nullable String value) {
            return value == null || query == null || query.watermark() == null
                    ? this
                    : new Format(
                            kind,
                            delimiter,
                            encoding,
                            columns,
                            sheet,
                            explode,
                            new Query(query.connection(), query.watermark(), value));
        }

        /// This, or what is found out where it is null.
        public static Format orDetected(@Nullable Format format) {
            return format == null ? DETECTED : format;
        }
    }

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

    /// Where a query is put to.
    ///
    /// @param connection the environment variable that holds the database's JDBC address
    /// @param watermark a column that grows: an import asks for what is not below the highest value that it
    /// has brought
    /// @param from the value to begin with
    public record Query(
            String connection,
            @Nullable String watermark,
            @Nullable String from) {}

    /// When it happened: written in a column (or in several, joined by a blank) after one of the patterns; or
    /// counted in a column, in units since a local date or an instant (1970 where left out); or the same for
    /// every row.
    ///
    /// @param pattern as of `java.time.format.DateTimeFormatter`; the first that fits counts
    /// @param constant a local date or an instant, for rows that tell how things stood on that day
    public record Time(
            @Nullable List<String> column,
            @Nullable List<String> pattern,
            @Nullable Unit unit,
            @Nullable String from,
            @Nullable String constant) {
        public Time {
            TimeCheck.check(column, pattern, unit, from, constant);
        }

        @Override
        @OneOrMore
        public @Nullable List<String> column() {
            return column;
        }

        @Override
        @OneOrMore
        public @Nullable List<String> pattern() {
            return pattern;
        }

        /// Written in a column after a pattern.
        public static Time written(String column, String pattern) {
            return new Time(List.of(column), List.of(pattern), null, null, null);
        }
    }

    /// What a time is counted in; days and weeks are the calendar's, the others exact.
    public enum Unit {
        @JsonProperty("micros")
        MICROS,
        @JsonProperty("millis")
        MILLIS,
        @JsonProperty("seconds")
        SECONDS,
        @JsonProperty("minutes")
        MINUTES,
        @JsonProperty("hours")
        HOURS,
        @JsonProperty("days")
        DAYS,
        @JsonProperty("weeks")
        WEEKS
    }

    /// Columns of another file beside those of the rows, such as the category of an item from the
    /// catalogue; empty
    /// where that file does not have the key.
    ///
    /// @param by the rows' column that bears the key
    /// @param key the other file's, where it is called otherwise there
    /// @param columns the other file's columns by what they are called here
    public record Join(
            String file,
            @Nullable Format format,
            String by,
            @Nullable String key,
            Map<String, String> columns) {}

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
