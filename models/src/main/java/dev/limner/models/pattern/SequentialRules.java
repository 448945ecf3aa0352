package dev.limner.models.pattern;

import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules "who takes this takes that within so much time", one item on either side, counted by customers: after
/// Mannila, Toivonen and Verkamo, "Discovery of Frequent Episodes", Data Mining and Knowledge Discovery 1
/// (1997).
public final class SequentialRules {
    private SequentialRules() {}

    /// One event of a customer; time in a unit of the caller's.
    public record Event(double time, int item) {}

    /// One rule.
    ///
    /// @param first what is taken
    /// @param then what follows it, strictly later
    /// @param customers how many take `first`
    /// @param followed how many of them take `then` within the window after their first `first`
    /// @param confidence `followed` over `customers`
    /// @param lift the confidence over the share of all customers who ever take `then`: above 1 the one draws
    /// the other
    /// @param medianDelay half of those who follow do so within this time
    public record Rule(
            int first, int then, int customers, int followed, double confidence, double lift, double medianDelay) {}

    /// The rules of `histories`, each one customer's events in time order, that at least `least` customers
    /// follow within `window`; the most followed first.
    public static List<Rule> of(List<List<Event>> histories, double window, int least) {
        if (!(window > 0) || least < 1) {
            throw new IllegalArgumentException("window " + window + ", least " + least);
        }
        Map<Integer, Integer> takers = new HashMap<>();
        Map<List<Integer>, List<Double>> delays = new HashMap<>();
        for (List<Event> history : histories) {
            Set<Integer> seen = new HashSet<>();
            for (int at = 0; at < history.size(); at++) {
                Event event = history.get(at);
                if (seen.add(event.item)) {
                    takers.merge(event.item, 1, Integer::sum);
                    follow(history, at, window, delays);
                }
            }
        }
        List<Rule> rules = new ArrayList<>();
        delays.forEach((pair, times) -> {
            if (times.size() >= least) {
                int customers = takers.getOrDefault(pair.getFirst(), 0);
                double confidence = times.size() / (double) customers;
                double base = takers.getOrDefault(pair.getLast(), 0) / (double) histories.size();
                double[] sorted = times.stream().mapToDouble(x -> x).toArray();
                rules.add(new Rule(
                        pair.getFirst(),
                        pair.getLast(),
                        customers,
                        times.size(),
                        confidence,
                        confidence / base,
                        Quantiles.of(sorted, 0.5)[0]));
            }
        });
        rules.sort(Comparator.comparingInt((Rule rule) -> -rule.followed)
                .thenComparingInt(rule -> rule.first)
                .thenComparingInt(rule -> rule.then));
        return List.copyOf(rules);
    }

    private static void follow(List<Event> history, int at, double window, Map<List<Integer>, List<Double>> delays) {
        Event event = history.get(at);
        Set<Integer> followers = new HashSet<>();
        for (int later = at + 1; later < history.size(); later++) {
            double delay = history.get(later).time - event.time;
            int item = history.get(later).item;
            if (delay > window) {
                break;
            }
            if (delay > 0 && followers.add(item)) {
                delays.computeIfAbsent(List.of(event.item, item), _ -> new ArrayList<>())
                        .add(delay);
            }
        }
    }
}
