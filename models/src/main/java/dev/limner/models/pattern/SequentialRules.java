package dev.limner.models.pattern;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    public static List<Rule> of(List<List<Event>> histories, double window, int least, Progress progress) {
        if (!(window > 0) || least < 1) {
            throw new IllegalArgumentException("window " + window + ", least " + least);
        }
        Map<Integer, List<Place>> firsts = new TreeMap<>();
        for (List<Event> history : histories) {
            Set<Integer> seen = new HashSet<>();
            for (int at = 0; at < history.size(); at++) {
                if (seen.add(history.get(at).item)) {
                    firsts.computeIfAbsent(history.get(at).item, _ -> new ArrayList<>())
                            .add(new Place(history, at));
                }
            }
        }
        // An item with fewer takers can stand on neither side.
        Map<Integer, Integer> takers = new HashMap<>();
        firsts.forEach((item, places) -> takers.put(item, places.size()));
        firsts.values().removeIf(places -> places.size() < least);
        List<Rule> rules = new ArrayList<>();
        int done = 0;
        for (Map.Entry<Integer, List<Place>> first : firsts.entrySet()) {
            progress.report(done++ / (double) firsts.size());
            Map<Integer, List<Double>> delays = new TreeMap<>();
            for (Place place : first.getValue()) {
                place.follow(window, firsts.keySet(), delays);
            }
            int customers = first.getValue().size();
            delays.forEach((item, times) -> {
                if (times.size() >= least) {
                    double confidence = times.size() / (double) customers;
                    double base = takers.getOrDefault(item, 0) / (double) histories.size();
                    double[] sorted = times.stream().mapToDouble(x -> x).toArray();
                    double median = Quantiles.of(sorted, 0.5)[0];
                    rules.add(new Rule(
                            first.getKey(), item, customers, times.size(), confidence, confidence / base, median));
                }
            });
        }
        rules.sort(Comparator.comparingInt((Rule rule) -> -rule.followed)
                .thenComparingInt(rule -> rule.first)
                .thenComparingInt(rule -> rule.then));
        return List.copyOf(rules);
    }

    /// Where a customer takes an item for the first time.
    private record Place(List<Event> history, int at) {
        /// Adds by item how long after it is first taken, within the window.
        void follow(double window, Set<Integer> items, Map<Integer, List<Double>> delays) {
            double start = history.get(at).time;
            Set<Integer> followers = new HashSet<>();
            for (int later = at + 1; later < history.size(); later++) {
                Event event = history.get(later);
                double delay = event.time - start;
                if (delay > window) {
                    break;
                }
                if (delay > 0 && items.contains(event.item) && followers.add(event.item)) {
                    delays.computeIfAbsent(event.item, _ -> new ArrayList<>()).add(delay);
                }
            }
        }
    }
}
