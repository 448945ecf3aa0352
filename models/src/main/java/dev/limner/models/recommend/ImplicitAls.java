package dev.limner.models.recommend;

import dev.limner.models.Progress;
import dev.limner.models.Provenance;
import dev.limner.models.statistics.Cholesky;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Customers and items as points in one space, near where the one takes the other, more surely the more often:
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008, by alternating
/// least squares.
public final class ImplicitAls implements Recommender {
    private final double[][] items;
    private final Options options;
    private final double[][] gram;
    private final Provenance provenance;

    private ImplicitAls(double[][] items, Options options, Provenance provenance) {
        this.items = items;
        this.options = options;
        this.provenance = provenance;
        gram = gram(items, options.ridge);
    }

    /// How to fit.
    ///
    /// @param factors the dimensions of the space
    /// @param ridge what draws points to the origin
    /// @param confidence what a count adds to the weight 1 of a pair
    /// @param iterations how often customers and items take turns
    public record Options(int factors, double ridge, double confidence, int iterations) {
        public Options {
            if (factors < 1 || !(ridge > 0) || !(confidence > 0) || iterations < 1) {
                throw new IllegalArgumentException("factors " + factors + ", ridge " + ridge + ", confidence "
                        + confidence + ", iterations " + iterations);
            }
        }

        /// 64 dimensions, 15 iterations.
        public static Options defaults() {
            return new Options(64, 0.01, 1, 15);
        }
    }

    /// Fits the `profiles` of customers over `count` items.
    public static ImplicitAls fit(
            List<Profile> profiles, int count, Options options, RandomGenerator random, Progress progress) {
        double[][] items = new double[count][options.factors];
        for (double[] item : items) {
            for (int f = 0; f < item.length; f++) {
                item[f] = 0.01 * random.nextGaussian();
            }
        }
        List<List<Integer>> takers = new ArrayList<>();
        List<List<Double>> counts = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            takers.add(new ArrayList<>());
            counts.add(new ArrayList<>());
        }
        for (int user = 0; user < profiles.size(); user++) {
            Profile profile = profiles.get(user);
            for (int i = 0; i < profile.size(); i++) {
                takers.get(profile.item(i)).add(user);
                counts.get(profile.item(i)).add(profile.weight(i));
            }
        }
        double[][] users = new double[profiles.size()][];
        for (int iteration = 0; iteration < options.iterations; iteration++) {
            progress.report(iteration / (double) options.iterations);
            double[][] fixed = items;
            double[][] gramOfItems = gram(fixed, options.ridge);
            IntStream.range(0, users.length).parallel().forEach(user -> {
                Profile profile = profiles.get(user);
                users[user] = solve(fixed, gramOfItems, options, profile.size(), profile::item, profile::weight);
            });
            double[][] gramOfUsers = gram(users, options.ridge);
            items = IntStream.range(0, count)
                    .parallel()
                    .mapToObj(item -> solve(
                            users,
                            gramOfUsers,
                            options,
                            takers.get(item).size(),
                            takers.get(item)::get,
                            counts.get(item)::get))
                    .toArray(double[][]::new);
        }
        return new ImplicitAls(
                items,
                options,
                Provenance.of("ImplicitAls", options, profiles.size(), count, Profile.fingerprint(profiles), progress));
    }

    private static double[][] gram(double[][] points, double ridge) {
        int factors = points[0].length;
        double[][] gram = new double[factors][factors];
        for (double[] point : points) {
            for (int f = 0; f < factors; f++) {
                for (int g = 0; g <= f; g++) {
                    gram[f][g] += point[f] * point[g];
                }
            }
        }
        for (int f = 0; f < factors; f++) {
            gram[f][f] += ridge;
        }
        return gram;
    }

    /// The point that fits what it takes of the `fixed` ones best.
    private static double[] solve(
            double[][] fixed,
            double[][] gram,
            Options options,
            int size,
            IntUnaryOperator at,
            IntToDoubleFunction count) {
        int factors = gram.length;
        double[][] left = new double[factors][];
        for (int f = 0; f < factors; f++) {
            left[f] = gram[f].clone();
        }
        double[] right = new double[factors];
        for (int i = 0; i < size; i++) {
            double[] point = fixed[at.applyAsInt(i)];
            double extra = options.confidence * count.applyAsDouble(i);
            for (int f = 0; f < factors; f++) {
                right[f] += (1 + extra) * point[f];
                double weighted = extra * point[f];
                for (int g = 0; g <= f; g++) {
                    left[f][g] += weighted * point[g];
                }
            }
        }
        return Cholesky.of(left).solve(right);
    }

    @Override
    public double[] scores(Profile profile) {
        double[] user = solve(items, gram, options, profile.size(), profile::item, profile::weight);
        double[] scores = new double[items.length];
        for (int item = 0; item < scores.length; item++) {
            for (int f = 0; f < user.length; f++) {
                scores[item] += user[f] * items[item][f];
            }
        }
        return scores;
    }

    /// What was fitted and how.
    public Provenance provenance() {
        return provenance;
    }
}
