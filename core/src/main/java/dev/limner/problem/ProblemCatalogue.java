package dev.limner.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The texts of all problems, in both languages, by code.
final class ProblemCatalogue {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

    static final ProblemCatalogue SHIPPED = shipped();

    private final Map<UserProblem.Code, Entry> entries;
    private final Map<String, Words> terms;

    private ProblemCatalogue(Map<UserProblem.Code, Entry> entries, Map<String, Words> terms) {
        this.entries = entries;
        this.terms = terms;
    }

    record Entry(String en, String zh, @Nullable Words hint) {}

    Map<UserProblem.Code, Entry> entries() {
        return entries;
    }

    Words detail(UserProblem.Code code, List<String> values) {
        Entry entry = entry(code);
        UserProblem.Code because =
                code == UserProblem.Code.NOT_OFFERED && values.size() > 1 ? named(values.get(1)) : null;
        if (because == null) {
            return filled(new Words(entry.en(), entry.zh()), values);
        }
        Words reason = detail(because, values.subList(2, values.size()));
        return new Words(
                filled(entry.en(), List.of(values.getFirst(), reason.en()), "en"),
                filled(entry.zh(), List.of(values.getFirst(), reason.zh()), "zh"));
    }

    /// The problem of that name; null where there is none.
    private UserProblem.@Nullable Code named(String name) {
        return entries.keySet().stream()
                .filter(code -> code.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Words hint(UserProblem.Code code, List<String> values) {
        Words hint = entry(code).hint();
        if (hint == null || places(hint.en()) > values.size()) {
            return null;
        }
        return filled(hint, values);
    }

    /// One more than the highest place named.
    static int places(String text) {
        return PLACE.matcher(text)
                .results()
                .mapToInt(place -> Integer.parseInt(place.group(1)) + 1)
                .max()
                .orElse(0);
    }

    private Entry entry(UserProblem.Code code) {
        return Objects.requireNonNull(entries.get(code), () -> "no text for " + code);
    }

    private Words filled(Words text, List<String> values) {
        return new Words(filled(text.en(), values, "en"), filled(text.zh(), values, "zh"));
    }

    private String filled(String text, List<String> values, String language) {
        return PLACE.matcher(text)
                .replaceAll(
                        place -> Matcher.quoteReplacement(value(values, Integer.parseInt(place.group(1)), language)));
    }

    /// A value; one such as `@number` stands for a word of both languages.
    private String value(List<String> values, int place, String language) {
        return term(place < values.size() ? values.get(place) : "").in(language);
    }

    Words term(String value) {
        Words term = value.startsWith("@") ? terms.get(value.substring(1)) : null;
        return term == null ? new Words(value, value) : term;
    }

    private static ProblemCatalogue shipped() {
        return new ProblemCatalogue(
                read("problems.yaml", new TypeReference<Map<UserProblem.Code, Entry>>() {}),
                read("terms.yaml", new TypeReference<Map<String, Words>>() {}));
    }

    private static <T> T read(String name, TypeReference<T> form) {
        try (InputStream file = ProblemCatalogue.class.getResourceAsStream(name)) {
            return new YAMLMapper().readValue(Objects.requireNonNull(file), form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
