package dev.limner.language;

import dev.limner.language.Expr.Crossing;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.StandingKind;
import dev.limner.language.Source.Part;
import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what comparisons and sums are made of: literals, names, brackets, and everything that begins with
/// a word of
/// the language.
final class Primary {
    static final Map<String, Fold> FOLDS = Map.of(
            "count", Fold.COUNT,
            "sum", Fold.SUM,
            "avg", Fold.AVG,
            "average", Fold.AVG,
            "min", Fold.MIN,
            "max", Fold.MAX,
            "median", Fold.MEDIAN,
            "first", Fold.FIRST,
            "last", Fold.LAST,
            "top", Fold.TOP);

    private final Parser parser;
    private final Cursor cursor;
    private final Literals literals;
    private final SetParser sets;

    Primary(Parser parser, Cursor cursor) {
        this.parser = parser;
        this.cursor = cursor;
        this.literals = new Literals(cursor);
        this.sets = new SetParser(parser, this, cursor, literals);
    }

    SetParser sets() {
        return sets;
    }

    Expr value() {
        int first = cursor.position();
        Token token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER -> literals.number();
            case DATE -> cursor.mark(first, new Expr.Date(literals.date()));
            case TIMESTAMP -> cursor.mark(first, literals.timestamp());
            case TEXT -> cursor.mark(first, new Expr.Text(cursor.next().text()));
            case QUOTED_NAME -> cursor.mark(first, new Expr.Name(name()));
            case MARK -> bracketed();
            case WORD -> word(first, token);
            case END -> throw cursor.fail(Code.EXPECTED_CONDITION);
        };
    }

    private Expr bracketed() {
        if (!cursor.peek().is("(")) {
            throw cursor.fail(Code.EXPECTED_CONDITION);
        }
        cursor.next();
        Expr inside = parser.condition();
        cursor.expect(")");
        return inside;
    }

    private Expr word(int first, Token token) {
        Expr begun = begun(token.text().toLowerCase(Locale.ROOT));
        if (begun != null) {
            return cursor.mark(first, begun);
        }
        if (Names.isReserved(token.text())) {
            throw cursor.fail(Code.EXPECTED_CONDITION);
        }
        cursor.next();
        if (cursor.peek().is("(")) {
            throw cursor.failAt(token, Code.UNKNOWN_FUNCTION);
        }
        return cursor.mark(first, new Expr.Name(token.text()));
    }

    /// What a word of the language begins; null where it begins nothing here.
    private @Nullable Expr begun(String word) {
        boolean called = cursor.peek(1).is("(");
        return switch (word) {
            case "true", "false" -> new Expr.Bool(cursor.next().isWord("true"));
            case "any", "no" -> {
                cursor.next();
                yield new Expr.Exists(word.equals("any"), sets.open());
            }
            case "first", "last" -> called ? aggregate(Fold.valueOf(word.toUpperCase(Locale.ROOT))) : firstOrLast();
            case "median" -> cursor.peek(1).isWord("gap") ? medianGap() : called ? aggregate(Fold.MEDIAN) : null;
            case "distinct" -> called ? aggregate(Fold.DISTINCT) : null;
            case "count", "sum", "avg", "average", "min", "max", "top" -> called ? aggregate(fold(word)) : null;
            case "sequence" -> called ? new Expr.Exists(true, sets.open()) : null;
            case "trend" -> called ? trend() : null;
            case "score" -> called ? new Expr.Score(argument()) : null;
            case "percentile" -> called ? standing(StandingKind.PERCENTILE) : null;
            case "rank" -> called ? standing(StandingKind.RANK) : null;
            case "distance" -> called ? distance() : null;
            case "days", "time" -> cursor.peek(1).isWord("since") ? since(word.equals("days")) : null;
            case "local" -> cursor.peek(1).isWord("hour") ? localHour() : null;
            case "in" -> inSegment();
            case "entered" ->
                cursor.peek(1).isWord("segment") || cursor.peek(1).kind() == Kind.TEXT
                        ? crossed(Crossing.ENTERED)
                        : null;
            case "left" ->
                cursor.peek(1).isWord("segment") || cursor.peek(1).kind() == Kind.TEXT ? crossed(Crossing.LEFT) : null;
            case "consents" -> cursor.peek(1).isWord("to") || cursor.peek(1).kind() == Kind.TEXT ? consents() : null;
            case "weekday" -> taken(new Expr.LocalWeekday());
            case "place" -> taken(new Expr.EventPlace());
            case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" ->
                taken(new Expr.Weekday(DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT))));
            default -> null;
        };
    }

    private static Fold fold(String word) {
        return java.util.Objects.requireNonNull(FOLDS.get(word));
    }

    private Expr taken(Expr node) {
        cursor.next();
        return node;
    }

    private Expr localHour() {
        cursor.next();
        cursor.next();
        return new Expr.LocalHour();
    }

    private Expr aggregate(Fold fold) {
        cursor.next();
        cursor.expect("(");
        Expr.Aggregate read = sets.folded(fold);
        cursor.expect(")");
        return read;
    }

    private Expr medianGap() {
        cursor.next();
        return aggregate(Fold.MEDIAN_GAP);
    }

    /// `last place`, `last 3 view all ...`, `last purchase`, `last purchase.amount`
    private Expr firstOrLast() {
        Fold fold = cursor.next().isWord("first") ? Fold.FIRST : Fold.LAST;
        if (fold == Fold.LAST
                && cursor.peek().isWord("place")
                && !cursor.peek(1).is(".")) {
            cursor.next();
            return new Expr.LastPlace();
        }
        if (fold == Fold.LAST && cursor.peek().kind() == Kind.NUMBER) {
            return lastAll();
        }
        return sets.bare(fold);
    }

    private Expr lastAll() {
        Token number = cursor.next();
        Span at = number.span();
        int count = literals.whole(number);
        Expr.Events events = sets.openEvents();
        cursor.expectWord("all");
        cursor.acceptWord("where");
        return cursor.part(new Expr.LastAll(count, events, parser.comparison()), Part.NAME, at);
    }

    private Expr trend() {
        cursor.next();
        cursor.expect("(");
        int first = cursor.position();
        Expr of = value();
        if (!(of instanceof Expr.Aggregate aggregate)) {
            throw cursor.failAt(cursor.peek(), Code.EXPECTED_AGGREGATE);
        }
        cursor.mark(first, aggregate);
        cursor.expectWord("over");
        cursor.expectWord("last");
        long count = literals.count();
        Expr.Unit unit = literals.unit();
        cursor.expect(")");
        return new Expr.Trend(aggregate, count, unit);
    }

    private String argument() {
        cursor.next();
        cursor.expect("(");
        String text = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
        cursor.expect(")");
        return text;
    }

    private Expr standing(StandingKind kind) {
        cursor.next();
        cursor.expect("(");
        Span at = cursor.peek().span();
        String tag = name();
        String segment = null;
        Span segmentAt = at;
        if (cursor.acceptWord("in")) {
            cursor.expectWord("segment");
            segmentAt = cursor.peek().span();
            segment = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
        }
        cursor.expect(")");
        Expr.Standing read = new Expr.Standing(kind, tag, segment);
        return cursor.part(cursor.part(read, Part.NAME, at), Part.SEGMENT, segmentAt);
    }

    private Expr distance() {
        cursor.next();
        cursor.expect("(");
        Expr from = value();
        cursor.expect(",");
        int first = cursor.position();
        BigDecimal latitude = literals.signed();
        cursor.expect(",");
        BigDecimal longitude = literals.signed();
        Expr to = cursor.mark(first, new Expr.Place(latitude, longitude));
        cursor.expect(")");
        return new Expr.Distance(from, to);
    }

    private Expr since(boolean days) {
        cursor.next();
        cursor.next();
        return new Expr.Since(days, value());
    }

    private Expr inSegment() {
        cursor.next();
        cursor.expectWord("segment");
        Span at = cursor.peek().span();
        String segment = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
        Expr.Point point = cursor.acceptWord("at") ? sets.point() : null;
        return cursor.part(new Expr.InSegment(segment, point), Part.SEGMENT, at);
    }

    private Expr crossed(Crossing crossing) {
        cursor.next();
        cursor.expectWord("segment");
        Span at = cursor.peek().span();
        String segment = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
        Expr.Window window = sets.window();
        if (window == null) {
            throw cursor.fail(Code.EXPECTED_WINDOW);
        }
        return cursor.part(new Expr.Crossed(crossing, segment, window), Part.SEGMENT, at);
    }

    private Expr consents() {
        cursor.next();
        cursor.expectWord("to");
        String purpose = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
        String channel = cursor.acceptWord("by")
                ? cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text()
                : null;
        return new Expr.Consents(purpose, channel);
    }

    /// A name, bare or in double quotes.
    String name() {
        Token token = cursor.peek();
        boolean bare = token.kind() == Kind.WORD && !Names.isReserved(token.text());
        if (!bare && token.kind() != Kind.QUOTED_NAME) {
            throw cursor.failNamed(Code.EXPECTED_NAME, "\"");
        }
        return cursor.next().text();
    }
}
