package dev.limner.predict;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far shares have moved, by the population stability index: the bounds are those of Lewis, "An
/// Introduction to Credit Scoring" (1994), and of Siddiqi, "Credit Risk Scorecards" (2006).
public enum Shift {
    /// Below 0.1: as good as not.
    @JsonProperty("steady")
    STEADY,
    /// To be looked into.
    @JsonProperty("moved")
    MOVED,
    /// Above 0.25: what was found then no longer describes who is there.
    @JsonProperty("far")
    FAR;

    private static final double SMALL = 0.1;
    private static final double GREAT = 0.25;
    /// What a share counts as at least, so that an empty one has a logarithm.
    private static final double LEAST = 1e-4;

    /// Of an index.
    public static Shift of(double index) {
        return index < SMALL ? STEADY : index <= GREAT ? MOVED : FAR;
    }

    /// The index between two sets of shares, in the same order.
    public static double index(double[] before, double[] now) {
        double index = 0;
        for (int i = 0; i < before.length; i++) {
            double p = Math.max(LEAST, before[i]);
            double q = Math.max(LEAST, now[i]);
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }
}
