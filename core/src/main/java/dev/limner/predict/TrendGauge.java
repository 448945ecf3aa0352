package dev.limner.predict;

import dev.limner.models.calibration.PlattScaling;

/// How steadily counts of equally long times rise or fall: the score statistic of a linear trend of Poisson
/// counts (Armitage, Biometrics 11, 1955), its variance widened by how much more than Poisson's the counts of
/// all customers spread. Without a trend it is nearly normal with the variance 1.
///
/// The features are counts up to now, the shortest time first: the last four weeks, eight, twelve and so on.
///
/// @param spread the variance of counts over Poisson's, at least 1
/// @param slope and `intercept` turn it into the probability that the time to come is above the mean
record TrendGauge(double spread, double slope, double intercept) implements Gauge {
    /// From where on a trend is more than chance, in one of 20 steady customers either way together.
    static final double CERTAIN = 1.96;

    @Override
    public double score(double[] numbers) {
        return statistic(counts(numbers), spread);
    }

    @Override
    public double foretold(double[] numbers) {
        return new PlattScaling(slope, intercept).probability(score(numbers));
    }

    @Override
    public String algorithm() {
        return "PoissonTrend, PlattScaling";
    }

    /// The counts of each time by itself, the earliest first.
    static double[] counts(double[] upToNow) {
        double[] counts = new double[upToNow.length];
        for (int i = 0; i < counts.length; i++) {
            counts[counts.length - 1 - i] = upToNow[i] - (i == 0 ? 0 : upToNow[i - 1]);
        }
        return counts;
    }

    static double mean(double[] counts) {
        return java.util.Arrays.stream(counts).average().orElse(Double.NaN);
    }

    private static double statistic(double[] counts, double spread) {
        double middle = (counts.length - 1) / 2.0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += (i - middle) * counts[i];
            squares += (i - middle) * (i - middle);
        }
        double variance = spread * mean(counts) * squares;
        return variance > 0 ? sum / Math.sqrt(variance) : Double.NaN;
    }
}
