package dev.limner.quality;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values far from what is usual, flagged and never removed.
///
/// A value is one where its modified z-score `0.6745 |x - median| / MAD` exceeds 3.5, MAD being the median
/// absolute deviation (Iglewicz and Hoaglin, *How to Detect and Handle Outliers*, 1993). Medians are taken by
/// event type, and by weekday or month where that is known well enough and fits better.
///
/// @param judged how many values could be judged; where more than half are equal, MAD is 0 and none can
/// @param examples the farthest, the farthest first
public record Outliers(Season season, long judged, long count, List<Example> examples) {
    /// Above this modified z-score a value is flagged.
    public static final double LIMIT = 3.5;

    /// MAD of a normal distribution, in standard deviations.
    public static final double MAD_OF_NORMAL = 0.6745;

    /// A season is looked at where each weekday or month has so many values of a type.
    public static final int ENOUGH = 30;

    /// What values are compared with: all of the type, or those of the same weekday or month of the year.
    public enum Season {
        NONE,
        WEEKDAY,
        MONTH
    }

    /// One value that is flagged.
    ///
    /// @param customer the number of the customer; null where nobody is known
    /// @param usual the median that it is far from
    public record Example(
            String event, String type, @Nullable Integer customer, Instant at, String value, String usual) {}

    /// The share of judged values that are flagged; 0 where none could be judged.
    public double share() {
        return judged == 0 ? 0 : (double) count / judged;
    }
}
