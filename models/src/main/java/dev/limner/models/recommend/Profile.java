package dev.limner.models.recommend;

import dev.limner.models.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one customer has taken and how often.
public final class Profile {
    private final int[] items;
    private final double[] weights;

    private Profile(int[] items, double[] weights) {
        this.items = items;
        this.weights = weights;
    }

    /// A profile of `counts`: item to how often, above 0.
    public static Profile of(Map<Integer, ? extends Number> counts) {
        Map<Integer, Number> sorted = new TreeMap<>(counts);
        int[] items = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] weights =
                sorted.values().stream().mapToDouble(Number::doubleValue).toArray();
        if (Arrays.stream(weights).anyMatch(weight -> !(weight > 0))
                || Arrays.stream(items).anyMatch(i -> i < 0)) {
            throw new IllegalArgumentException("items are numbers from 0 on and counts above 0, not " + sorted);
        }
        return new Profile(items, weights);
    }

    /// The fingerprint of `profiles`.
    static Fingerprint fingerprint(List<Profile> profiles) {
        Fingerprint data = Fingerprint.start();
        for (Profile profile : profiles) {
            data.and((long) profile.items.length).and(profile.weights);
            for (int item : profile.items) {
                data.and((long) item);
            }
        }
        return data;
    }

    /// How many different items there are.
    public int size() {
        return items.length;
    }

    /// The item at `index`, in ascending order.
    public int item(int index) {
        return items[index];
    }

    /// How often the item at `index` was taken.
    public double weight(int index) {
        return weights[index];
    }
}
