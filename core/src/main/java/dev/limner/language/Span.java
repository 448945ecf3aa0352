package dev.limner.language;

import java.io.Serializable;

/// A piece of an expression's text, from the offset `start` (included) to `end` (excluded), in UTF-16 units.
public record Span(int start, int end) implements Serializable {
    /// From the beginning of this piece to the end of another.
    Span to(Span last) {
        return new Span(start, Math.max(end, last.end));
    }
}
