package dev.limner.models.pages;

import dev.limner.models.Progress;
import dev.limner.models.recommend.Blend;
import dev.limner.models.recommend.Ease;
import dev.limner.models.recommend.ImplicitAls;
import dev.limner.models.recommend.ItemNeighbours;
import dev.limner.models.recommend.PersonalFrequency;
import dev.limner.models.recommend.Popularity;
import dev.limner.models.recommend.RecommendationQuality;
import dev.limner.models.recommend.Recommender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

final class RecommendPages {
    private static final Sets.Split SPLIT = Sets.lastDayHidden();
    private static final int ITEMS = SPLIT.names().size();

    private RecommendPages() {}

    /// Says how much of each customer's last day of purchases stands among ten recommended items: of all items,
    /// and of those new to the customer.
    private static void judge(Page page, Recommender recommender) {
        for (boolean fresh : new boolean[] {false, true}) {
            List<List<Integer>> lists = new ArrayList<>();
            List<Set<Integer>> wanted = new ArrayList<>();
            for (int user = 0; user < SPLIT.profiles().size(); user++) {
                Set<Integer> known = new HashSet<>();
                for (int i = 0; fresh && i < SPLIT.profiles().get(user).size(); i++) {
                    known.add(SPLIT.profiles().get(user).item(i));
                }
                Set<Integer> left = new HashSet<>(SPLIT.later().get(user));
                left.removeAll(known);
                wanted.add(left);
                lists.add(
                        left.isEmpty()
                                ? List.of()
                                : recommender.recommend(SPLIT.profiles().get(user), 10, item -> !known.contains(item)));
            }
            RecommendationQuality quality = RecommendationQuality.of(lists, wanted, 10);
            page.say("%s: recall %.4f, hit %.3f", fresh ? "new items" : "all items", quality.recall(), quality.hit());
        }
    }

    static void popularity(Page page) {
        judge(page, Popularity.fit(SPLIT.profiles(), ITEMS));
    }

    static void personalFrequency(Page page) {
        judge(page, new PersonalFrequency(ITEMS));
    }

    static void itemNeighbours(Page page) {
        for (ItemNeighbours.Likeness likeness : ItemNeighbours.Likeness.values()) {
            page.say("%s", likeness);
            judge(
                    page,
                    ItemNeighbours.fit(
                            SPLIT.profiles(), ITEMS, ItemNeighbours.Options.defaults(likeness), Progress.SILENT));
        }
    }

    static void ease(Page page) {
        judge(page, Ease.fit(SPLIT.profiles(), ITEMS, new Ease.Options(600), Progress.SILENT));
    }

    static void implicitAls(Page page) {
        ImplicitAls.Options options = new ImplicitAls.Options(32, 0.01, 1, 10);
        judge(page, ImplicitAls.fit(SPLIT.profiles(), ITEMS, options, new Random(1), Progress.SILENT));
    }

    static void blend(Page page) {
        Recommender personal = new PersonalFrequency(ITEMS);
        Recommender popular = Popularity.fit(SPLIT.profiles(), ITEMS);
        judge(page, new Blend(List.of(new Blend.Part(personal, 1), new Blend.Part(popular, 0.001))));
    }

    static void recommendationQuality(Page page) {
        List<List<Integer>> recommended = List.of(List.of(7, 3, 5), List.of(1, 2, 3));
        List<Set<Integer>> bought = List.of(Set.of(3, 9), Set.of(8));
        RecommendationQuality quality = RecommendationQuality.of(recommended, bought, 3);
        page.say(
                "%d customers, hit %.2f, recall %.2f, NDCG %.2f",
                quality.customers(), quality.hit(), quality.recall(), quality.ndcg());
    }
}
