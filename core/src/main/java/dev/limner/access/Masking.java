package dev.limner.access;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How personal values are shown to those who may not see them: so much that one can tell two apart at a
/// glance, and too little to call or write to anybody.
public final class Masking {
    /// What stands for a value of which nothing is shown.
    public static final String HIDDEN = "•••";

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    /// International, or a mobile number of the mainland of China.
    private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ()./-]{6,18}\\d|(86)?1[3-9]\\d([ -]?\\d){8}");
    private static final int FIRST = 3;
    private static final int LAST = 4;

    private Masking() {}

    /// Whether a text is an e-mail address or a phone number by its looks.
    public static boolean isContact(String text) {
        return EMAIL.matcher(text).matches() || PHONE.matcher(text).matches();
    }

    /// A personal value, masked: `159****1234`, `z***@example.com`, else nothing of it.
    public static String mask(String text) {
        if (EMAIL.matcher(text).matches()) {
            return text.substring(0, text.offsetByCodePoints(0, 1)) + "***" + text.substring(text.lastIndexOf('@'));
        }
        return PHONE.matcher(text).matches() ? phone(text) : HIDDEN;
    }

    private static String phone(String text) {
        String digits = text.replaceAll("[^\\d+]", "");
        return digits.substring(0, FIRST)
                + "*".repeat(digits.length() - FIRST - LAST)
                + digits.substring(digits.length() - LAST);
    }

    /// The form of a text without its content: letters become `x`, Han characters `字`, digits `0`. Whoever
    /// mends rows sees how a time or a number was written, and not whose it is.
    public static String form(String text) {
        return text.codePoints()
                .map(Masking::form)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static int form(int point) {
        if (Character.isDigit(point)) {
            return '0';
        }
        if (Character.isIdeographic(point)) {
            return '字';
        }
        return Character.isLetter(point) ? 'x' : point;
    }
}
