package dev.limner.app;

import dev.limner.language.Mistake;
import dev.limner.language.Span;
import java.io.PrintWriter;

/// Mistakes in an expression, each drawn under its place in the text.
final class Underline {
    private Underline() {}

    /// Prints the mistakes one after another, in a language.
    static void print(PrintWriter out, String text, Iterable<Mistake> mistakes, String language) {
        for (Mistake mistake : mistakes) {
            out.println(drawn(text, mistake.span()));
            out.println(mistake.problem().text(language));
        }
    }

    /// The line of the text in which a piece begins, and carets under the piece.
    static String drawn(String text, Span span) {
        int start = Math.min(span.start(), text.length());
        int from = text.lastIndexOf('\n', start - 1) + 1;
        int to = text.indexOf('\n', start);
        String line = text.substring(from, to < 0 ? text.length() : to)
                .replace('\r', ' ')
                .replace('\t', ' ');
        StringBuilder below = new StringBuilder();
        line.codePoints()
                .limit(line.codePointCount(0, start - from))
                .forEach(c -> below.append(isWide(c) ? "  " : " "));
        int end = Math.clamp(span.end() - from, start - from, line.length());
        int carets = line.substring(start - from, end)
                .codePoints()
                .map(c -> isWide(c) ? 2 : 1)
                .sum();
        return line + System.lineSeparator() + below + "^".repeat(Math.max(1, carets));
    }

    /// Whether terminals give it two columns: Chinese, Japanese and Korean signs, full-width marks, pictures.
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE4F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
