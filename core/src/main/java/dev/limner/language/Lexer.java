package dev.limner.language;

import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts an expression's text into tokens; blanks and `-- comments` fall away, full-width marks count as
/// plain ones.
final class Lexer {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
    private static final Pattern TIME =
            Pattern.compile("T\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Map<Character, String> FULL_WIDTH = Map.ofEntries(
            Map.entry('（', "("),
            Map.entry('）', ")"),
            Map.entry('，', ","),
            Map.entry('：', ":"),
            Map.entry('＝', "="),
            Map.entry('＞', ">"),
            Map.entry('＜', "<"),
            Map.entry('≥', ">="),
            Map.entry('≤', "<="),
            Map.entry('≠', "!="));
    private static final Map<String, String> SPELLINGS = Map.of("<>", "!=", "==", "=", "=>", ">=", "=<", "<=");
    /// What other languages write, and what this one writes for it.
    private static final Map<String, String> FOREIGN = Map.of("&&", "and", "&", "and", "||", "or", "|", "or");
    private static final List<String> MARKS = List.of(
            "!=", "<>", "<=", ">=", "==", "=>", "=<", "(", ")", ",", ":", ".", "=", "<", ">", "+", "-", "*", "/");

    private final String text;
    private final Mistakes mistakes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text, Mistakes mistakes) {
        this.text = text;
        this.mistakes = mistakes;
    }

    /// The tokens of a text, an [Kind#END] last.
    static List<Token> tokens(String text, Mistakes mistakes) {
        Lexer lexer = new Lexer(text, mistakes);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next) || next == '\u3000' || next == '\ufeff') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (next == '\'' || next == '‘' || next == '’') {
                quoted(Kind.TEXT, next == '\'' ? "'" : "’‘");
            } else if (next == '"' || next == '“' || next == '”') {
                quoted(Kind.QUOTED_NAME, next == '"' ? "\"" : "”“");
            } else if (next >= '0' && next <= '9') {
                number();
            } else if (begins(text.codePointAt(at))) {
                word();
            } else {
                mark(next);
            }
        }
        tokens.add(new Token(Kind.END, "", text.length(), text.length()));
    }

    private void add(Kind kind, String said, int end) {
        tokens.add(new Token(kind, said, at, end));
        at = end;
    }

    /// Ends at one of `quotes`; the first of them inside is written twice.
    private void quoted(Kind kind, String quotes) {
        StringBuilder said = new StringBuilder();
        int from = at + 1;
        while (from < text.length()) {
            char c = text.charAt(from);
            if (quotes.indexOf(c) < 0) {
                said.append(c);
                from++;
            } else if (c == quotes.charAt(0) && from + 1 < text.length() && text.charAt(from + 1) == c) {
                said.append(c);
                from += 2;
            } else {
                add(kind, said.toString(), from + 1);
                return;
            }
        }
        mistakes.add(Code.UNCLOSED_QUOTE, new Span(at, text.length()), text.substring(at, at + 1));
        add(kind, said.toString(), text.length());
    }

    private void number() {
        Matcher date = DATE.matcher(text).region(at, text.length());
        if (date.lookingAt()) {
            Matcher time = TIME.matcher(text).region(date.end(), text.length());
            if (time.lookingAt()) {
                add(Kind.TIMESTAMP, text.substring(at, time.end()), time.end());
            } else {
                add(Kind.DATE, date.group(), date.end());
            }
            return;
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            add(Kind.NUMBER, number.group(), number.end());
        }
    }

    /// Letters, digits and `_`; dots between them join a path; `half-life` is one word.
    private void word() {
        int end = at;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            boolean joint = c == '.' && end + 1 < text.length() && begins(text.codePointAt(end + 1));
            if (!joint && !continues(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        if (text.regionMatches(true, at, "half-life", 0, 9)) {
            end = Math.max(end, at + 9);
        }
        add(Kind.WORD, text.substring(at, end), end);
    }

    private void mark(char next) {
        String wide = FULL_WIDTH.get(next);
        if (wide != null) {
            add(Kind.MARK, wide, at + 1);
            return;
        }
        for (String mark : MARKS) {
            if (text.startsWith(mark, at)) {
                add(Kind.MARK, SPELLINGS.getOrDefault(mark, mark), at + mark.length());
                return;
            }
        }
        for (String sign : List.of("&&", "||", "&", "|")) {
            if (text.startsWith(sign, at)) {
                String ours = FOREIGN.getOrDefault(sign, sign);
                mistakes.add(Code.BAD_CHARACTER, new Span(at, at + sign.length()), sign, ours);
                add(Kind.WORD, ours, at + sign.length());
                return;
            }
        }
        int end = at + Character.charCount(text.codePointAt(at));
        mistakes.add(Code.BAD_CHARACTER, new Span(at, end), text.substring(at, end));
        at = end;
    }

    /// Whether a name written without quotes may begin with it.
    static boolean begins(int codePoint) {
        return codePoint == '_' || Character.isLetter(codePoint);
    }

    static boolean continues(int codePoint) {
        return begins(codePoint)
                || Character.isDigit(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }
}
