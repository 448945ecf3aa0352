package dev.limner.examples;

import java.util.List;

/// A city with stores: where it is and what its weather is like.
///
/// @param meanCelsius over the year; `swingCelsius` is how far summer and winter lie from it
/// @param wet the share of days with rain
record City(String name, double latitude, double longitude, double meanCelsius, double swingCelsius, double wet) {
    static final List<City> ALL = List.of(
            new City("Shanghai", 31.2304, 121.4737, 17.5, 12, 0.33),
            new City("Hangzhou", 30.2741, 120.1551, 17.8, 12.5, 0.38),
            new City("Nanjing", 32.0603, 118.7969, 16.4, 13, 0.30),
            new City("Xiamen", 24.4798, 118.0894, 21.5, 8, 0.32));
    /// How the customers spread over them.
    static final double[] SHARES = {0.46, 0.22, 0.18, 0.14};
}
