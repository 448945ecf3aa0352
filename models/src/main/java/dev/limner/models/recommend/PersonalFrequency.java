package dev.limner.models.recommend;

/// What the customer has taken most often: the best guess for supplies.
///
/// @param items the number of items
public record PersonalFrequency(int items) implements Recommender {
    @Override
    public double[] scores(Profile profile) {
        double[] scores = new double[items];
        for (int i = 0; i < profile.size(); i++) {
            scores[profile.item(i)] = profile.weight(i);
        }
        return scores;
    }
}
