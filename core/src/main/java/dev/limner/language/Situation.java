package dev.limner.language;

import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.language.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may stand at an offset of a half-written text, and what is typed of it already.
///
/// @param from where what is typed begins, `to` where the word that it belongs to ends
/// @param typed up to the offset, without its quote
/// @param events the types whose properties are meant; empty outside of events
/// @param fold the word before the bracket that this stands in; empty where there is none
/// @param name the name on the left of an operator; empty where there is none
/// @param quoted whether a text in single quotes is being written
record Situation(
        Expected expected,
        int from,
        int to,
        String typed,
        List<EventType> events,
        String fold,
        String name,
        boolean quoted) {
    private static final Set<String> FOLDS =
            Set.of("count", "sum", "avg", "average", "min", "max", "median", "first", "last", "top", "distinct", "gap");
    private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=");

    enum Expected {
        VALUE,
        /// A value, of which a few are known by the name on the left.
        CHOICE,
        EVENT,
        PROPERTY,
        SHARED_PROPERTY,
        RANKED_TAG,
        TREND,
        SEGMENT,
        OPERATOR,
        AFTER_SET,
        AFTER_IN,
        UNIT,
        PERIOD,
        DURATION,
        POINT,
        AFTER_IS,
        WORD,
        NOTHING
    }

    /// An open bracket and what was said in it so far.
    private static final class Level {
        final String opener;
        /// Whether `where` goes on to the end of the bracket.
        final boolean bracketed;
        final String asked;
        List<EventType> set = List.of();
        boolean where;
        boolean named;

        Level(String opener, boolean bracketed, String asked) {
            this.opener = opener;
            this.bracketed = bracketed;
            this.asked = asked;
        }
    }

    /// The situation at an offset, whatever the text.
    static Situation at(String text, int offset, TrackingPlan plan) {
        List<Token> before = new ArrayList<>();
        Token partial = null;
        for (Token token : Lexer.tokens(text, new Mistakes(text))) {
            if (token.kind() == Kind.END || token.start() >= offset) {
                break;
            }
            if (isPartial(token, text, offset)) {
                partial = token;
            } else {
                before.add(token);
            }
        }
        int end = before.isEmpty() ? 0 : before.getLast().end();
        boolean comment = partial == null
                && text.substring(Math.min(end, offset), offset).lastIndexOf("--")
                        > text.substring(Math.min(end, offset), offset).lastIndexOf('\n');
        return new Scan(plan, before).situation(text, offset, partial, comment);
    }

    private static boolean isPartial(Token token, String text, int offset) {
        return switch (token.kind()) {
            case WORD, NUMBER -> token.end() >= offset;
            case TEXT, QUOTED_NAME -> token.end() > offset || (token.end() == offset && !isClosed(token, text));
            case DATE, TIMESTAMP, MARK -> token.end() > offset;
            case END -> false;
        };
    }

    private static boolean isClosed(Token token, String text) {
        return token.end() - token.start() >= 2 && "'’‘\"”“".indexOf(text.charAt(token.end() - 1)) >= 0;
    }

    /// A walk over the tokens before the offset.
    private static final class Scan {
        private final TrackingPlan plan;
        private final List<Token> tokens;
        private final Deque<Level> levels = new ArrayDeque<>();

        Scan(TrackingPlan plan, List<Token> tokens) {
            this.plan = plan;
            this.tokens = tokens;
            levels.push(new Level("", false, ""));
            for (int i = 0; i < tokens.size(); i++) {
                step(i);
            }
        }

        private String word(int i) {
            if (i < 0 || i >= tokens.size()) {
                return "";
            }
            Token token = tokens.get(i);
            return token.kind() == Kind.WORD || token.kind() == Kind.MARK
                    ? token.text().toLowerCase(Locale.ROOT)
                    : "";
        }

        private Level level() {
            return java.util.Objects.requireNonNull(levels.peek());
        }

        private void step(int i) {
            Level level = level();
            switch (word(i)) {
                case "(" -> {
                    boolean inherits = level.where
                            && !FOLDS.contains(word(i - 1))
                            && !word(i - 1).equals("sequence");
                    Level opened = new Level(word(i - 1), true, nameBefore(i - 1));
                    opened.where = inherits;
                    opened.set = inherits ? level.set : List.of();
                    levels.push(opened);
                }
                case ")" -> {
                    if (levels.size() > 1) {
                        levels.pop();
                    }
                }
                case "where", "all" -> level.where = true;
                case "and", "or" -> {
                    if (!level.bracketed) {
                        level.where = false;
                        level.named = false;
                    }
                }
                default -> {
                    if (isEventPlace(i)) {
                        level.set = types(tokens.get(i).text());
                        level.where = false;
                        level.named = true;
                    }
                }
            }
        }

        private List<EventType> types(String said) {
            if (plan.has(said)) {
                return List.of(plan.type(said));
            }
            String name = said.contains(".") ? said.substring(0, said.indexOf('.')) : said;
            return name.equals(Expr.ANY_TYPE) ? plan.types() : plan.has(name) ? List.of(plan.type(name)) : List.of();
        }

        /// Whether the token at `i`, there or yet to come, is the name of an event.
        private boolean isEventPlace(int i) {
            if (i < tokens.size() && tokens.get(i).kind() == Kind.NUMBER) {
                return false;
            }
            String last = word(i - 1);
            return switch (last) {
                case "any" -> !word(i - 2).equals("for");
                case "no", "then", "without" -> true;
                case "(" -> {
                    String opener = word(i - 2);
                    yield opener.equals("sequence") || FOLDS.contains(opener);
                }
                case "first", "last" ->
                    !word(i - 2).equals("in")
                            && !word(i - 2).equals("over")
                            && !word(i).equals("place")
                            && !word(i).equals("(");
                default ->
                    i > 1
                            && tokens.get(i - 1).kind() == Kind.NUMBER
                            && word(i - 2).equals("last")
                            && !word(i - 3).equals("in")
                            && !word(i - 3).equals("over");
            };
        }

        /// The name on the left of `in (`, `=` and the like.
        private String nameBefore(int operator) {
            int i = operator - 1;
            if (word(i).equals("not")) {
                i--;
            }
            if (i < 0) {
                return "";
            }
            Token token = tokens.get(i);
            boolean name =
                    token.kind() == Kind.QUOTED_NAME || (token.kind() == Kind.WORD && !Names.isReserved(token.text()));
            return name ? token.text() : "";
        }

        Situation situation(String text, int offset, @Nullable Token partial, boolean comment) {
            Level level = level();
            List<EventType> events = level.where ? level.set : List.of();
            int from = partial == null ? offset : partial.start();
            int to = partial == null ? offset : isOpenQuote(partial, text) ? offset : Math.max(offset, partial.end());
            boolean inQuotes = partial != null && partial.kind() == Kind.TEXT;
            boolean quoted = inQuotes || (partial != null && partial.kind() == Kind.QUOTED_NAME);
            String typed = partial == null ? "" : text.substring(quoted ? from + 1 : from, offset);
            if (comment || (partial != null && isLiteral(partial))) {
                return new Situation(Expected.NOTHING, from, to, typed, List.of(), "", "", false);
            }
            int next = tokens.size();
            if (isEventPlace(next)) {
                int dot = quoted ? -1 : typed.indexOf('.');
                if (dot >= 0) {
                    return new Situation(
                            Expected.PROPERTY,
                            from + dot + 1,
                            to,
                            typed.substring(dot + 1),
                            types(typed.substring(0, dot)),
                            foldBefore(next),
                            "",
                            false);
                }
                return new Situation(Expected.EVENT, from, to, typed, List.of(), foldBefore(next), "", inQuotes);
            }
            if (word(next - 1).equals(".") && next > 1) {
                return new Situation(
                        Expected.PROPERTY,
                        from,
                        to,
                        typed,
                        types(tokens.get(next - 2).text()),
                        foldBefore(next - 2),
                        "",
                        false);
            }
            Expected expected = expected(next, level);
            String name = expected == Expected.CHOICE
                    ? word(next - 1).equals("(") || word(next - 1).equals(",") ? level.asked : nameBefore(next - 1)
                    : expected == Expected.AFTER_IN ? nameBefore(next - 1) : "";
            boolean ofSet = expected == Expected.VALUE || expected == Expected.CHOICE;
            return new Situation(expected, from, to, typed, ofSet ? events : level.set, level.opener, name, inQuotes);
        }

        private static boolean isLiteral(Token partial) {
            return partial.kind() != Kind.WORD && partial.kind() != Kind.TEXT && partial.kind() != Kind.QUOTED_NAME;
        }

        private static boolean isOpenQuote(Token token, String text) {
            return (token.kind() == Kind.TEXT || token.kind() == Kind.QUOTED_NAME) && !isClosed(token, text);
        }

        private String foldBefore(int place) {
            String last = word(place - 1);
            return last.equals("(") ? word(place - 2) : last;
        }

        private Expected expected(int next, Level level) {
            String last = word(next - 1);
            if (OPERATORS.contains(last)) {
                return Expected.CHOICE;
            }
            return switch (last) {
                case "", "quoted" -> next == 0 ? Expected.VALUE : afterValue(next, level);
                case "(" -> afterBracket(next);
                case "," -> level.opener.equals("in") ? Expected.CHOICE : Expected.NOTHING;
                case ":", "or", "not", "where", "all", "+", "-", "*", "/" -> Expected.VALUE;
                case "and" -> isWindowPoint(next - 2) ? Expected.POINT : Expected.VALUE;
                case "any" -> Expected.SHARED_PROPERTY; // after `for`: events were told above
                case "segment" -> Expected.SEGMENT;
                case "is" -> Expected.AFTER_IS;
                case "in" -> Expected.AFTER_IN;
                case "this", "previous" -> word(next - 2).equals("in") ? Expected.PERIOD : Expected.OPERATOR;
                case "within", "half-life" -> Expected.DURATION;
                case "last", "over" -> Expected.DURATION;
                case "between" -> isSet(next - 2, level) ? Expected.POINT : Expected.VALUE;
                case "before", "at" -> Expected.POINT;
                case "since" ->
                    word(next - 2).equals("days") || word(next - 2).equals("time") ? Expected.VALUE : Expected.POINT;
                case "days", "time", "local", "customer", "consents", "entered", "left", "median" ->
                    wordAfter(next, level);
                case "like", "to", "by", "score" -> Expected.NOTHING;
                default -> afterValue(next, level);
            };
        }

        private Expected afterBracket(int next) {
            return switch (word(next - 2)) {
                case "in" -> Expected.CHOICE;
                case "percentile", "rank" -> Expected.RANKED_TAG;
                case "trend" -> Expected.TREND;
                case "score" -> Expected.NOTHING;
                default -> Expected.VALUE;
            };
        }

        /// `days` and the like: after a number they are units and complete a value.
        private Expected wordAfter(int next, Level level) {
            boolean unit = next > 1 && tokens.get(next - 2).kind() == Kind.NUMBER;
            return unit ? afterValue(next, level) : Expected.WORD;
        }

        private Expected afterValue(int next, Level level) {
            Token last = tokens.get(next - 1);
            if (last.kind() == Kind.NUMBER) {
                return Expected.UNIT;
            }
            if (isSet(next - 1, level)) {
                return Expected.AFTER_SET;
            }
            return Expected.OPERATOR;
        }

        /// Whether the token ends a set of events that may take a condition or window.
        private boolean isSet(int i, Level level) {
            return i >= 0
                    && level.named
                    && !level.where
                    && (isEventPlace(i) || word(i - 1).equals(".") || word(i).equals(")"));
        }

        private boolean isWindowPoint(int i) {
            for (int back = i; back >= 0 && back > i - 4; back--) {
                if (word(back).equals("between")) {
                    Token first = tokens.get(Math.min(back + 1, tokens.size() - 1));
                    return first.kind() == Kind.DATE || first.kind() == Kind.TIMESTAMP || word(i).equals("ago");
                }
            }
            return false;
        }
    }
}
