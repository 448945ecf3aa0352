package dev.limner.predict;

import dev.limner.models.shrinkage.BetaBinomial;

/// A share of counts: `part` of `whole`, drawn towards the usual share as a beta-binomial has it.
record ShareGauge(double a, double b) implements Gauge {
    @Override
    public double score(double[] numbers) {
        double whole = Double.isNaN(numbers[1]) ? 0 : numbers[1];
        double part = Double.isNaN(numbers[0]) ? 0 : Math.min(whole, numbers[0]);
        return new BetaBinomial(a, b).mean(part, whole);
    }

    @Override
    public String algorithm() {
        return "BetaBinomial";
    }
}
