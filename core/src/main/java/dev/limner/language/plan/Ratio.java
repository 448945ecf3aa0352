package dev.limner.language.plan;

import dev.limner.history.History;
import dev.limner.language.Expr.Sign;

/// A ratio of whole numbers compared with a literal by multiplication; where the products are too large, by
/// division.
///
/// A quotient rounded to 34 digits lies to a literal as the exact one does while both products stay below
/// 10^18.
///
/// @param exact the comparison as it was written
/// @param overFactor what makes the numerator comparable with `literal` times the denominator
record Ratio(Conditions.Compared exact, Quantity over, Quantity under, long overFactor, long literal) implements Truth {
    private static final long MOST = 1_000_000_000_000_000_000L;
    private static final int MOST_DIGITS = 15;

    /// The comparison, in its quicker form where it has one.
    static Truth of(Conditions.Compared compared) {
        if (!(compared.right() instanceof Measures.Fixed literal)) {
            return compared;
        }
        long raw = literal.raw();
        int scale = literal.scale();
        return switch (compared.left()) {
            case Measures.Computed(var over, var sign, var under)
            when sign == Sign.DIVIDED_BY -> of(compared, over, under, raw, scale);
            case Folds.MeanOf(var of, var property) ->
                of(compared, new Folds.SumOf(of, property), new Folds.Present(of, property), raw, scale);
            case TrendOf trend -> new Slope(compared, trend, literal);
            case Quantity _ -> compared;
        };
    }

    private static Truth of(Conditions.Compared compared, Quantity over, Quantity under, long raw, int scale) {
        boolean whole = over.form() == Quantity.Form.WHOLE && under.form() == Quantity.Form.WHOLE;
        boolean moves = over.moves() || under.moves();
        int shift = scale + under.scale() - over.scale();
        if (!whole || moves || Math.abs(shift) > MOST_DIGITS || Math.abs(raw) > MOST / 1_000_000) {
            return compared;
        }
        long literalFactor = shift < 0 ? Math.powExact(10L, -shift) : 1;
        return Math.abs(raw) > MOST / literalFactor
                ? compared
                : new Ratio(compared, over, under, shift > 0 ? Math.powExact(10L, shift) : 1, raw * literalFactor);
    }

    @Override
    public boolean holds(Frame frame) {
        long a = over.raw(frame);
        long b = a == History.MISSING ? 0 : under.raw(frame);
        if (b == 0 || b == History.MISSING) {
            return false;
        }
        return isExact(a, b) ? holds(a, b) : exact.holds(frame);
    }

    /// Whether products of these can be compared.
    boolean isExact(long a, long b) {
        return b >= 0 && Math.abs(a) <= MOST / overFactor && (b == 0 || Math.abs(literal) <= MOST / b);
    }

    /// The answer for a ratio of these, of which products can be compared.
    boolean holds(long a, long b) {
        return b != 0 && Conditions.fits(exact.operator(), Long.compare(a * overFactor, literal * b));
    }

    @Override
    public long until(Frame frame) {
        long told = Flips.ratio(frame, this);
        return told == Long.MIN_VALUE ? exact.until(frame) : told;
    }

    @Override
    public void cite(Frame frame, Citation citation) {
        exact.cite(frame, citation);
    }
}
