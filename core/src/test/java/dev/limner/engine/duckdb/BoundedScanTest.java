package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.duckdb.Shop.Line;
import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class BoundedScanTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int HOURS = 6 * 30 * 24;

    @TempDir
    private Path folder = Path.of("");

    /// Tells the events from each type's instant on: of all it is given, or of what the engine leaves of them.
    private record Since(TrackingPlan plan, Map<EventType, Instant> since, boolean says, boolean filters)
            implements Study<TreeMap<Integer, List<String>>> {
        @Override
        public Needs needs() {
            return new Needs(plan.types(), List.of(), says ? since : Map.of());
        }

        @Override
        public TreeMap<Integer, List<String>> start() {
            return new TreeMap<>();
        }

        @Override
        public void add(TreeMap<Integer, List<String>> told, History history) {
            for (int event = 0; event < history.size(); event++) {
                EventType type = plan.types().get(history.type(event));
                Instant at = LocalClock.instant(history.at(event));
                if (!filters || !at.isBefore(since.getOrDefault(type, Instant.MIN))) {
                    told.computeIfAbsent(history.customer(), _ -> new ArrayList<>())
                            .add(type.name() + " " + at);
                }
            }
        }

        @Override
        public TreeMap<Integer, List<String>> merge(
                TreeMap<Integer, List<String>> left, TreeMap<Integer, List<String>> right) {
            left.putAll(right);
            return left;
        }
    }

    private static List<Line> lines(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Line(
                        "c" + random.nextInt(12),
                        random.nextInt(3) == 0 ? "back" : "sold",
                        moment(random).toString(),
                        null,
                        Map.of("item", "i" + i)))
                .toList();
    }

    private static Instant moment(Random random) {
        return FIRST.plusSeconds(3600L * random.nextInt(HOURS));
    }

    /// None, one of a month's edges, a moment, or one beyond everything.
    private static Map<EventType, Instant> bounds(Random random, TrackingPlan plan) {
        Map<EventType, Instant> bounds = new HashMap<>();
        Instant common = moment(random);
        for (EventType type : plan.types()) {
            switch (random.nextInt(7)) {
                case 0 -> bounds.remove(type);
                case 1 -> bounds.put(type, Instant.parse("2026-0%d-01T00:00:00Z".formatted(1 + random.nextInt(6))));
                case 2 -> bounds.put(type, random.nextBoolean() ? Instant.MIN : Instant.MAX);
                case 3, 4 -> bounds.put(type, common);
                default -> bounds.put(type, moment(random));
            }
        }
        return bounds;
    }

    private static Scope scope(Random random) {
        Scope scope = Scope.asOf(moment(random).plusSeconds(30 * 86_400));
        if (random.nextInt(3) == 0) {
            scope = scope.since(moment(random));
        }
        return random.nextInt(3) == 0 ? scope.within(RoaringBitmap.bitmapOf(1, 2, 7)) : scope;
    }

    private static Map<Integer, List<String>> run(Shop shop, Since study, Scope scope) {
        return new DuckDbEngine(shop.store(), 2).run(study, scope, new Work());
    }

    @Test
    void answersAreTheSameWithAndWithoutBoundsAndNothingOlderIsRead() {
        Random random = new Random(3);
        try (Shop shop = new Shop(folder)) {
            TrackingPlan plan = shop.store().plan();
            for (int stage = 0; stage < 4; stage++) {
                if (stage == 2) {
                    shop.compact();
                } else {
                    shop.load("till " + stage, lines(random, 150));
                }
                for (int round = 0; round < 60; round++) {
                    Map<EventType, Instant> since = bounds(random, plan);
                    Scope scope = scope(random);
                    Map<Integer, List<String>> expected = run(shop, new Since(plan, since, false, true), scope);
                    assertThat(run(shop, new Since(plan, since, true, true), scope))
                            .as("%s as of %s from %s", since.values(), scope.asOf(), scope.from())
                            .isEqualTo(expected);
                    assertThat(run(shop, new Since(plan, since, true, false), scope))
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void monthsWithoutWantedEventsAreNotReadAndTheOthersAskForNoMoreThanTheyMust() {
        TrackingPlan plan = Shop.plan(List.of("item"));
        EventType sold = plan.type("sold");
        EventType back = plan.type("back");
        Map<LocalDate, Long> delta = new HashMap<>();
        IntStream.rangeClosed(1, 6).forEach(month -> delta.put(LocalDate.of(2026, month, 1), 400_000L));
        Instant april = Instant.parse("2026-04-01T00:00:00Z");
        Instant midMay = Instant.parse("2026-05-15T12:00:00Z");

        ScanPlan unbounded = scan(plan, Map.of(), delta);
        assertThat(unbounded.rows()).isEqualTo(2_400_000);
        assertThat(queries(unbounded)).hasSize(6).noneMatch(query -> query.sql().contains(" OR "));

        ScanPlan one = scan(plan, Map.of(sold, april), delta);
        assertThat(one.rows()).isEqualTo(2_400_000);
        assertThat(queries(one)).hasSize(6).noneMatch(query -> query.sql().contains(" OR "));
        assertThat(queries(one).subList(0, 3)).allMatch(query -> query.sql().contains("type IN ('back') "));
        assertThat(queries(one).subList(3, 6)).allMatch(query -> query.sql().contains("type IN ('sold', 'back') "));

        ScanPlan both = scan(plan, Map.of(sold, april, back, midMay), delta);
        assertThat(both.rows()).isEqualTo(1_200_000);
        assertThat(queries(both)).hasSize(3);
        assertThat(queries(both).get(1).sql())
                .contains("(type IN ('sold') OR type IN ('back') AND \"at\" >= " + Sql.timestamp(midMay) + ")");

        ScanPlan common = scan(plan, Map.of(sold, midMay, back, midMay), delta);
        assertThat(queries(common)).hasSize(2).noneMatch(query -> query.sql().contains(" OR "));
        assertThat(queries(common).getFirst().sql())
                .contains("type IN ('sold', 'back') AND \"at\" >= " + Sql.timestamp(midMay));

        assertThat(scan(plan, Map.of(sold, Instant.MAX, back, Instant.MAX), delta)
                        .rows())
                .isZero();
    }

    private static List<ScanPlan.Query> queries(ScanPlan plan) {
        return plan.parts(new DuckDbEngine.Range(0, 9)).stream()
                .map(ScanPlan.Query.class::cast)
                .toList();
    }

    private static ScanPlan scan(TrackingPlan plan, Map<EventType, Instant> since, Map<LocalDate, Long> delta) {
        Scope scope = Scope.asOf(Instant.parse("2026-12-01T00:00:00Z"));
        return new ScanPlan(
                plan,
                new Needs(plan.types(), List.of(), since),
                scope,
                List.of(),
                delta,
                Map.of(),
                Overlay.EMPTY,
                new Masking(dev.limner.privacy.Held.ALL));
    }
}
