package dev.limner.predict;

import java.util.List;
import java.util.stream.IntStream;

/// The middles of groups over logarithms of features in standard units: enough to say at any time which group
/// a customer is nearest to.
///
/// @param scales the features, in the order of a centre's coordinates
/// @param centres one a group
public record Centroids(List<Scale> scales, List<List<Double>> centres) {
    public Centroids {
        scales = List.copyOf(scales);
        centres = centres.stream().map(List::copyOf).toList();
    }

    /// A feature with the mean and standard deviation of its logarithms.
    ///
    /// @param text the feature as an expression
    public record Scale(String feature, String text, double mean, double deviation) {
        double standard(double number) {
            return (logarithm(number) - mean) / deviation;
        }
    }

    /// The logarithm of a number and one; what is missing or below 0 counts as 0.
    static double logarithm(double number) {
        return number > 0 ? Math.log1p(number) : 0;
    }

    /// A row of features in standard units.
    double[] standard(double[] row) {
        return IntStream.range(0, row.length)
                .mapToDouble(column -> scales.get(column).standard(row[column]))
                .toArray();
    }

    /// The group whose centre is nearest to a row in standard units; the first of several.
    int nearest(double[] standard) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int group = 0; group < centres.size(); group++) {
            List<Double> centre = centres.get(group);
            double distance = 0;
            for (int i = 0; i < standard.length; i++) {
                distance += (standard[i] - centre.get(i)) * (standard[i] - centre.get(i));
            }
            if (distance < least) {
                least = distance;
                nearest = group;
            }
        }
        return nearest;
    }
}
