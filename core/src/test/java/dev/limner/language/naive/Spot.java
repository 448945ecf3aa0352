package dev.limner.language.naive;

import java.math.BigDecimal;

/// A place on the earth, in degrees.
record Spot(double latitude, double longitude) {
    /// The mean radius of the earth.
    private static final double RADIUS_METRES = 6_371_008.8;

    /// The length of the great circle between two places, by the haversine formula.
    Metres to(Spot other) {
        double up = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        double along = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double h =
                up * up + Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(other.latitude)) * along * along;
        return new Metres(BigDecimal.valueOf(2 * RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))));
    }
}
