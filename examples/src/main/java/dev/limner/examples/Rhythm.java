package dev.limner.examples;

import java.util.random.RandomGenerator;

/// When in a day people do things.
final class Rhythm {
    private static final double[] HOURS = {
        3, 1.5, 0.8, 0.4, 0.3, 0.5, 1.5, 4, 7, 10, 12, 13, 15, 13, 11, 10, 10, 11, 13, 17, 21, 22, 16, 2
    };
    private static final int OWN_HOUR_WEIGHT = 45;
    private static final int OPENS = 10 * 3600;
    private static final int CLOSES = 21 * 3600;

    private Rhythm() {}

    /// A second of the day: the usual rhythm, with more around the person's own hour.
    static int second(RandomGenerator random, int peakHour) {
        double[] hours = HOURS.clone();
        hours[peakHour] += OWN_HOUR_WEIGHT;
        hours[Math.max(0, peakHour - 1)] += OWN_HOUR_WEIGHT / 3.0;
        // sessions end before midnight, so that a day's rows are of that day
        return Math.min(Draw.weighted(random, hours) * 3600 + random.nextInt(3600), 23 * 3600 + 600);
    }

    /// A second at which a store is open: after lunch and after work more than else.
    static int storeSecond(RandomGenerator random) {
        double hour = Draw.chance(random, 0.45) ? 13.5 + 1.6 * random.nextGaussian() : 18 + 1.3 * random.nextGaussian();
        return (int) Math.clamp(hour * 3600, OPENS, CLOSES - 2400.0);
    }
}
