package dev.limner.segment;

import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.membership.Crossing.Moment;
import dev.limner.membership.Stay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// Crossings as the difference between who was in and who is in.
final class Edits {
    private Edits() {}

    /// When a crossing came about, by its direction and value.
    interface When {
        Moment of(boolean entered, @Nullable String value);
    }

    /// The crossings that a change is; none of a segment whose members the clock decides.
    static List<Crossing> of(Found.Change change, int customer, When when) {
        LiveRule rule = change.rule();
        if (rule.clock() != null) {
            return List.of();
        }
        boolean was = rule.members().contains(customer);
        List<String> before = rule.values(customer);
        List<String> after = change.values();
        List<Crossing> all = new ArrayList<>();
        if (was != change.in() && before.isEmpty() && after.isEmpty()) {
            all.add(crossing(rule.use(), customer, null, change.in(), when));
        }
        before.stream()
                .filter(value -> !after.contains(value))
                .forEach(value -> all.add(crossing(rule.use(), customer, value, false, when)));
        after.stream()
                .filter(value -> !before.contains(value))
                .forEach(value -> all.add(crossing(rule.use(), customer, value, true, when)));
        return all;
    }

    private static Crossing crossing(
            LiveSegments.Use use, int customer, @Nullable String value, boolean in, When when) {
        return new Crossing(use.id(), use.version(), customer, value, in, when.of(in, value));
    }

    /// What an edit of definitions changes.
    static List<Crossing> between(LivePlan before, LivePlan after, Instant instant) {
        Set<String> ids = new TreeSet<>();
        before.rules().forEach(rule -> ids.add(rule.use().id()));
        after.rules().forEach(rule -> ids.add(rule.use().id()));
        List<Crossing> all = new ArrayList<>();
        for (String id : ids) {
            LiveRule was = before.rule(id);
            LiveRule is = after.rule(id);
            if (was != is) {
                all.addAll(between(stays(was), stays(is), instant));
            }
        }
        return all;
    }

    /// What a log must be told of a segment, beside the stays that are open in it.
    static List<Crossing> between(List<Stay> open, LiveRule rule, Instant instant) {
        Map<Key, LiveSegments.Use> before = new HashMap<>();
        open.forEach(stay -> before.put(
                new Key(stay.customer(), stay.value()), new LiveSegments.Use(stay.segment(), stay.version(), false)));
        return between(before, stays(rule), instant);
    }

    private record Key(int customer, @Nullable String value) {}

    private static Map<Key, LiveSegments.Use> stays(@Nullable LiveRule rule) {
        Map<Key, LiveSegments.Use> all = new HashMap<>();
        if (rule != null && rule.clock() == null) {
            RoaringBitmap members = rule.members();
            members.forEach((IntConsumer) customer -> {
                List<String> values = rule.values(customer);
                if (values.isEmpty()) {
                    all.put(new Key(customer, null), rule.use());
                }
                values.forEach(value -> all.put(new Key(customer, value), rule.use()));
            });
        }
        return all;
    }

    private static List<Crossing> between(
            Map<Key, LiveSegments.Use> before, Map<Key, LiveSegments.Use> after, Instant instant) {
        When when = (_, _) -> new Moment(instant, instant, Cause.EDIT);
        List<Crossing> all = new ArrayList<>();
        before.forEach((key, use) -> {
            if (!after.containsKey(key)) {
                all.add(crossing(use, key.customer(), key.value(), false, when));
            }
        });
        after.forEach((key, use) -> {
            if (!before.containsKey(key)) {
                all.add(crossing(use, key.customer(), key.value(), true, when));
            }
        });
        all.sort(java.util.Comparator.comparingInt(Crossing::customer));
        return all;
    }
}
