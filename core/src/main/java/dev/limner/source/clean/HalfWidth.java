package dev.limner.source.clean;

/// Full-width letters, digits and signs (U+FF01 to U+FF5E) and the ideographic blank as their half-width ones.
record HalfWidth() implements Cleaner {
    private static final int FIRST = 0xFF01;
    private static final int LAST = 0xFF5E;
    private static final int APART = 0xFEE0;
    private static final char IDEOGRAPHIC_BLANK = '\u3000';

    @Override
    public String cleaned(String text) {
        return of(text);
    }

    static String of(String text) {
        if (text.chars().noneMatch(c -> c == IDEOGRAPHIC_BLANK || (c >= FIRST && c <= LAST))) {
            return text;
        }
        StringBuilder half = new StringBuilder(text.length());
        text.chars()
                .map(c -> c == IDEOGRAPHIC_BLANK ? ' ' : c >= FIRST && c <= LAST ? c - APART : c)
                .forEach(c -> half.append((char) c));
        return half.toString();
    }
}
