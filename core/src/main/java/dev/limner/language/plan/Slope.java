package dev.limner.language.plan;

/// A trend compared with a literal, by whole numbers where that is exact.
///
/// @param exact the comparison as it was written
record Slope(Conditions.Compared exact, TrendOf trend, Measures.Fixed literal) implements Truth {
    @Override
    public boolean holds(Frame frame) {
        return trend.isKnown() && Conditions.fits(exact.operator(), trend.comparedAt(frame, frame.t(), literal));
    }

    @Override
    public long until(Frame frame) {
        return exact.until(frame);
    }

    @Override
    public void cite(Frame frame, Citation citation) {
        exact.cite(frame, citation);
    }
}
