package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.language.Parser;
import dev.limner.language.Source;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.membership.Crossing;
import dev.limner.segment.HotStudy;
import dev.limner.segment.LiveSegments;
import dev.limner.segment.MembershipStudy;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Live segments over a store: at each step they say what a study over the store says, and the log of stays
/// what was.
class LiveOverStoreTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final LocalClock CLOCK = new LocalClock(ZoneId.of("Asia/Kathmandu"));

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> rules = new LinkedHashMap<>(Map.of(
            "fresh", "any sold in last 3 days",
            "quiet", "no sold in last 5 days",
            "fond", "for any item: count(sold in last 6 days) >= 2"));

    private Lexicon lexicon(TrackingPlan plan) {
        Map<String, Source> sources = new LinkedHashMap<>();
        rules.forEach((id, rule) -> sources.put(id, Parser.parse(rule)));
        return new Lexicon(plan, CLOCK, Map.of(), sources);
    }

    private static RoaringBitmap everybody(Shop shop) {
        RoaringBitmap all = new RoaringBitmap();
        all.add(0L, shop.store().customers().size());
        return all;
    }

    private LiveSegments live(Shop shop, List<Crossing> crossings, Instant instant) {
        DuckDbEngine engine = new DuckDbEngine(shop.store(), 2);
        TextTable texts = new TextTable();
        LiveSegments live = new LiveSegments(
                lexicon(shop.store().plan()),
                InForce.NONE,
                texts,
                needs -> HotStudy.load(engine, needs, shop.store().plan(), texts, new Work()),
                () -> everybody(shop),
                crossings::add);
        live.start(rules.keySet().stream().map(LiveOverStoreTest::use).toList(), instant);
        return live;
    }

    private static LiveSegments.Use use(String id) {
        return new LiveSegments.Use(id, 1, false);
    }

    private RoaringBitmap stored(Shop shop, String id, Instant instant) {
        Lexicon lexicon = lexicon(shop.store().plan());
        Plan plan = new Compiler(lexicon).condition(lexicon.segment(id)).plan();
        MembershipStudy study =
                new MembershipStudy(plan, InForce.NONE, LocalClock.micros(instant), Scope.Mode.AS_KNOWN);
        Scope scope = new Scope(instant, Scope.Mode.AS_KNOWN, null, null);
        MembershipStudy.Members members = new DuckDbEngine(shop.store(), 2).run(study, scope, new Work());
        return study.members(members, 0, everybody(shop));
    }

    private void assertExact(Shop shop, LiveSegments live, Instant instant) {
        rules.keySet()
                .forEach(id ->
                        assertThat(live.members(id)).as(id + " at " + instant).isEqualTo(stored(shop, id, instant)));
    }

    private static Line random(Random random, Instant known) {
        Instant at = random.nextInt(3) == 0 ? known.minusSeconds(random.nextInt(300_000)) : known;
        return new Line(
                "customer " + random.nextInt(8),
                random.nextInt(4) == 0 ? "back" : "sold",
                at.toString(),
                known.toString(),
                Map.of("item", "item" + random.nextInt(3), "amount", (long) random.nextInt(500_000)));
    }

    private static HotEvent event(Shop shop, Line line, TextTable texts) {
        TrackingPlan plan = shop.store().plan();
        long[] values = new long[plan.ordinals()];
        Arrays.fill(values, History.MISSING);
        values[shop.property("item").ordinal()] =
                texts.code(line.values().getOrDefault("item", "").toString());
        values[shop.property("amount").ordinal()] = (long) line.values().getOrDefault("amount", 0L);
        return new HotEvent(
                plan.type(line.type()).ordinal(),
                LocalClock.micros(Instant.parse(line.at())),
                LocalClock.micros(Instant.parse(line.known() == null ? line.at() : line.known())),
                HotEvent.order(new UUID(line.hashCode(), 0)),
                new HotEvent.Values(values));
    }

    @Test
    void switchedOnFedEditedAndRebuiltTheySayWhatTheStoreSays() {
        Random random = new Random(11);
        try (Shop shop = new Shop(folder)) {
            List<Line> history = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                history.add(random(random, MARCH.minusSeconds(random.nextInt(900_000))));
            }
            shop.load("till", history);
            shop.compact();
            List<Crossing> crossings = new ArrayList<>();
            LiveSegments live = live(shop, crossings, MARCH);
            StayLog log = new StayLog(shop.store());
            log.append(live.differences(log));
            assertExact(shop, live, MARCH);
            Instant now = MARCH;
            for (int i = 0; i < 12; i++) {
                now = now.plusSeconds(1 + random.nextInt(80_000));
                Line line = random(random, now);
                shop.load("load " + i, List.of(line));
                int customer = shop.store().customers().number("name", line.customer());
                live.append(customer, event(shop, line, live.texts()), now);
                if (i == 6) {
                    // reads another type and another property than all before
                    rules.put("returning", "sum(back.amount in last 9 days) > 20");
                    live.define(use("returning"), Parser.parse("sum(back.amount in last 9 days) > 20"), now);
                }
                assertExact(shop, live, now);
                log.append(crossings);
                crossings.clear();
            }
            assertThat(live.differences(log)).isEmpty();
            LiveSegments rebuilt = live(shop, crossings, now);
            assertThat(rebuilt.differences(log)).isEmpty();
            assertThat(log.members("returning", MARCH, Scope.Mode.AS_KNOWN).isEmpty())
                    .isTrue();
            assertThat(log.members("fresh", now, Scope.Mode.AS_KNOWN)).isEqualTo(live.members("fresh"));
        }
    }
}
