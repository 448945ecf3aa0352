package dev.limner.source.clean;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// E-mail addresses without blanks and full-width signs, in small letters; `domains` corrects those that it
/// names and no others.
record Emails(Map<String, String> domains) implements Cleaner {
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern BLANK = Pattern.compile("\\s+");

    @Override
    public @Nullable String cleaned(String text) {
        String plain = BLANK.matcher(HalfWidth.of(text)).replaceAll("").toLowerCase(Locale.ROOT);
        if (plain.startsWith("mailto:")) {
            plain = plain.substring("mailto:".length());
        }
        int at = plain.lastIndexOf('@');
        if (at < 1) {
            return null;
        }
        String domain = plain.substring(at + 1);
        String mended = plain.substring(0, at + 1) + domains.getOrDefault(domain, domain);
        boolean dotted = plain.charAt(0) == '.' || plain.charAt(at - 1) == '.' || plain.contains("..");
        return !dotted && ADDRESS.matcher(mended).matches() ? mended : null;
    }
}
