package dev.limner.models.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The words by which [AspectOpinions] are found, of one language.
///
/// @param spaced whether blanks stand between words
/// @param whole the name of what is spoken of where no aspect is named
/// @param terms by form, in lower case, what it is
public record Lexicon(boolean spaced, String whole, Map<String, Term> terms) {
    public Lexicon {
        terms = Map.copyOf(terms);
    }

    /// What a form is.
    public sealed interface Term {
        /// A side of the thing that people speak of, by its name.
        record Aspect(String name) implements Term {}

        /// A word that praises, or complains.
        record Opinion(boolean praise) implements Term {}

        /// A word that turns the next opinion round.
        record Negation() implements Term {}

        /// A word that holds the letters of another one and means something else.
        record Neutral() implements Term {}

        /// A word that begins a new thought.
        record Break() implements Term {}
    }

    /// The words of English reviews of goods, books and hotels.
    public static Lexicon english() {
        return read("lexicon-en.txt", true);
    }

    /// The words of Chinese reviews of goods, books and hotels.
    public static Lexicon chinese() {
        return read("lexicon-zh.txt", false);
    }

    /// This lexicon with more `forms` of `aspect`, a known or a new one.
    public Lexicon withAspect(String aspect, String... forms) {
        Map<String, Term> more = new HashMap<>(terms);
        for (String form : forms) {
            more.put(form.toLowerCase(Locale.ROOT), new Term.Aspect(aspect));
        }
        return new Lexicon(spaced, whole, more);
    }

    /// This lexicon with more words of praise, or of complaint.
    public Lexicon withOpinions(boolean praise, String... forms) {
        Map<String, Term> more = new HashMap<>(terms);
        for (String form : forms) {
            more.put(form.toLowerCase(Locale.ROOT), new Term.Opinion(praise));
        }
        return new Lexicon(spaced, whole, more);
    }

    /// The names of all aspects.
    public Set<String> aspects() {
        Set<String> names = new HashSet<>();
        for (Term term : terms.values()) {
            if (term instanceof Term.Aspect(String name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static Lexicon read(String file, boolean spaced) {
        Map<String, Term> terms = new HashMap<>();
        String whole = "";
        try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("whole ")) {
                    whole = line.substring(6);
                } else if (!line.startsWith("#")) {
                    int colon = line.indexOf(':');
                    Term term = term(line.substring(0, colon));
                    forms(line.substring(colon + 1)).forEach(form -> terms.put(form, term));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return new Lexicon(spaced, whole, terms);
    }

    private static List<String> forms(String text) {
        return Arrays.stream(text.strip().split(" +", -1))
                .map(form -> form.replace('_', ' '))
                .toList();
    }

    private static Term term(String head) {
        return switch (head) {
            case "praise" -> new Term.Opinion(true);
            case "complaint" -> new Term.Opinion(false);
            case "negation" -> new Term.Negation();
            case "neutral" -> new Term.Neutral();
            case "break" -> new Term.Break();
            default -> new Term.Aspect(head.substring("aspect ".length()));
        };
    }
}
