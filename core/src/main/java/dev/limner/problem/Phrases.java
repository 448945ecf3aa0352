package dev.limner.problem;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Short sentences in both languages, kept in a file by key, with places for numbers, dates and words.
///
/// `{0}` is the first argument, `{0|order|orders}` the word that goes with it: the first for one, else the
/// second.
public final class Phrases {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?:\\|([^|}]*)\\|([^}]*))?}");
    private static final DateTimeFormatter ENGLISH_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CHINESE_DATE = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT);

    private final Map<String, Words> phrases;

    private Phrases(Map<String, Words> phrases) {
        this.phrases = phrases;
    }

    /// Those in `words.yaml` beside a class.
    public static Phrases of(Class<?> place) {
        try (InputStream file = Objects.requireNonNull(place.getResourceAsStream("words.yaml"))) {
            return new Phrases(new YAMLMapper().readValue(file, new TypeReference<Map<String, Words>>() {}));
        } catch (IOException e) {
            throw new InternalProblem("words.yaml beside " + place.getName() + " cannot be read", e);
        }
    }

    /// The phrase of that key with its places filled.
    public Words say(String key, Object... arguments) {
        Words phrase = Objects.requireNonNull(phrases.get(key), () -> "no phrase " + key);
        return new Words(filled(phrase.en(), "en", arguments), filled(phrase.zh(), "zh", arguments));
    }

    /// Whether there is a phrase of that key.
    public boolean has(String key) {
        return phrases.containsKey(key);
    }

    /// One after another, with nothing between them.
    public static Words together(Iterable<Words> parts) {
        StringBuilder en = new StringBuilder();
        StringBuilder zh = new StringBuilder();
        parts.forEach(part -> {
            en.append(part.en());
            zh.append(part.zh());
        });
        return new Words(en.toString(), zh.toString());
    }

    private static String filled(String text, String language, Object[] arguments) {
        return PLACE.matcher(text).replaceAll(place -> {
            Object argument = arguments[Integer.parseInt(place.group(1))];
            String words = place.group(2) == null
                    ? shown(argument, language)
                    : shown(argument, language).equals("1") ? place.group(2) : place.group(3);
            return Matcher.quoteReplacement(words);
        });
    }

    private static String shown(Object argument, String language) {
        return switch (argument) {
            case Words words -> words.in(language);
            case LocalDate date -> date.format(language.equals("zh") ? CHINESE_DATE : ENGLISH_DATE);
            case BigDecimal number -> decimal(number);
            case Double number -> decimal(BigDecimal.valueOf(number).stripTrailingZeros());
            case Integer number -> whole(number);
            case Long number -> whole(number);
            default -> argument.toString();
        };
    }

    private static String whole(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    private static String decimal(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(number);
    }
}
