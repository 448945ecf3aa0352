package dev.limner.language;

import dev.limner.language.Expr.EventSet;
import dev.limner.language.Expr.Events;
import dev.limner.language.Expr.Fold;
import dev.limner.language.Expr.Point;
import dev.limner.language.Expr.Step;
import dev.limner.language.Expr.Window;
import dev.limner.language.Source.Part;
import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads sets of events, sequences, windows and points in time.
final class SetParser {
    private final Parser parser;
    private final Primary primary;
    private final Cursor cursor;
    private final Literals literals;

    SetParser(Parser parser, Primary primary, Cursor cursor, Literals literals) {
        this.parser = parser;
        this.primary = primary;
        this.cursor = cursor;
        this.literals = literals;
    }

    /// An event's name, and what follows its first dot.
    private record Path(String event, @Nullable String property, Span at, Span propertyAt) {}

    /// A set outside of brackets, where `where` takes one comparison.
    EventSet open() {
        return cursor.peek().isWord("sequence") && cursor.peek(1).is("(") ? sequence() : openEvents();
    }

    Events openEvents() {
        int first = cursor.position();
        return events(first, path(false), false, true);
    }

    /// What stands between the brackets of an aggregate.
    Expr.Aggregate folded(Fold fold) {
        int from = cursor.position();
        if (cursor.peek().isWord("sequence") && cursor.peek(1).is("(")) {
            return new Expr.Aggregate(fold, sequence(), null, null);
        }
        Path path = path(true);
        Events events = events(from, path, true, true);
        Expr.Span halfLife = cursor.acceptWord("half-life") ? literals.span() : null;
        return cursor.part(
                new Expr.Aggregate(fold, events, path.property(), halfLife), Part.PROPERTY, path.propertyAt());
    }

    /// `last purchase`, `first purchase.amount`: no condition and no window without brackets.
    Expr.Aggregate bare(Fold fold) {
        int from = cursor.position();
        Path path = path(true);
        Events events = cursor.mark(from, new Events(path.event(), null, null));
        cursor.part(events, Part.EVENT, path.at());
        return cursor.part(new Expr.Aggregate(fold, events, path.property(), null), Part.PROPERTY, path.propertyAt());
    }

    private Path path(boolean property) {
        Token token = cursor.peek();
        if (token.kind() == Kind.WORD && !Names.isReserved(token.text())) {
            int dot = token.text().indexOf('.');
            if (dot > 0 && !property) {
                throw cursor.fail(Code.NO_PROPERTY_HERE);
            }
            cursor.next();
            if (dot > 0) {
                return new Path(
                        token.text().substring(0, dot),
                        token.text().substring(dot + 1),
                        new Span(token.start(), token.start() + dot),
                        new Span(token.start() + dot + 1, token.end()));
            }
            return withProperty(token, property);
        }
        if (token.kind() != Kind.TEXT && token.kind() != Kind.QUOTED_NAME) {
            throw cursor.failNamed(Code.EXPECTED_EVENT, "'");
        }
        cursor.next();
        return withProperty(token, property);
    }

    private Path withProperty(Token event, boolean property) {
        if (property && cursor.accept(".")) {
            Span at = cursor.peek().span();
            return new Path(event.text(), primary.name(), event.span(), at);
        }
        return new Path(event.text(), null, event.span(), event.span());
    }

    /// The rest of a set of events after its name: condition and window in either order.
    private Events events(int first, Path path, boolean bracketed, boolean windowed) {
        Window window = windowed ? window() : null;
        Expr where = null;
        if (cursor.acceptWord("where")) {
            where = bracketed ? parser.condition() : parser.comparison();
        }
        if (windowed && window == null) {
            window = window();
        }
        return cursor.part(cursor.mark(first, new Events(path.event(), where, window)), Part.EVENT, path.at());
    }

    private Expr.Sequence sequence() {
        int first = cursor.position();
        cursor.next();
        cursor.expect("(");
        List<Step> steps = new ArrayList<>();
        do {
            steps.add(step());
        } while (cursor.acceptWord("then"));
        cursor.expect(")");
        Window window = window();
        return cursor.mark(first, new Expr.Sequence(steps, window));
    }

    private Step step() {
        int first = cursor.position();
        Events events = events(first, path(false), true, false);
        Expr.Span within = null;
        List<Events> without = new ArrayList<>();
        while (true) {
            if (within == null && cursor.acceptWord("within")) {
                within = literals.span();
            } else if (cursor.acceptWord("without")) {
                int from = cursor.position();
                without.add(events(from, path(false), true, false));
            } else {
                return cursor.mark(first, new Step(events, within, without));
            }
        }
    }

    /// Whether `in` begins a window here, and is no operator.
    boolean beginsWindow() {
        Token after = cursor.peek(1);
        Token next = cursor.peek(2);
        return (after.isWord("last") && next.kind() == Kind.NUMBER)
                || ((after.isWord("this") || after.isWord("previous")) && Literals.unitOf(next) != null)
                || (after.isWord("last") && Literals.unitOf(next) != null);
    }

    /// A window, or null where none follows.
    @Nullable
    Window window() {
        int first = cursor.position();
        boolean bare = (cursor.peek().isWord("last") && cursor.peek(1).kind() == Kind.NUMBER)
                || ((cursor.peek().isWord("this") || cursor.peek().isWord("previous"))
                        && Literals.unitOf(cursor.peek(1)) != null);
        if (bare) {
            throw cursor.fail(Code.EXPECTED_MARK, "in");
        }
        if (cursor.peek().isWord("in")) {
            cursor.next();
            return cursor.mark(first, relative());
        }
        if (cursor.acceptWord("between")) {
            Point from = point();
            cursor.expectWord("and");
            return cursor.mark(first, new Window.Between(from, point()));
        }
        if (cursor.acceptWord("before")) {
            return cursor.mark(first, new Window.Before(point()));
        }
        return cursor.acceptWord("since") ? cursor.mark(first, new Window.From(point())) : null;
    }

    private Window relative() {
        if (cursor.acceptWord("last")) {
            if (cursor.peek().kind() != Kind.NUMBER) {
                throw cursor.fail(Code.EXPECTED_NUMBER);
            }
            long count = literals.count();
            return new Window.Last(count, literals.unit());
        }
        Token period = cursor.peek();
        boolean previous = cursor.acceptWord("previous");
        if (previous || cursor.acceptWord("this")) {
            if (Literals.unitOf(cursor.peek()) == null) {
                throw cursor.fail(Code.BAD_PERIOD, period.text());
            }
            return new Window.Calendar(previous, literals.unit());
        }
        throw cursor.fail(Code.EXPECTED_WINDOW);
    }

    Point point() {
        int first = cursor.position();
        return switch (cursor.peek().kind()) {
            case DATE -> cursor.mark(first, new Point.Day(literals.date()));
            case TIMESTAMP -> {
                Expr.Timestamp time = literals.timestamp();
                yield cursor.mark(first, new Point.At(time.value(), time.offset()));
            }
            case NUMBER -> {
                if (cursor.peek(1).is("/") || cursor.peek(1).is(".")) {
                    throw cursor.fail(Code.EXPECTED_DATE);
                }
                long count = literals.count();
                Expr.Unit unit = literals.unit();
                cursor.expectWord("ago");
                yield cursor.mark(first, new Point.Ago(count, unit));
            }
            case WORD, QUOTED_NAME, TEXT, MARK, END -> throw cursor.fail(Code.EXPECTED_DATE);
        };
    }
}
