package dev.limner.language.plan;

import dev.limner.language.Checked;
import dev.limner.language.Children;
import dev.limner.language.Expr;
import dev.limner.language.Span;
import dev.limner.language.Type;
import dev.limner.language.plan.Outline.Opens;
import dev.limner.language.plan.WhyNode.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiles the parts of an expression one by one, each where it stands and with the places of the whole:
/// what a
/// part means has been said once, in [ExprCompiler].
final class Outliner {
    private final Compiler shared;
    private final Context context;
    private final ExprCompiler compiler;

    Outliner(Compiler shared, Context context) {
        this.shared = shared;
        this.context = context;
        this.compiler = new ExprCompiler(shared, context);
    }

    Outline outline(Expr expr) {
        Type type = context.checked().type(expr);
        boolean read = type == Type.TEXT || type == Type.LIST;
        boolean judged = type == Type.BOOLEAN && !(expr instanceof Expr.Name) && !(expr instanceof Expr.Aggregate);
        Truth truth = judged ? compiler.truth(expr) : null;
        Textual words = read ? compiler.text(expr) : null;
        Quantity quantity = judged || read ? null : compiler.quantity(expr);
        Span span = context.checked().source().span(expr);
        String text = context.checked().source().text().substring(span.start(), span.end());
        return new Outline(
                expr,
                text,
                span,
                type,
                truth,
                quantity,
                words,
                looks(expr) ? looksAt(truth, quantity, words) : null,
                opens(expr),
                inside(expr));
    }

    private static boolean looks(Expr expr) {
        return expr instanceof Expr.Exists || expr instanceof Expr.Aggregate || expr instanceof Expr.LastAll;
    }

    private static @Nullable Occurrences looksAt(
            @Nullable Truth truth, @Nullable Quantity quantity, @Nullable Textual words) {
        if (truth instanceof Conditions.Exists exists) {
            return exists.of();
        }
        if (truth instanceof Conditions.LastAll all) {
            return all.of();
        }
        if (words instanceof Texts.Top top) {
            return top.of();
        }
        if (words instanceof Texts.End end) {
            return end.of();
        }
        return quantity instanceof Folds fold ? fold.of() : null;
    }

    private @Nullable Opens opens(Expr expr) {
        return switch (expr) {
            case Expr.InSegment(var segment, var _) -> new Opens(Kind.SEGMENT, segment);
            case Expr.Crossed(var _, var segment, var _) -> new Opens(Kind.SEGMENT, segment);
            case Expr.ForAny(var property, var _) -> new Opens(Kind.VALUE, property);
            case Expr.Name(var name) when isDefined(name) -> new Opens(Kind.TAG, name);
            case Expr.Standing(var _, var tag, var _) when isDefined(tag) -> new Opens(Kind.TAG, tag);
            case Expr _ -> null;
        };
    }

    private List<Outline> inside(Expr expr) {
        return switch (expr) {
            case Expr.InSegment(var segment, var _) -> List.of(ofSegment(segment));
            case Expr.Crossed(var _, var segment, var _) -> List.of(ofSegment(segment));
            case Expr.ForAny(var _, var condition) ->
                List.of(in(context.ofPart()).outline(condition));
            case Expr.CustomerZone(var inside) ->
                List.of(in(context.ofCustomerZone()).outline(inside));
            case Expr.Name(var name) -> ofTag(name);
            case Expr.Standing(var _, var tag, var _) -> ofTag(tag);
            case Expr.Exists _, Expr.Aggregate _, Expr.LastAll _, Expr.Trend _ -> List.of();
            case Expr other ->
                Children.of(other).stream()
                        .filter(this::isTold)
                        .map(this::outline)
                        .toList();
        };
    }

    /// Literals say their own value, and places have none that is read.
    private boolean isTold(Expr expr) {
        return switch (expr) {
            case Expr.Decimal _, Expr.Text _, Expr.Bool _, Expr.Date _, Expr.Timestamp _, Expr.Span _ -> false;
            case Expr.Length _, Expr.Weekday _, Expr.Place _, Expr.LastPlace _, Expr.EventPlace _ -> false;
            case Expr.Negative(Expr.Decimal number) -> false;
            case Expr _ -> true;
        };
    }

    private Outliner in(Context other) {
        return new Outliner(shared, other);
    }

    private boolean isDefined(String name) {
        return shared.lexicon().tag(name) != null
                && !(shared.lexicon().meaning(name) instanceof Lexicon.Meaning.Computed);
    }

    private List<Outline> ofTag(String name) {
        if (!isDefined(name)) {
            return List.of();
        }
        return switch (shared.lexicon().meaning(name)) {
            case Lexicon.Meaning.Computed _ -> List.of();
            case Lexicon.Meaning.Rule(var source) ->
                List.of(root(shared.lexicon().checkedValue(source)));
            case Lexicon.Meaning.FirstMatch(var cases) ->
                cases.stream()
                        .map(each -> root(shared.lexicon().checkedCondition(each.when())))
                        .toList();
        };
    }

    private Outline ofSegment(String name) {
        return root(shared.lexicon().segment(name));
    }

    private Outline root(Checked checked) {
        return in(Context.of(checked)).outline(checked.expr());
    }
}
