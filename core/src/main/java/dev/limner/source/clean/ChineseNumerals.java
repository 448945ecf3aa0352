package dev.limner.source.clean;

/// Chinese numerals as dates use them, as digits: 二〇二四 is 2024, 十二 is 12, 二十五 is 25.
final class ChineseNumerals {
    private static final String DIGITS = "〇一二三四五六七八九";

    private ChineseNumerals() {}

    static String toDigits(String text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c == '零' || c == '○' ? 0 : DIGITS.indexOf(c);
            if (c == '十') {
                // a ten has a digit before it or means one ten, and a digit after it or means none
                if (i == 0 || !isDigit(text.charAt(i - 1))) {
                    digits.append('1');
                }
                if (i + 1 == text.length() || !isDigit(text.charAt(i + 1))) {
                    digits.append('0');
                }
            } else {
                digits.append(digit >= 0 ? (char) ('0' + digit) : c);
            }
        }
        return digits.toString();
    }

    private static boolean isDigit(char c) {
        return DIGITS.indexOf(c) > 0;
    }
}
