package dev.limner.source.clean;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of persons: half-width, single blanks, none between Chinese characters, no titles, and `Last, First`
/// turned round. A name without any letter is impossible.
record Names() implements Cleaner {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan}) +(?=\\p{IsHan})");
    private static final Pattern TITLE_BEFORE = Pattern.compile(
            "^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|herr|frau)\\b\\.? *)+(?=\\p{L})", Pattern.CASE_INSENSITIVE);
    private static final Pattern TITLE_AFTER = Pattern.compile(
            "(?<=\\p{IsHan})(?:先生|女士|小姐|太太)$|,? +(?:jr|sr|esq|ph\\.?d|m\\.?d)\\.?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMA = Pattern.compile("^([^,]+), *([^,]+)$");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    @Override
    public @Nullable String cleaned(String text) {
        String name = BLANKS.matcher(HalfWidth.of(text).strip()).replaceAll(" ");
        name = BETWEEN_HAN.matcher(name).replaceAll("");
        name = TITLE_AFTER.matcher(name).replaceFirst("");
        name = TITLE_BEFORE.matcher(name).replaceFirst("");
        Matcher turned = COMMA.matcher(name);
        if (turned.matches()) {
            name = TITLE_BEFORE.matcher(turned.group(2).strip()).replaceFirst("") + " "
                    + turned.group(1).strip();
        }
        return LETTER.matcher(name).find() ? name.strip() : null;
    }
}
