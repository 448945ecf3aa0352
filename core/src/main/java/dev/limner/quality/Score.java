package dev.limner.quality;

import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.List;

/// How far something can be relied on, 100 less what its reasons take away; never below 0.
public record Score(int points, List<Reason> reasons) {
    /// Nothing to complain of.
    static final int FULL = 100;

    /// Why points are missing.
    public record Reason(int points, Words words) {}

    static Score of(List<Reason> reasons) {
        List<Reason> counted = new ArrayList<>(reasons);
        counted.removeIf(reason -> reason.points() == 0);
        int lost = counted.stream().mapToInt(Reason::points).sum();
        return new Score(Math.max(0, FULL - lost), List.copyOf(counted));
    }
}
