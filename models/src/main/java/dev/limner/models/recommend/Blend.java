package dev.limner.models.recommend;

import java.util.List;

/// A weighted sum of recommenders, the scores of each brought to 1 at most for every customer.
///
/// @param parts what is added up
public record Blend(List<Part> parts) implements Recommender {
    public Blend {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing to blend");
        }
    }

    /// One recommender and its weight.
    public record Part(Recommender recommender, double weight) {}

    @Override
    public double[] scores(Profile profile) {
        double[] sum = new double[0];
        for (Part part : parts) {
            double[] scores = part.recommender.scores(profile);
            double most = 0;
            for (double score : scores) {
                most = Math.max(most, score);
            }
            sum = sum.length == 0 ? new double[scores.length] : sum;
            for (int item = 0; item < scores.length && most > 0; item++) {
                sum[item] += part.weight * scores[item] / most;
            }
        }
        return sum;
    }
}
