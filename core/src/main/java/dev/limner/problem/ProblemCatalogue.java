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

    private ProblemCatalogue(Map<UserProblem.Code, Entry> entries) {
        this.entries = entries;
    }

    record Entry(String en, String zh, @Nullable Words hint) {}

    Map<UserProblem.Code, Entry> entries() {
        return entries;
    }

    Words detail(UserProblem.Code code, List<String> values) {
        Entry entry = entry(code);
        return new Words(filled(entry.en(), values), filled(entry.zh(), values));
    }

    @Nullable
    Words hint(UserProblem.Code code, List<String> values) {
        Words hint = entry(code).hint();
        if (hint == null || places(hint.en()) > values.size()) {
            return null;
        }
        return new Words(filled(hint.en(), values), filled(hint.zh(), values));
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

    private static String filled(String text, List<String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(values, Integer.parseInt(place.group(1)))));
    }

    private static String value(List<String> values, int place) {
        return place < values.size() ? values.get(place) : "";
    }

    private static ProblemCatalogue shipped() {
        try (InputStream file = ProblemCatalogue.class.getResourceAsStream("problems.yaml")) {
            return new ProblemCatalogue(new YAMLMapper()
                    .readValue(Objects.requireNonNull(file), new TypeReference<Map<UserProblem.Code, Entry>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
