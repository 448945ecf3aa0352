package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.event.EventType;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Shop;
import dev.limner.work.Work;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/// Since when and until when, in Lord Howe, whose clocks move by half an hour.
class TenureStudyTest {
    private static final List<EventType> EXISTING = List.of(Shop.ORDER);

    private final Shop shop = new Shop("Australia/Lord_Howe");
    private final Diary diary = new Diary(shop);

    /// Questions about the customer 1 of a shop.
    private record Diary(Shop shop) {
        Instant at(String local) {
            return LocalDateTime.parse(local).atZone(shop.clock().zone()).toInstant();
        }

        Plan plan(String text) {
            Lexicon lexicon = new Lexicon(Shop.PLAN, shop.clock(), Map.of(), Map.of());
            return new Compiler(lexicon)
                    .condition(Checker.condition(Parser.parse(text), lexicon))
                    .plan();
        }

        TenureStudy.Tenures tenures(Plan plan, Instant instant) {
            Moment moment = Moment.at(instant, shop.clock());
            TenureStudy study = new TenureStudy(plan, InForce.NONE, moment.asked(), EXISTING, false);
            return shop.engine(1)
                    .run(
                            study,
                            new Scope(instant, Scope.Mode.AS_CORRECTED, null, RoaringBitmap.bitmapOf(1)),
                            new Work());
        }

        TenureStudy.Tenure tenure(String text, String now) {
            return tenures(plan(text), at(now)).all().getFirst();
        }

        boolean holds(Plan plan, Instant instant) {
            TenureStudy.Tenures found = tenures(plan, instant);
            return !found.all().isEmpty() && found.all().getFirst().holds();
        }
    }

    @Test
    void aMembershipBeginsWithTheEventThatBringsIt() {
        shop.order(1, "2024-01-05T10:00", "20")
                .order(1, "2024-02-10T11:30", "30")
                .order(1, "2024-03-01T09:00", "5");
        TenureStudy.Tenure tenure = diary.tenure("count(order) >= 2", "2024-03-10T00:00");
        assertThat(tenure.holds()).isTrue();
        assertThat(tenure.since()).isEqualTo(diary.at("2024-02-10T11:30"));
        assertThat(tenure.until()).isNull();
    }

    @Test
    void aMembershipBeginsAndEndsWithTheClock() {
        shop.order(1, "2024-01-05T10:00", "20");
        TenureStudy.Tenure quiet = diary.tenure("no order in last 10 days and any order", "2024-03-10T00:00");
        assertThat(quiet.since()).isEqualTo(diary.at("2024-01-05T10:00").plusSeconds(10 * 86_400));
        assertThat(quiet.until()).isNull();
        TenureStudy.Tenure fresh = diary.tenure("any order in last 90 days", "2024-03-10T00:00");
        assertThat(fresh.since()).isEqualTo(diary.at("2024-01-05T10:00"));
        assertThat(fresh.until()).isEqualTo(diary.at("2024-01-05T10:00").plusSeconds(90 * 86_400));
    }

    @Test
    void onlyTheLastStretchCounts() {
        shop.order(1, "2024-01-01T10:00", "20")
                .order(1, "2024-02-01T10:00", "20")
                .order(1, "2024-02-05T10:00", "1");
        TenureStudy.Tenure tenure = diary.tenure("any order in last 10 days", "2024-02-10T00:00");
        assertThat(tenure.since()).isEqualTo(diary.at("2024-02-01T10:00"));
        TenureStudy.Tenure out = diary.tenure("any order in last 10 days", "2024-02-20T00:00");
        assertThat(out.holds()).isFalse();
        assertThat(out.since()).isEqualTo(diary.at("2024-02-05T10:00").plusSeconds(10 * 86_400));
    }

    @Test
    void nobodyIsInASegmentBeforeTheFirstEvent() {
        shop.order(1, "2024-01-05T10:00", "20");
        assertThat(diary.tenure("no return in last 30 days", "2024-03-10T00:00").since())
                .isEqualTo(diary.at("2024-01-05T10:00"));
        assertThat(diary.tenures(diary.plan("no return in last 30 days"), diary.at("2024-01-01T00:00"))
                        .all())
                .isEmpty();
    }

    @Test
    void whatFlipsWithTheHourIsFoundAcrossTheChangeOfClocks() {
        shop.order(1, "2024-04-01T10:00", "20");
        TenureStudy.Tenure tenure = diary.tenure("local hour between 1 and 2", "2024-04-07T02:30");
        assertThat(tenure.since()).isEqualTo(diary.at("2024-04-07T01:00"));
        assertThat(tenure.until()).isEqualTo(diary.at("2024-04-07T03:00"));
    }

    /// The answer must be another one just before `since` and at `until`, and the same all the while at
    /// instants in
    /// between.
    @Test
    void sinceAndUntilAreTheEdgesOfTheAnswerOnRandomHistories() {
        List<String> conditions = List.of(
                "any order in last 20 days",
                "no order in last 15 days and any order",
                "count(order in last 2 months) >= 2",
                "sum(order.total in last 40 days) > 50",
                "days since last order > 2 * median gap(order)",
                "count(order in this month) = 1",
                "not (avg(order.total in last 30 days) >= 20)");
        Random random = new Random(11);
        int flipped = 0;
        for (int round = 0; round < 60; round++) {
            Shop shopper = new Shop("Australia/Lord_Howe");
            int orders = 1 + random.nextInt(8);
            for (int i = 0; i < orders; i++) {
                shopper.order(
                        1,
                        LocalDateTime.of(2024, 1, 1, 0, 0)
                                .plusHours(random.nextInt(180 * 24))
                                .toString(),
                        Integer.toString(1 + random.nextInt(60)));
            }
            Diary of = new Diary(shopper);
            Plan plan = of.plan(conditions.get(round % conditions.size()));
            Instant now = of.at("2024-07-05T00:00");
            TenureStudy.Tenure tenure = of.tenures(plan, now).all().getFirst();
            Instant since = java.util.Objects.requireNonNull(tenure.since());
            assertThat(of.holds(plan, since)).isEqualTo(tenure.holds());
            boolean before = of.holds(plan, since.minusNanos(1000));
            boolean isBeginning = of.tenures(plan, since.minusNanos(1000)).all().isEmpty();
            assertThat(isBeginning || before != tenure.holds()).isTrue();
            flipped += isBeginning ? 0 : 1;
            for (int i = 0; i < 5; i++) {
                long span = Math.max(1, now.getEpochSecond() - since.getEpochSecond());
                Instant between = since.plusSeconds(random.nextLong(span));
                assertThat(of.holds(plan, between)).isEqualTo(tenure.holds());
            }
            @Nullable Instant until = tenure.until();
            if (until != null) {
                assertThat(of.holds(plan, until)).isNotEqualTo(tenure.holds());
                assertThat(of.holds(plan, until.minusNanos(1000))).isEqualTo(tenure.holds());
            }
        }
        assertThat(flipped).isGreaterThan(30);
    }
}
