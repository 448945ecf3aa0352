package dev.limner.language.plan;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/// The values that a tag has in a population: the parameter behind percentile and rank.
public record Ranking(List<BigDecimal> ascending) implements Serializable {
    /// Of values in any order.
    public static Ranking of(Collection<BigDecimal> values) {
        return new Ranking(values.stream().sorted().toList());
    }

    public Ranking {
        ascending = List.copyOf(ascending);
    }

    int size() {
        return ascending.size();
    }

    /// The share of lower values and half of the equal ones.
    BigDecimal percentile(BigDecimal value) {
        long twice = (long) first(value, false) + first(value, true);
        return BigDecimal.valueOf(twice).divide(BigDecimal.valueOf(2L * ascending.size()), Quantity.PRECISION);
    }

    /// One more than there are higher values.
    long rank(BigDecimal value) {
        return 1L + ascending.size() - first(value, true);
    }

    /// How many values are lower, or lower or equal.
    private int first(BigDecimal value, boolean orEqual) {
        int low = 0;
        int high = ascending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = ascending.get(middle).compareTo(value);
            if (order < 0 || (orEqual && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
