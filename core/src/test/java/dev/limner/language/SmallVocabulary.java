package dev.limner.language;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A workspace of a few events, tags and segments, for what is said of expressions rather than what they mean.
final class SmallVocabulary {
    private SmallVocabulary() {}

    static TrackingPlan plan() {
        try (InputStream file = SmallVocabulary.class.getResourceAsStream("small-plan.yaml")) {
            return new TrackingPlan(new YAMLMapper().readValue(Objects.requireNonNull(file), TrackingPlan.File.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tags: spend, orders, idle, tier, looped (a circle), unreadable; segments: vip, dormant,
    /// lifecycle:active, ring.
    static Lexicon words() {
        Map<String, Lexicon.Meaning> tags = new LinkedHashMap<>();
        tags.put("spend", rule("sum(purchase.amount)"));
        tags.put("orders", rule("count(order)"));
        tags.put("idle", rule("time since last purchase"));
        tags.put(
                "tier",
                new Lexicon.Meaning.FirstMatch(List.of(
                        new Lexicon.Meaning.Case(Parser.parse("spend > 1000"), "head"),
                        new Lexicon.Meaning.Case(Parser.parse("any purchase"), "body"),
                        new Lexicon.Meaning.Case(Parser.parse("true"), "tail"))));
        tags.put("looped", rule("looped + 1"));
        tags.put("unreadable", rule("count(nothing)"));
        Map<String, Source> segments = new LinkedHashMap<>();
        segments.put("vip", Parser.parse("spend > 1000"));
        segments.put("dormant", Parser.parse("no purchase in last 60 days"));
        segments.put("lifecycle:active", Parser.parse("any purchase in last 30 days"));
        segments.put("ring", Parser.parse("in segment 'ring'"));
        return new Lexicon(plan(), new LocalClock(ZoneOffset.UTC), tags, segments);
    }

    private static Lexicon.Meaning rule(String text) {
        return new Lexicon.Meaning.Rule(Parser.parse(text));
    }

    static Glossary glossary() {
        return Glossary.of(plan())
                .withTags(
                        Map.of(
                                "spend", new Words("Spend", "消费金额"),
                                "orders", new Words("Orders", "订单数"),
                                "idle", new Words("Idle time", "沉默时长"),
                                "tier", new Words("Value tier", "价值层级")),
                        Map.of(
                                "tier",
                                Map.of(
                                        "head", new Words("Head", "头部"),
                                        "body", new Words("Body", "腰部"),
                                        "tail", new Words("Tail", "尾部"))))
                .withSegments(Map.of("vip", new Words("Very important", "贵宾"), "dormant", new Words("Dormant", "沉睡")));
    }
}
