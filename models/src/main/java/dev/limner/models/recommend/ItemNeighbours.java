package dev.limner.models.recommend;

import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Items taken by the same customers as those that the customer has taken: item-based neighbours, Sarwar and
/// others, WWW 2001; with the weights of Okapi BM25 (Robertson and others, 1994) also where some items and
/// customers are in everything.
public final class ItemNeighbours implements Recommender {
    private final int[][] neighbours;
    private final double[][] similarities;
    private final Provenance provenance;

    private ItemNeighbours(int[][] neighbours, double[][] similarities, Provenance provenance) {
        this.neighbours = neighbours;
        this.similarities = similarities;
        this.provenance = provenance;
    }

    /// What likeness means.
    public enum Likeness {
        /// The cosine between the items' counts over customers.
        COSINE,
        /// The product of BM25 weights (k1 = 1.2, b = 0.75) over customers.
        BM25
    }

    /// How to fit.
    ///
    /// @param likeness what likeness means
    /// @param neighbours how many of the most alike items to keep, the item itself among them
    public record Options(Likeness likeness, int neighbours) {
        public Options {
            if (neighbours < 1) {
                throw new IllegalArgumentException("neighbours " + neighbours);
            }
        }

        /// 50 neighbours.
        public static Options defaults(Likeness likeness) {
            return new Options(likeness, 50);
        }
    }

    /// Fits the `profiles` of customers over `items` items.
    public static ItemNeighbours fit(List<Profile> profiles, int items, Options options, Progress progress) {
        double[][] weights = switch (options.likeness) {
            case COSINE -> cosine(profiles, items);
            case BM25 -> bm25(profiles, items);
        };
        List<List<int[]>> takers = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            takers.add(new ArrayList<>());
        }
        for (int user = 0; user < profiles.size(); user++) {
            for (int i = 0; i < profiles.get(user).size(); i++) {
                takers.get(profiles.get(user).item(i)).add(new int[] {user, i});
            }
        }
        int[][] neighbours = new int[items][];
        double[][] similarities = new double[items][];
        double[] sums = new double[items];
        for (int item = 0; item < items; item++) {
            Arrays.fill(sums, 0);
            for (int[] taker : takers.get(item)) {
                Profile profile = profiles.get(taker[0]);
                double own = weights[taker[0]][taker[1]];
                for (int i = 0; i < profile.size(); i++) {
                    sums[profile.item(i)] += own * weights[taker[0]][i];
                }
            }
            neighbours[item] = IntStream.range(0, items)
                    .filter(other -> sums[other] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer other) -> -sums[other]))
                    .limit(options.neighbours)
                    .mapToInt(Integer::intValue)
                    .toArray();
            similarities[item] = Arrays.stream(neighbours[item])
                    .mapToDouble(other -> sums[other])
                    .toArray();
            if (item % 64 == 0) {
                progress.report(item / (double) items);
            }
        }
        Provenance provenance = Provenance.of(
                "ItemNeighbours", options, profiles.size(), items, Profile.fingerprint(profiles), progress);
        return new ItemNeighbours(neighbours, similarities, provenance);
    }

    private static double[][] cosine(List<Profile> profiles, int items) {
        double[] squares = new double[items];
        for (Profile profile : profiles) {
            for (int i = 0; i < profile.size(); i++) {
                squares[profile.item(i)] += profile.weight(i) * profile.weight(i);
            }
        }
        return weights(profiles, (_, profile, i) -> profile.weight(i) / Math.sqrt(squares[profile.item(i)]));
    }

    private static double[][] bm25(List<Profile> profiles, int items) {
        double[] totals = new double[items];
        for (Profile profile : profiles) {
            for (int i = 0; i < profile.size(); i++) {
                totals[profile.item(i)] += profile.weight(i);
            }
        }
        double mean = Arrays.stream(totals).average().orElse(1);
        return weights(profiles, (user, profile, i) -> {
            double length = 0.25 + 0.75 * totals[profile.item(i)] / mean;
            double rarity = Math.log(items) - Math.log1p(profiles.get(user).size());
            return profile.weight(i) * 2.2 / (1.2 * length + profile.weight(i)) * rarity;
        });
    }

    private interface Weight {
        double of(int user, Profile profile, int index);
    }

    private static double[][] weights(List<Profile> profiles, Weight weight) {
        double[][] weights = new double[profiles.size()][];
        for (int user = 0; user < weights.length; user++) {
            Profile profile = profiles.get(user);
            weights[user] = new double[profile.size()];
            for (int i = 0; i < profile.size(); i++) {
                weights[user][i] = weight.of(user, profile, i);
            }
        }
        return weights;
    }

    @Override
    public double[] scores(Profile profile) {
        double[] scores = new double[neighbours.length];
        for (int i = 0; i < profile.size(); i++) {
            int item = profile.item(i);
            for (int k = 0; k < neighbours[item].length; k++) {
                scores[neighbours[item][k]] += profile.weight(i) * similarities[item][k];
            }
        }
        return scores;
    }

    /// The items most like `item`, the most alike first, itself among them.
    public int[] neighbours(int item) {
        return neighbours[item].clone();
    }

    /// What it was fitted on and how.
    public Provenance provenance() {
        return provenance;
    }
}
