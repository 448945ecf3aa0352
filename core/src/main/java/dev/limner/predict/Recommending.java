package dev.limner.predict;

import dev.limner.models.Progress;
import dev.limner.models.recommend.Blend;
import dev.limner.models.recommend.Ease;
import dev.limner.models.recommend.PersonalFrequency;
import dev.limner.models.recommend.Popularity;
import dev.limner.models.recommend.Profile;
import dev.limner.models.recommend.RecommendationQuality;
import dev.limner.models.recommend.Recommender;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which items to recommend to whom: what a customer buys again and again, and what goes with what was bought
/// (EASE), blended.
///
/// Judged on what customers bought after a cut-off that the recommender did not see beyond.
public final class Recommending {
    /// How many items are judged and shown.
    public static final int SHOWN = 10;

    private static final int MOST_ITEMS = 1500;
    private static final int MOST_EXPLAINED = 80;
    private static final int FEWEST = 100;
    private static final double RIDGE = 200;
    private static final double WEIGHT_OF_EASE = 0.5;

    private final BasketStudy.Baskets baskets;
    private final List<String> items;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, Profile> profiles = new TreeMap<>();
    private final Ease ease;
    private final Recommender blend;
    private final Popularity popularity;

    private Recommending(BasketStudy.Baskets baskets, List<String> items, Progress progress) {
        this.baskets = baskets;
        this.items = items;
        items.forEach(item -> numbers.put(item, numbers.size()));
        for (BasketStudy.Basket basket : baskets.all()) {
            Map<Integer, Integer> counts = new HashMap<>();
            basket.before().forEach((item, count) -> {
                Integer number = numbers.get(item);
                if (number != null) {
                    counts.put(number, count);
                }
            });
            if (!counts.isEmpty()) {
                profiles.put(basket.customer(), Profile.of(counts));
            }
        }
        List<Profile> all = List.copyOf(profiles.values());
        ease = Ease.fit(all, items.size(), new Ease.Options(RIDGE), progress);
        popularity = Popularity.fit(all, items.size());
        blend = new Blend(
                List.of(new Blend.Part(new PersonalFrequency(items.size()), 1), new Blend.Part(ease, WEIGHT_OF_EASE)));
    }

    /// What makes a list.
    public enum Who {
        /// The recommender.
        MODEL,
        /// What the customer bought most often.
        PERSONAL,
        /// What most customers bought.
        POPULAR
    }

    /// How one kind of list met what was bought later: means over the customers who bought anything.
    public record Quality(Who who, double hit, double recall, double ndcg) {}

    /// The certificate: all items, and only those that a customer had not bought before.
    ///
    /// @param customers how many were judged
    public record Card(int customers, int items, List<Quality> all, int newcomers, List<Quality> fresh) {
        public Card {
            all = List.copyOf(all);
            fresh = List.copyOf(fresh);
        }
    }

    /// One item for one customer.
    ///
    /// @param again how often it was bought before
    /// @param with what was bought and goes with it best; null where it is bought again
    public record Recommended(
            String item, String name, int again, @Nullable String with, Words why) {}

    /// What can be had of baskets: a recommender, or why none.
    public sealed interface Outcome {
        record Fitted(Recommending recommending) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /// Learns from what was bought up to the cut-off of the baskets.
    public static Outcome fit(BasketStudy.Baskets baskets, Progress progress) {
        if (baskets.all().size() < FEWEST) {
            return new Outcome.Refused(new Refusal.TooFewCustomers(baskets.all().size(), FEWEST));
        }
        Map<String, Integer> customers = new TreeMap<>();
        baskets.all()
                .forEach(basket -> basket.before().keySet().forEach(item -> customers.merge(item, 1, Integer::sum)));
        List<String> items = customers.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ITEMS)
                .map(Map.Entry::getKey)
                .toList();
        if (items.size() < 2 * SHOWN) {
            return new Outcome.Refused(new Refusal.NoVariation(baskets.all().size(), items.size()));
        }
        return new Outcome.Fitted(new Recommending(baskets, items, progress));
    }

    /// How well lists meet what was bought after the cut-off.
    public Card card() {
        List<Set<Integer>> later = new ArrayList<>();
        List<Set<Integer>> fresh = new ArrayList<>();
        List<Profile> judged = new ArrayList<>();
        List<Set<Integer>> owned = new ArrayList<>();
        for (BasketStudy.Basket basket : baskets.all()) {
            Profile profile = profiles.get(basket.customer());
            if (profile == null || basket.after().isEmpty()) {
                continue;
            }
            Set<Integer> after = new HashSet<>();
            Set<Integer> unseen = new HashSet<>();
            Set<Integer> before = new HashSet<>();
            for (String item : basket.after()) {
                // an item that nobody had bought yet cannot be recommended, and counts as missed
                int number = numbers.getOrDefault(item, items.size() + after.size());
                after.add(number);
                if (!basket.before().containsKey(item)) {
                    unseen.add(number);
                }
            }
            basket.before().keySet().forEach(item -> before.add(numbers.getOrDefault(item, -1)));
            judged.add(profile);
            later.add(after);
            fresh.add(unseen);
            owned.add(before);
        }
        return new Card(
                judged.size(),
                items.size(),
                List.of(
                        quality(Who.MODEL, blend, judged, later, null),
                        quality(Who.PERSONAL, new PersonalFrequency(items.size()), judged, later, null),
                        quality(Who.POPULAR, popularity, judged, later, null)),
                (int) fresh.stream().filter(set -> !set.isEmpty()).count(),
                List.of(
                        quality(Who.MODEL, ease, judged, fresh, owned),
                        quality(Who.POPULAR, popularity, judged, fresh, owned)));
    }

    private static Quality quality(
            Who who,
            Recommender recommender,
            List<Profile> profiles,
            List<Set<Integer>> later,
            @Nullable List<Set<Integer>> without) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            Set<Integer> barred = without == null ? Set.of() : without.get(i);
            lists.add(recommender.recommend(profiles.get(i), SHOWN, item -> !barred.contains(item)));
        }
        RecommendationQuality quality = RecommendationQuality.of(lists, later, SHOWN);
        return new Quality(who, quality.hit(), quality.recall(), quality.ndcg());
    }

    /// The items for a customer, the best first; the most popular ones for whoever bought nothing yet.
    public List<Recommended> recommend(int customer) {
        Profile profile = profiles.get(customer);
        if (profile == null) {
            return popularity.recommend(Profile.of(Map.of()), SHOWN, _ -> true).stream()
                    .map(item -> recommended(item, 0, null, Refusal.WORDS.say("popular")))
                    .toList();
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < profile.size(); i++) {
            counts.put(profile.item(i), (int) profile.weight(i));
        }
        List<Recommended> all = new ArrayList<>();
        for (int item : blend.recommend(profile, SHOWN, _ -> true)) {
            int again = counts.getOrDefault(item, 0);
            String with = again > 0 ? null : companion(item, profile);
            all.add(recommended(
                    item,
                    again,
                    with,
                    with == null
                            ? Refusal.WORDS.say("bought_before", again)
                            : Refusal.WORDS.say("goes_with", baskets.name(with))));
        }
        return all;
    }

    private Recommended recommended(int item, int again, @Nullable String with, Words why) {
        String id = items.get(item);
        return new Recommended(id, baskets.name(id), again, with == null ? null : baskets.name(with), why);
    }

    /// Of what the customer bought, what speaks most for an item.
    private @Nullable String companion(int item, Profile profile) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < Math.min(MOST_EXPLAINED, profile.size()); i++) {
            double says = ease.scores(Profile.of(Map.of(profile.item(i), 1)))[item];
            if (says > most) {
                most = says;
                best = profile.item(i);
            }
        }
        return best < 0 ? null : items.get(best);
    }
}
