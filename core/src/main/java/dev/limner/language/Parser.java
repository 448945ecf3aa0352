package dev.limner.language;

import dev.limner.language.Expr.Operator;
import dev.limner.language.Expr.Sign;
import dev.limner.language.Token.Kind;
import dev.limner.problem.UserProblem.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads expressions from text by recursive descent, loosest first: `for any`, `or`, `and`, `not`,
/// comparison, `+ -`,
/// `* /`, minus, then what [Primary] reads. After a mistake it goes on at the next condition, so that all
/// are told at
/// once.
public final class Parser {
    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.AT_MOST,
            ">", Operator.GREATER,
            ">=", Operator.AT_LEAST);
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    private static final int DEEPEST = 200;

    private final Cursor cursor;
    private final Primary primary;
    private final Set<Expr> broken = Collections.newSetFromMap(new IdentityHashMap<>());
    private int depth;

    private Parser(Cursor cursor) {
        this.cursor = cursor;
        this.primary = new Primary(this, cursor);
    }

    /// Reads a text, whatever it is.
    public static Source parse(String text) {
        Cursor cursor = new Cursor(text);
        Parser parser = new Parser(cursor);
        Expr expr = parser.condition();
        while (cursor.peek().kind() != Kind.END) {
            int before = cursor.position();
            if (cursor.peek().is(")")) {
                cursor.mistakes.add(Code.UNMATCHED_BRACKET, cursor.peek().span());
            } else if (cursor.followsNonsense()) {
                parser.broken.add(expr);
            } else {
                cursor.fail(Code.UNEXPECTED);
            }
            cursor.skip(cursor.open());
            if (cursor.position() == before) {
                cursor.next();
            }
            boolean joined = cursor.acceptWord("and") || cursor.acceptWord("or");
            if (joined
                    || (cursor.position() == before + 1
                            && cursor.peek().kind() != Kind.END
                            && !cursor.peek().is(")"))) {
                parser.condition();
            }
        }
        return new Source(text, expr, cursor.spans, cursor.parts, parser.broken, cursor.mistakes);
    }

    /// Anything, up to a bracket or the end.
    Expr condition() {
        int first = cursor.position();
        int open = cursor.open();
        if (++depth > DEEPEST) {
            depth--;
            cursor.fail(Code.TOO_DEEP, Integer.toString(DEEPEST));
            cursor.skip(open);
            return standIn(first);
        }
        try {
            return prefixed(first);
        } catch (Cursor.Stop _) {
            cursor.skip(open);
            return standIn(first);
        } finally {
            depth--;
        }
    }

    private Expr prefixed(int first) {
        if (cursor.comes("for", "any")) {
            cursor.next();
            cursor.next();
            Span at = cursor.peek().span();
            String property = primary.name();
            cursor.expect(":");
            return cursor.part(cursor.mark(first, new Expr.ForAny(property, condition())), Source.Part.PROPERTY, at);
        }
        if (cursor.comes("customer", "zone")) {
            cursor.next();
            cursor.next();
            cursor.expect(":");
            return cursor.mark(first, new Expr.CustomerZone(condition()));
        }
        return or(first);
    }

    private Expr or(int first) {
        List<Expr> any = new ArrayList<>(List.of(and(first)));
        while (cursor.acceptWord("or")) {
            any.add(and(cursor.position()));
        }
        return any.size() == 1 ? any.getFirst() : cursor.mark(first, new Expr.Or(any));
    }

    private Expr and(int first) {
        List<Expr> all = new ArrayList<>(List.of(not()));
        while (cursor.acceptWord("and")) {
            all.add(not());
        }
        return all.size() == 1 ? all.getFirst() : cursor.mark(first, new Expr.And(all));
    }

    private Expr not() {
        int first = cursor.position();
        if (cursor.comes("for", "any") || cursor.comes("customer", "zone")) {
            return condition();
        }
        int count = 0;
        while (cursor.acceptWord("not")) {
            count++;
        }
        if (count > DEEPEST) {
            cursor.fail(Code.TOO_DEEP, Integer.toString(DEEPEST));
            return standIn(first);
        }
        Expr inside = count > 0 && (cursor.comes("for", "any") || cursor.comes("customer", "zone"))
                ? condition()
                : recovered();
        for (int i = count - 1; i >= 0; i--) {
            inside = cursor.mark(first + i, new Expr.Not(inside));
        }
        return inside;
    }

    private Expr recovered() {
        int first = cursor.position();
        int open = cursor.open();
        try {
            return comparison();
        } catch (Cursor.Stop _) {
            cursor.skip(open);
            return standIn(first);
        }
    }

    /// One comparison without `and`, `or`, `not`: what may follow `where` outside of brackets.
    Expr comparison() {
        int first = cursor.position();
        Expr left = sum();
        Operator operator =
                cursor.peek().kind() == Kind.MARK ? OPERATORS.get(cursor.peek().text()) : null;
        if (operator != null) {
            cursor.next();
            return cursor.mark(first, new Expr.Compare(left, operator, sum()));
        }
        if (cursor.acceptWord("is")) {
            return known(first, left);
        }
        boolean negated = cursor.peek().isWord("not") && cursor.acceptWord("not");
        Expr infix = infix(first, left, negated);
        if (infix == null && negated) {
            throw cursor.fail(Code.EXPECTED_MARK, "in");
        }
        return infix == null ? left : infix;
    }

    private @Nullable Expr infix(int first, Expr left, boolean negated) {
        if (!isCondition(left) && cursor.acceptWord("between")) {
            Expr low = sum();
            cursor.expectWord("and");
            return cursor.mark(first, new Expr.Between(left, negated, low, sum()));
        }
        if (cursor.acceptWord("like")) {
            String pattern = cursor.expect(Kind.TEXT, Code.EXPECTED_TEXT).text();
            return cursor.mark(first, new Expr.Like(left, negated, pattern));
        }
        if (cursor.peek().isWord("in") && !primary.sets().beginsWindow()) {
            cursor.next();
            if (cursor.peek().kind() == Kind.TEXT) {
                throw cursor.fail(Code.EXPECTED_MARK, "(");
            }
            return cursor.peek().is("(")
                    ? cursor.mark(first, new Expr.OneOf(left, negated, options()))
                    : cursor.mark(first, new Expr.Contains(left, negated, primary.value()));
        }
        return null;
    }

    /// A condition in brackets is between nothing: what follows is the window of the events it speaks of.
    private static boolean isCondition(Expr left) {
        return left instanceof Expr.And
                || left instanceof Expr.Or
                || left instanceof Expr.Not
                || left instanceof Expr.Compare
                || left instanceof Expr.Between
                || left instanceof Expr.OneOf
                || left instanceof Expr.Contains
                || left instanceof Expr.Like
                || left instanceof Expr.IsKnown;
    }

    private List<Expr> options() {
        cursor.expect("(");
        List<Expr> options = new ArrayList<>();
        do {
            options.add(sum());
        } while (cursor.accept(","));
        cursor.expect(")");
        return options;
    }

    private Expr known(int first, Expr value) {
        boolean negated = cursor.acceptWord("not");
        boolean known = cursor.acceptWord("known");
        if (!known) {
            if (!cursor.acceptWord("missing")) {
                throw cursor.fail(Code.EXPECTED_MARK, "known / missing");
            }
        }
        return cursor.mark(first, new Expr.IsKnown(value, known != negated));
    }

    private Expr sum() {
        int first = cursor.position();
        Expr left = product();
        while (cursor.peek().is("+") || cursor.peek().is("-")) {
            Sign sign = cursor.next().is("+") ? Sign.PLUS : Sign.MINUS;
            left = cursor.mark(first, new Expr.Arithmetic(left, sign, product()));
        }
        return left;
    }

    private Expr product() {
        int first = cursor.position();
        Expr left = signed();
        while (cursor.peek().is("*") || cursor.peek().is("/")) {
            Sign sign = cursor.next().is("*") ? Sign.TIMES : Sign.DIVIDED_BY;
            left = cursor.mark(first, new Expr.Arithmetic(left, sign, signed()));
        }
        return left;
    }

    private Expr signed() {
        int first = cursor.position();
        int count = 0;
        while (cursor.accept("-")) {
            if (++count > DEEPEST) {
                throw cursor.fail(Code.TOO_DEEP, Integer.toString(DEEPEST));
            }
        }
        Expr inside = primary.value();
        for (int i = count - 1; i >= 0; i--) {
            inside = cursor.mark(first + i, negative(inside));
        }
        return inside;
    }

    /// A minus before a number belongs to the number, so that `-5` and the number -5 are one tree.
    private static Expr negative(Expr inside) {
        return inside instanceof Expr.Decimal(var value) ? new Expr.Decimal(value.negate()) : new Expr.Negative(inside);
    }

    private Expr standIn(int first) {
        Expr standIn = cursor.mark(first, new Expr.Bool(true));
        broken.add(standIn);
        return standIn;
    }
}
