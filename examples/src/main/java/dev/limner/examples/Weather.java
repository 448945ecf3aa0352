package dev.limner.examples;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The weather of each city, day by day: a yearly wave with days that resemble the day before.
final class Weather {
    private static final double LIKE_YESTERDAY = 0.7;
    private static final double SPREAD_CELSIUS = 2.6;
    private static final double HOT_CELSIUS = 34;
    private static final double SNOW_CELSIUS = 2;

    private final RandomGenerator random;
    private final double[] celsius = new double[City.ALL.size()];
    private final double[] damp = new double[City.ALL.size()];
    private final String[] today = new String[City.ALL.size()];

    Weather(RandomGenerator random) {
        this.random = random;
        Arrays.fill(today, "cloudy");
    }

    /// Lets one day pass.
    void next(LocalDate date) {
        for (int city = 0; city < today.length; city++) {
            City of = City.ALL.get(city);
            celsius[city] = LIKE_YESTERDAY * celsius[city] + SPREAD_CELSIUS * random.nextGaussian();
            damp[city] = LIKE_YESTERDAY * damp[city]
                    + StrictMath.sqrt(1 - LIKE_YESTERDAY * LIKE_YESTERDAY) * random.nextGaussian();
            double wave = StrictMath.cos(2 * StrictMath.PI * (date.getDayOfYear() - 201) / 365.0);
            today[city] = name(of, of.meanCelsius() + of.swingCelsius() * wave + celsius[city], damp[city]);
        }
    }

    private static String name(City city, double celsius, double damp) {
        // a standard normal lies above 0.44 one day in three, as city.wet() says of rain
        double rainAbove = 0.44 + 2.9 * (0.33 - city.wet());
        if (damp > rainAbove + 1.1) {
            return celsius < SNOW_CELSIUS ? "snow" : "storm";
        }
        if (damp > rainAbove) {
            return celsius < SNOW_CELSIUS ? "snow" : "rain";
        }
        if (celsius > HOT_CELSIUS) {
            return "hot";
        }
        return damp > -0.2 ? "cloudy" : "sunny";
    }

    String in(City city) {
        return today[City.ALL.indexOf(city)];
    }

    /// How many go out to a store, against a dry day.
    double goingOut(City city) {
        return switch (in(city)) {
            case "storm" -> 0.35;
            case "snow", "hot" -> 0.6;
            case "rain" -> 0.7;
            default -> 1;
        };
    }
}
