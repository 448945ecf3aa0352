package dev.limner.portrait;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.event.Sensitivity;
import dev.limner.problem.Words;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that Limner computes of every customer.
///
/// @param unit what a number counts, where that is worth saying
/// @param version raised by the owner whenever the meaning changes
/// @param refresh when it is computed anew, in words such as `daily`
/// @param formula the name of the formula, and `options` its settings
/// @param values the values of a choice, in the order in which people expect to see them
public record Tag(
        String name,
        Words title,
        Words description,
        String group,
        Type type,
        @Nullable Words unit,
        String owner,
        int version,
        String refresh,
        Sensitivity sensitivity,
        String formula,
        TagOptions options,
        List<Value> values)
        implements Serializable {
    public Tag {
        values = List.copyOf(values);
    }

    /// A tag as it stands in a file, where what goes without saying may be left out.
    public record Entry(
            String name,
            Words title,
            Words description,
            String group,
            Type type,
            @Nullable Words unit,
            String owner,
            int version,
            String refresh,
            @Nullable Sensitivity sensitivity,
            String formula,
            @Nullable TagOptions options,
            @Nullable List<Value> values) {
        /// Whether the tag is written in the language.
        public boolean isRule() {
            return Rules.isRule(formula);
        }

        /// The values with their conditions, in the language, where the tag is the first match of a list.
        public List<Value> cases() {
            return isRule() && !formula.equals(Rules.RULE) && values != null ? values : List.of();
        }

        /// The rule, where one gives the tag.
        public @Nullable String rule() {
            return formula.equals(Rules.RULE) && options != null ? options.text(Rules.RULE) : null;
        }

        /// What it says in the language: the rule, or a line for each value with its condition.
        public String text() {
            String rule = rule();
            return rule != null
                    ? rule
                    : cases().stream()
                            .map(value -> value.id() + ": " + value.when())
                            .collect(java.util.stream.Collectors.joining("\n"));
        }

        Tag tag() {
            return new Tag(
                    name,
                    title,
                    description,
                    group,
                    type,
                    unit,
                    owner,
                    version,
                    refresh,
                    sensitivity == null ? Sensitivity.PUBLIC : sensitivity,
                    formula,
                    options == null ? TagOptions.NONE : options,
                    values == null ? List.of() : values);
        }
    }

    /// What kind of value a tag holds; in a [Column] each value is one `long`, as said per type.
    public enum Type {
        /// A double; its raw bits.
        @JsonProperty("number")
        NUMBER,
        /// An amount in the workspace's currency; ten-thousandths.
        @JsonProperty("money")
        MONEY,
        /// A whole number; itself.
        @JsonProperty("integer")
        INTEGER,
        /// Text; its place among the column's texts.
        @JsonProperty("text")
        TEXT,
        /// A local date; days since 1970-01-01.
        @JsonProperty("date")
        DATE,
        /// A moment; microseconds since 1970-01-01T00:00Z.
        @JsonProperty("instant")
        INSTANT,
        /// A whole number of days; itself.
        @JsonProperty("days")
        DAYS,
        /// One of the tag's values; its place among them, from 0.
        @JsonProperty("choice")
        CHOICE
    }

    /// One value that a choice can take.
    ///
    /// @param when of a tag with the formula `first_match`: the condition on which it is given, in the language
    public record Value(
            String id,
            Words title,
            @Nullable Words description,
            @Nullable String when) implements Serializable {
        public Value(String id, Words title, @Nullable Words description) {
            this(id, title, description, null);
        }
    }

    /// The place of the value with that id, or -1.
    public int place(String id) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
