package dev.limner.language.plan;

import dev.limner.event.Lists;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A question about one text.
sealed interface TextTest extends Serializable {
    boolean holds(String text);

    /// Whether it is one of these.
    record Among(Set<String> texts, boolean negated) implements TextTest {
        public Among {
            texts = java.util.Collections.unmodifiableSet(new TreeSet<>(texts));
        }

        @Override
        public boolean holds(String text) {
            return texts.contains(text) != negated;
        }
    }

    /// Whether a pattern fits, with `%` for any text and `_` for one character, whatever the case.
    record Fits(String pattern, boolean negated) implements TextTest {
        @Override
        public boolean holds(String text) {
            return compiled().matcher(text).matches() != negated;
        }

        private Pattern compiled() {
            StringBuilder regex = new StringBuilder();
            pattern.codePoints().forEach(c -> {
                switch (c) {
                    case '%' -> regex.append(".*");
                    case '_' -> regex.append('.');
                    default -> regex.append(Pattern.quote(Character.toString(c)));
                }
            });
            return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        }
    }

    /// Whether a list has an element.
    record Holds(String element, boolean negated) implements TextTest {
        @Override
        public boolean holds(String list) {
            return Lists.decode(list).contains(element) != negated;
        }
    }

    /// How it lies to another text, by code point.
    record Compared(dev.limner.language.Expr.Operator operator, String other) implements TextTest {
        @Override
        public boolean holds(String text) {
            return Conditions.fits(operator, compare(text, other));
        }

        static int compare(String a, String b) {
            int i = 0;
            int j = 0;
            while (i < a.length() && j < b.length()) {
                int left = a.codePointAt(i);
                int right = b.codePointAt(j);
                if (left != right) {
                    return Integer.compare(left, right);
                }
                i += Character.charCount(left);
                j += Character.charCount(right);
            }
            return Integer.compare(a.length() - i, b.length() - j);
        }
    }
}
