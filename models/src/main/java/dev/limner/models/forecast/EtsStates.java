package dev.limner.models.forecast;

/// The states of an [Ets] model as they follow a series: level, slope, seasons.
final class EtsStates {
    private final EtsForm form;
    private final Speeds speeds;
    private final double[] season;
    private double level;
    private double slope;
    private double squares;
    private double logMeans;
    private int count;

    /// How fast the states follow, and what is left of a slope after a step.
    record Speeds(double alpha, double beta, double gamma, double phi) {}

    EtsStates(EtsForm form, Speeds speeds, double level, double slope, double[] season) {
        this.form = form;
        this.speeds = speeds;
        this.level = level;
        this.slope = slope;
        this.season = season;
    }

    /// `first` after it has followed the whole of `series`, its errors counted.
    static EtsStates after(double[] series, EtsForm form, EtsStates first) {
        boolean proportional = form.error() == EtsForm.Errors.MULTIPLICATIVE;
        for (int t = 0; t < series.length; t++) {
            double mean = first.mean(t);
            double error = proportional ? (series[t] - mean) / mean : series[t] - mean;
            boolean off = (proportional && !(mean > 0))
                    || (form.season() == EtsForm.Season.MULTIPLICATIVE && !(first.season[t % first.season.length] > 0));
            first.squares += off ? Double.NaN : error * error;
            first.logMeans += proportional ? Math.log(mean) : 0;
            first.count++;
            first.follow(series[t], t);
        }
        return first;
    }

    EtsStates copy() {
        return new EtsStates(form, speeds, level, slope, season.clone());
    }

    /// The mean of the value at `t`, told from those before.
    double mean(int t) {
        double straight = level + speeds.phi * slope;
        return switch (form.season()) {
            case NONE -> straight;
            case ADDITIVE -> straight + season[t % season.length];
            case MULTIPLICATIVE -> straight * season[t % season.length];
        };
    }

    /// Moves on by the `value` at `t`.
    void follow(double value, int t) {
        double fading = speeds.phi * slope;
        double straight = level + fading;
        int place = t % season.length;
        double before = season[place];
        double without = switch (form.season()) {
            case NONE -> value;
            case ADDITIVE -> value - before;
            case MULTIPLICATIVE -> value / before;
        };
        double next = straight + speeds.alpha * (without - straight);
        slope = fading + speeds.beta / speeds.alpha * (next - level - fading);
        level = next;
        season[place] = switch (form.season()) {
            case NONE -> before;
            case ADDITIVE -> before + speeds.gamma * (value - straight - before);
            case MULTIPLICATIVE -> before + speeds.gamma * (value / straight - before);
        };
    }

    Speeds speeds() {
        return speeds;
    }

    /// The sum of squared errors, relative ones where the error is in proportion; not a number where a mean
    /// left the ground on which that is defined.
    double squares() {
        return squares;
    }

    /// The sum of the logarithms of the means; 0 for additive errors.
    double logMeans() {
        return logMeans;
    }

    int count() {
        return count;
    }
}
