package dev.limner.language;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The mistakes found so far in one text.
final class Mistakes {
    private final String text;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String text) {
        this.text = text;
    }

    void add(Code code, Span span, String... values) {
        add(code, span, List.of(values));
    }

    void add(Code code, Span span, List<String> values) {
        found.add(new Mistake(new UserProblem(code, place(span.start()), values), span, false));
    }

    void warn(Code code, Span span, String... values) {
        found.add(new Mistake(new UserProblem(code, place(span.start()), List.of(values)), span, true));
    }

    /// In the order of the text.
    List<Mistake> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(mistake -> mistake.span().start()))
                .toList();
    }

    boolean any() {
        return found.stream().anyMatch(mistake -> !mistake.warning());
    }

    private String place(int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return line + ":" + column;
    }
}
