package dev.limner.source;

import dev.limner.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Why a row is set aside where no rule of its mapping says so.
public final class Reasons {
    static final String NO_RULE = "no_rule";
    static final String BAD_VALUE = "bad_value";
    public static final String WRONG_NUMBER_OF_FIELDS = "wrong_number_of_fields";
    public static final String UNCLOSED_QUOTE = "unclosed_quote";
    public static final String UNDECODABLE = "undecodable";
    public static final String NUL_CHARACTER = "nul_character";
    public static final String TOO_LONG = "too_long";
    public static final String NO_JSON_OBJECT = "no_json_object";

    private static final Set<String> BROKEN =
            Set.of(UNCLOSED_QUOTE, UNDECODABLE, NUL_CHARACTER, TOO_LONG, NO_JSON_OBJECT);
    private static final Map<String, Words> TITLES = titles();

    private Reasons() {}

    /// Whether the line could not be read at all, whatever the mapping.
    public static boolean isBroken(String reason) {
        return BROKEN.contains(reason);
    }

    /// The title of a reason: that of the mapping's rule, else of the built-in reason; `bad_value:Price`
    /// names its
    /// column.
    ///
    /// @param mapping null for what belongs to no source
    public static Words title(@Nullable Mapping mapping, String reason) {
        Words stated = mapping == null ? null : stated(mapping, reason);
        if (stated != null) {
            return stated;
        }
        int colon = reason.indexOf(':');
        Words title = TITLES.getOrDefault(colon < 0 ? reason : reason.substring(0, colon), new Words(reason, reason));
        if (colon < 0) {
            return title;
        }
        String column = reason.substring(colon + 1);
        return new Words(title.en() + ": " + column, title.zh() + "：" + column);
    }

    /// The title of what a cleaning or mending is counted under: its rule's, and what became of values that
    /// could not be.
    public static Words countTitle(Mapping mapping, String name) {
        int colon = name.lastIndexOf(':');
        Words whole = stated(mapping, name);
        Words rule = whole != null || colon < 0 ? whole : stated(mapping, name.substring(0, colon));
        if (rule == null) {
            return new Words(name, name);
        }
        Words kind = whole != null ? null : TITLES.get("count" + name.substring(colon));
        return kind == null ? rule : new Words(rule.en() + ": " + kind.en(), rule.zh() + "：" + kind.zh());
    }

    /// Why a value is suspect, in words.
    public static Words suspect(String why) {
        return TITLES.getOrDefault("suspect:" + why, new Words(why, why));
    }

    private static @Nullable Words stated(Mapping mapping, String rule) {
        return Stream.of(
                        mapping.rules().stream().map(one -> Map.entry(one.rule(), one.title())),
                        mapping.leaveOut().stream().map(one -> Map.entry(one.rule(), one.title())),
                        mapping.mend().stream().map(one -> Map.entry(one.rule(), one.title())),
                        mapping.clean().stream().map(one -> Map.entry(one.rule(), one.title())))
                .flatMap(one -> one)
                .filter(one -> one.getKey().equals(rule))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Words> titles() {
        try (InputStream file = Reasons.class.getResourceAsStream("reasons.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(file), new TypeReference<Map<String, Words>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
