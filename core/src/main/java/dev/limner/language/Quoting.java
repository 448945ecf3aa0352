package dev.limner.language;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How names and values stand within a sentence: bare where nobody can take them for words of the sentence,
/// else
/// quoted.
final class Quoting {
    private static final Pattern BARE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]+(?:\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final Pattern PHRASE = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*");
    private static final Pattern HAN_PHRASE = Pattern.compile("[\\p{IsHan}A-Za-z0-9]+");
    private static final Pattern SPACED = Pattern.compile(
            "((?<=\\p{IsHan})(?=-?[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\\p{IsHan}))|“[^”]*”|'(?:[^']|'')*'|\\d+年\\d+月\\d+日");
    /// Words that sentences themselves are made of.
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "known",
            "missing",
            "and",
            "or",
            "not",
            "one",
            "none",
            "the",
            "their",
            "its",
            "who",
            "whose",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    private Quoting() {}

    /// A word that may stand bare.
    static boolean isBare(String text) {
        return BARE.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    }

    /// An English title that may stand bare, of one word or several.
    static boolean isPhrase(String text) {
        return PHRASE.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    }

    /// A Chinese title that may stand bare.
    static boolean isHanPhrase(String text) {
        return HAN_PHRASE.matcher(text).matches();
    }

    static String bareOrQuoted(String text) {
        return isBare(text) ? text : quoted(text);
    }

    /// In quotation marks; as the language itself writes it where it has such marks inside.
    static String quoted(String text) {
        return text.indexOf('“') < 0 && text.indexOf('”') < 0 ? "“" + text + "”" : Names.text(text);
    }

    /// A title as it stands within an English sentence: no capital, unless it is an abbreviation.
    static String lowered(String title) {
        boolean abbreviation = title.length() > 1 && Character.isUpperCase(title.charAt(1));
        return title.isEmpty() || abbreviation
                ? title
                : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    /// A Chinese sentence with blanks between Chinese and Latin letters; what is quoted, and dates, stay as
    /// they are.
    static String spaced(String chinese) {
        return SPACED.matcher(chinese)
                .replaceAll(found ->
                        found.group(1) == null ? java.util.regex.Matcher.quoteReplacement(found.group()) : " ");
    }
}
