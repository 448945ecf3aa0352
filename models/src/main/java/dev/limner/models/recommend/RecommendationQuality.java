package dev.limner.models.recommend;

import java.util.List;
import java.util.Set;

/// How well recommendations meet what customers took later; means over the customers who took anything.
///
/// @param customers how many customers were judged
/// @param hit the share for whom at least one recommendation was right
/// @param recall the share of right ones, of those that could have been right (the shorter of list and later
/// items)
/// @param ndcg as recall, a place further down counting less (Järvelin and Kekäläinen 2002)
public record RecommendationQuality(int customers, double hit, double recall, double ndcg) {
    /// Judges lists of at most `length` items, one a customer, by the items taken `later`; customers who took
    /// none are left out.
    public static RecommendationQuality of(List<List<Integer>> lists, List<Set<Integer>> later, int length) {
        if (lists.size() != later.size() || length < 1) {
            throw new IllegalArgumentException(
                    lists.size() + " lists of at most " + length + " for " + later.size() + " customers");
        }
        int customers = 0;
        double hit = 0;
        double recall = 0;
        double ndcg = 0;
        for (int user = 0; user < lists.size(); user++) {
            Set<Integer> wanted = later.get(user);
            if (wanted.isEmpty()) {
                continue;
            }
            customers++;
            int right = 0;
            double gain = 0;
            double best = 0;
            int possible = Math.min(length, wanted.size());
            for (int place = 0; place < length; place++) {
                double worth = Math.log(2) / Math.log(place + 2.0);
                best += place < possible ? worth : 0;
                if (place < lists.get(user).size()
                        && wanted.contains(lists.get(user).get(place))) {
                    right++;
                    gain += worth;
                }
            }
            hit += right > 0 ? 1 : 0;
            recall += right / (double) possible;
            ndcg += gain / best;
        }
        int n = Math.max(1, customers);
        return new RecommendationQuality(customers, hit / n, recall / n, ndcg / n);
    }
}
