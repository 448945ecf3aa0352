package dev.limner.predict;

import dev.limner.models.shrinkage.NormalMeans;

/// A mean of values, drawn towards the usual one by as much as customers differ.
record LevelGauge(double level, double between, double within) implements Gauge {
    @Override
    public double score(double[] numbers) {
        return Double.isNaN(numbers[0]) ? level : new NormalMeans(level, between, within).mean(numbers[0], numbers[1]);
    }

    @Override
    public String algorithm() {
        return "NormalMeans";
    }
}
