package dev.limner.models.recommend;

import java.util.List;

/// The items that most customers have taken, the same for everybody.
public final class Popularity implements Recommender {
    private final double[] customers;

    private Popularity(double[] customers) {
        this.customers = customers;
    }

    /// Counts the customers of each of `items` items.
    public static Popularity fit(List<Profile> profiles, int items) {
        double[] customers = new double[items];
        for (Profile profile : profiles) {
            for (int i = 0; i < profile.size(); i++) {
                customers[profile.item(i)]++;
            }
        }
        return new Popularity(customers);
    }

    @Override
    public double[] scores(Profile profile) {
        return customers.clone();
    }
}
