package dev.limner.language;

import dev.limner.problem.UserProblem;
import java.util.IdentityHashMap;
import java.util.List;

/// An expression with the type of each node, and what is wrong with it.
public final class Checked {
    private final Source source;
    private final IdentityHashMap<Expr, Type> types;
    private final Motion motion;
    private final List<Mistake> mistakes;

    Checked(Source source, IdentityHashMap<Expr, Type> types, Motion motion, List<Mistake> mistakes) {
        this.source = source;
        this.types = types;
        this.motion = motion;
        this.mistakes = List.copyOf(mistakes);
    }

    public Source source() {
        return source;
    }

    public Expr expr() {
        return source.expr();
    }

    /// The type of the whole.
    public Type type() {
        return type(source.expr());
    }

    /// The type of a node of this very tree.
    public Type type(Expr node) {
        return types.getOrDefault(node, Type.UNKNOWN);
    }

    public Motion motion() {
        return motion;
    }

    /// All mistakes and warnings, in the order of the text.
    public List<Mistake> mistakes() {
        return mistakes;
    }

    public boolean isRight() {
        return mistakes.stream().allMatch(Mistake::warning);
    }

    /// This, where it is right.
    ///
    /// @throws UserProblem the first mistake
    public Checked orThrow() {
        mistakes.stream().filter(mistake -> !mistake.warning()).findFirst().ifPresent(first -> {
            throw first.problem();
        });
        return this;
    }
}
