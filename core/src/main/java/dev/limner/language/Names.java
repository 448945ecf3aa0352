package dev.limner.language;

import java.util.Locale;
import java.util.Set;

/// How names are written: bare where that is unmistakable, else in quotes.
final class Names {
    /// Words that begin or join expressions wherever they stand.
    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "in",
            "between",
            "is",
            "like",
            "where",
            "then",
            "within",
            "without",
            "true",
            "false",
            "no",
            "any",
            "for",
            "last",
            "first",
            "since",
            "before",
            "over",
            "all",
            "half-life");
    /// Words that mean something of their own where a value is expected.
    private static final Set<String> SPECIAL = Set.of(
            "weekday",
            "place",
            "event",
            "local",
            "days",
            "time",
            "entered",
            "left",
            "consents",
            "customer",
            "median",
            "sequence",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    private Names() {}

    static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    /// A name of a tag, trait or property.
    static String name(String name) {
        return plain(name, true) ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// A name of an event.
    static String event(String name) {
        return plain(name, false) ? name : text(name);
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean plain(String name, boolean dots) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || RESERVED.contains(lower) || SPECIAL.contains(lower)) {
            return name.equals(Expr.ANY_TYPE) && !dots;
        }
        boolean beginning = true;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int c = name.codePointAt(i);
            boolean dot = c == '.' && dots && !beginning;
            if (!dot && !(beginning ? Lexer.begins(c) : Lexer.continues(c))) {
                return false;
            }
            beginning = dot;
        }
        return !beginning;
    }
}
