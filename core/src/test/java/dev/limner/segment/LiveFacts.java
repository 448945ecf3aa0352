package dev.limner.segment;

import dev.limner.language.naive.Fact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random events that the rules of [LiveRules] are about.
final class LiveFacts {
    private LiveFacts() {}

    /// Something that becomes known at an instant, and may have happened before or after it.
    ///
    /// @param number makes its id unique, not its order
    static Fact random(RandomGenerator random, Instant known, int number) {
        Instant at = switch (random.nextInt(6)) {
            case 0 -> known.minusSeconds(random.nextInt(300_000));
            case 1 -> known.plusSeconds(random.nextInt(90_000));
            default -> known;
        };
        String id = String.format(java.util.Locale.ROOT, "%c%05d", 'a' + random.nextInt(26), number);
        String item = List.of("mug", "tea", "oil").get(random.nextInt(3));
        String zone = random.nextInt(5) == 0 ? "America/New_York" : null;
        Map<String, Object> channel = Map.of("channel", random.nextBoolean() ? "app" : "sms");
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new Fact(
                        at,
                        known,
                        id,
                        "purchase",
                        zone,
                        "shop",
                        Map.of("amount", new BigDecimal(random.nextInt(90) + ".0000"), "item", item));
            case 2 ->
                new Fact(
                        at,
                        known,
                        id,
                        "traits",
                        zone,
                        "shop",
                        Map.of("gender", "female", "age", 20L + random.nextInt(30)));
            case 3 ->
                new Fact(
                        at,
                        known,
                        id,
                        random.nextBoolean() ? "consent_given" : "consent_withdrawn",
                        zone,
                        "shop",
                        Map.of("purpose", "marketing", "channel", "sms"));
            case 4 ->
                random.nextBoolean()
                        ? new Fact(at, known, id, "visit", zone, "shop", place(random, channel))
                        : new Fact(
                                at,
                                known,
                                id,
                                "score",
                                zone,
                                "shop",
                                Map.of("model", "churn", "value", random.nextInt(10) / 10.0));
            default ->
                new Fact(
                        at,
                        known,
                        id,
                        "view",
                        zone,
                        "shop",
                        Map.of(
                                "item",
                                item,
                                "channel",
                                random.nextBoolean() ? "app" : "web",
                                "category",
                                random.nextBoolean() ? "sport" : "home"));
        };
    }

    private static Map<String, Object> place(RandomGenerator random, Map<String, Object> values) {
        Map<String, Object> placed = new LinkedHashMap<>(values);
        placed.put("latitude", 31.2304 + random.nextInt(-2, 3) / 100.0);
        placed.put("longitude", 121.4737);
        return placed;
    }
}
