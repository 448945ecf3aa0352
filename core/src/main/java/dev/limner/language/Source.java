package dev.limner.language;

import dev.limner.problem.UserProblem;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression as it was read: its tree, where each part stands in the text, and what could not be read.
public final class Source {
    private final String text;
    private final Expr expr;
    private final IdentityHashMap<Object, Span> spans;
    private final IdentityHashMap<Object, Map<Part, Span>> parts;
    private final Set<Expr> broken;
    private final Mistakes mistakes;

    /// A part of a node that has no node of its own.
    enum Part {
        EVENT,
        PROPERTY,
        NAME,
        SEGMENT,
        CHANNEL
    }

    Source(
            String text,
            Expr expr,
            IdentityHashMap<Object, Span> spans,
            IdentityHashMap<Object, Map<Part, Span>> parts,
            Set<Expr> broken,
            Mistakes mistakes) {
        this.text = text;
        this.expr = expr;
        this.spans = spans;
        this.parts = parts;
        this.broken = broken;
        this.mistakes = mistakes;
    }

    public String text() {
        return text;
    }

    /// The tree; where something could not be read, a stand-in.
    public Expr expr() {
        return expr;
    }

    /// What could not be read, in the order of the text.
    public List<Mistake> mistakes() {
        return mistakes.all();
    }

    /// The tree of a text without mistakes.
    ///
    /// @throws UserProblem the first mistake
    public Expr orThrow() {
        mistakes.all().stream()
                .filter(mistake -> !mistake.warning())
                .findFirst()
                .ifPresent(first -> {
                    throw first.problem();
                });
        return expr;
    }

    /// Where a node of the tree stands.
    public Span span(Object node) {
        return spans.getOrDefault(node, new Span(0, text.length()));
    }

    /// Where a part of a node stands; the node where the part was not written apart.
    Span span(Object node, Part part) {
        return parts.getOrDefault(node, Map.of()).getOrDefault(part, span(node));
    }

    /// The smallest node at an offset, and the part of it that stands there; null between nodes.
    @Nullable
    At at(int offset) {
        At smallest = null;
        for (Map.Entry<Object, Span> entry : spans.entrySet()) {
            smallest = smaller(smallest, entry.getKey(), null, entry.getValue(), offset);
        }
        for (Map.Entry<Object, Map<Part, Span>> entry : parts.entrySet()) {
            for (Map.Entry<Part, Span> part : entry.getValue().entrySet()) {
                smallest = smaller(smallest, entry.getKey(), part.getKey(), part.getValue(), offset);
            }
        }
        return smallest;
    }

    /// A node, or a part of it, with its place.
    record At(Object node, @Nullable Part part, Span span) {
        private int length() {
            return span.end() - span.start();
        }
    }

    private @Nullable At smaller(@Nullable At known, Object node, @Nullable Part part, Span span, int offset) {
        boolean there = span.start() <= offset && offset < span.end() && !(node instanceof Expr e && isBroken(e));
        boolean unwritten = part == Part.PROPERTY && node instanceof Expr.Aggregate a && a.property() == null;
        if (!there || unwritten) {
            return known;
        }
        At found = new At(node, part, span);
        return known == null
                        || found.length() < known.length()
                        || (found.length() == known.length() && known.part() == null && part != null)
                ? found
                : known;
    }

    /// Whether the node stands in for something that could not be read.
    boolean isBroken(Expr node) {
        return broken.contains(node);
    }
}
