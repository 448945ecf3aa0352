package dev.limner.models.forecast;

import java.util.ArrayList;
import java.util.List;

/// Of which kind error, trend and season are. Forms whose forecasts have no finite variance (an additive error
/// with seasons as factors) are left out.
public record EtsForm(Errors error, Trend trend, Season season) {
    public EtsForm {
        if (error == Errors.ADDITIVE && season == Season.MULTIPLICATIVE) {
            throw new IllegalArgumentException("an additive error does not go with seasons as factors");
        }
    }

    /// How errors act.
    public enum Errors {
        ADDITIVE,
        /// In proportion to the mean.
        MULTIPLICATIVE
    }

    /// How the level moves.
    public enum Trend {
        NONE,
        ADDITIVE,
        /// A slope that fades.
        DAMPED
    }

    /// How the season acts.
    public enum Season {
        NONE,
        ADDITIVE,
        /// As a factor.
        MULTIPLICATIVE
    }

    /// The forms for a series of `period`; those in proportion only where all values are `positive`.
    static List<EtsForm> all(int period, boolean positive) {
        List<EtsForm> forms = new ArrayList<>();
        for (Errors error : Errors.values()) {
            for (Trend trend : Trend.values()) {
                for (Season season : Season.values()) {
                    boolean proportional = error == Errors.MULTIPLICATIVE || season == Season.MULTIPLICATIVE;
                    boolean finite = error == Errors.MULTIPLICATIVE || season != Season.MULTIPLICATIVE;
                    if (finite && (positive || !proportional) && (period > 1 || season == Season.NONE)) {
                        forms.add(new EtsForm(error, trend, season));
                    }
                }
            }
        }
        return forms;
    }

    /// The parameters, first states among them.
    int parameters(int period) {
        return switch (trend) {
                    case NONE -> 2;
                    case ADDITIVE -> 4;
                    case DAMPED -> 5;
                }
                + (season == Season.NONE ? 0 : period);
    }

    /// The fewest values that tell more than the parameters take.
    int leastLength(int period) {
        return Math.max(parameters(period) + 3, season == Season.NONE ? 0 : 2 * period + 1);
    }

    /// As in the literature: ETS(M,Ad,M).
    @Override
    public String toString() {
        String trends = switch (trend) {
            case NONE -> "N";
            case ADDITIVE -> "A";
            case DAMPED -> "Ad";
        };
        return "ETS(" + error.name().charAt(0) + "," + trends + ","
                + season.name().charAt(0) + ")";
    }
}
