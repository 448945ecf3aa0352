package dev.limner.models.recommend;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/// Anything that scores all items for a customer.
@FunctionalInterface
public interface Recommender {
    /// One score an item, the higher the better; only their order means anything, and 0 means that nothing is
    /// known.
    double[] scores(Profile profile);

    /// The up to `count` items of the highest scores that are known and `allowed`, the best first; of equal
    /// scores the lower item number first.
    default List<Integer> recommend(Profile profile, int count, IntPredicate allowed) {
        double[] scores = scores(profile);
        Comparator<Integer> worstFirst =
                Comparator.comparingDouble((Integer item) -> scores[item]).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] != 0 && allowed.test(item)) {
                best.add(item);
                if (best.size() > count) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(worstFirst.reversed()).toList();
    }
}
