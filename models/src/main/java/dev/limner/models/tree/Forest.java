package dev.limner.models.tree;

import dev.limner.models.Predictor;
import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Many trees whose mean is the answer.
///
/// @param trees at least one
public record Forest(List<Tree> trees) implements Predictor {
    public Forest {
        trees = List.copyOf(trees);
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("a forest without a tree");
        }
    }

    /// Which of the rows a tree grows on.
    public enum Draw {
        /// All of them.
        ALL,
        /// As many, drawn with replacement: Breiman's bagging (1996).
        BAGGED
    }

    /// What `grow` makes of `count` draws from `rows` rows, one after the other.
    public static <T> List<T> grow(
            int count, int rows, Draw draw, RandomGenerator random, Function<int[], T> grow, Progress progress) {
        List<T> grown = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            int[] drawn = switch (draw) {
                case ALL -> IntStream.range(0, rows).toArray();
                case BAGGED -> {
                    int[] again = new int[rows];
                    for (int i = 0; i < rows; i++) {
                        again[i] = random.nextInt(rows);
                    }
                    yield again;
                }
            };
            grown.add(grow.apply(drawn));
            progress.report((t + 1.0) / count);
        }
        return grown;
    }

    @Override
    public double predict(double[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.predict(row);
        }
        return sum / trees.size();
    }
}
