package dev.limner.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.membership.MembershipLog;
import dev.limner.membership.MemoryStays;
import dev.limner.membership.Stay;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// The store's log of stays beside one in memory.
class StayLogTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> SEGMENTS = List.of("vip", "hesitant");

    @TempDir
    private Path folder = Path.of("");

    private static Crossing crossing(int customer, boolean entered, long second) {
        Instant at = MARCH.plusSeconds(second);
        return new Crossing("vip", 1, customer, null, entered, new Crossing.Moment(at, at, Cause.EVENT));
    }

    private static Crossing random(Random random, long second) {
        String segment = SEGMENTS.get(random.nextInt(2));
        Instant at = MARCH.plusSeconds(second);
        Instant effective = random.nextInt(3) == 0 ? at.minusSeconds(random.nextInt(50)) : at;
        List<Cause> causes = List.of(Cause.values());
        Cause cause = causes.get(random.nextInt(causes.size()));
        return new Crossing(
                segment,
                1 + random.nextInt(3),
                random.nextInt(6),
                segment.equals("vip") ? null : "item" + random.nextInt(2),
                random.nextBoolean(),
                new Crossing.Moment(at, effective, cause));
    }

    @Test
    void staysAreThoseOfThePlainLogHoweverCrossingsAreBatched() {
        Random random = new Random(17);
        MemoryStays plain = new MemoryStays();
        try (Shop shop = new Shop(folder)) {
            StayLog log = new StayLog(shop.store());
            List<Crossing> batch = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                batch.add(random(random, i));
                if (random.nextInt(12) == 0) {
                    log.append(batch);
                    plain.append(batch);
                    batch.clear();
                }
            }
            log.forget(3);
            plain.forget(3);
            assertThat(plain.ofSegment("hesitant", false)).hasSizeGreaterThan(30);
            for (String segment : SEGMENTS) {
                assertThat(log.ofSegment(segment, false)).isEqualTo(plain.ofSegment(segment, false));
                assertThat(log.ofSegment(segment, true)).isEqualTo(plain.ofSegment(segment, true));
            }
            for (int customer = 0; customer < 6; customer++) {
                assertThat(log.ofCustomer(customer)).isEqualTo(plain.ofCustomer(customer));
            }
            for (int i = 0; i < 400; i += 7) {
                for (Scope.Mode mode : Scope.Mode.values()) {
                    assertThat(log.members("vip", MARCH.plusSeconds(i), mode))
                            .isEqualTo(plain.members("vip", MARCH.plusSeconds(i), mode));
                }
            }
        }
    }

    @Test
    void aStayOutlivesTheProcessAndIsEndedByTheNext() {
        try (Shop shop = new Shop(folder)) {
            new StayLog(shop.store()).append(List.of(crossing(1, true, 0), crossing(2, true, 5)));
        }
        try (Shop shop = new Shop(folder)) {
            MembershipLog log = new StayLog(shop.store());
            log.append(List.of(crossing(1, false, 20)));
            assertThat(log.members("vip", MARCH.plusSeconds(10), Scope.Mode.AS_KNOWN))
                    .isEqualTo(RoaringBitmap.bitmapOf(1, 2));
            assertThat(log.ofSegment("vip", true)).extracting(Stay::customer).containsExactly(2);
            assertThat(log.ofCustomer(1))
                    .containsExactly(new Stay(
                            "vip",
                            1,
                            1,
                            null,
                            crossing(1, true, 0).moment(),
                            crossing(1, false, 20).moment()));
        }
    }

    @Test
    void whatTheClockDidCouldBeKnownWhenItWasDue() {
        Crossing.Moment left = new Crossing.Moment(MARCH.plusSeconds(90), MARCH.plusSeconds(30), Cause.CLOCK);
        try (Shop shop = new Shop(folder)) {
            MembershipLog log = new StayLog(shop.store());
            log.append(List.of(crossing(1, true, 0), new Crossing("vip", 1, 1, null, false, left)));
            assertThat(log.members("vip", MARCH.plusSeconds(40), Scope.Mode.AS_KNOWN)
                            .isEmpty())
                    .isTrue();
            assertThat(log.members("vip", MARCH.plusSeconds(29), Scope.Mode.AS_KNOWN)
                            .contains(1))
                    .isTrue();
        }
    }

    @Test
    void aStoreOfTheVersionBeforeGetsALogInPlace() {
        try (Shop shop = new Shop(folder)) {
            shop.store().with(connection -> Sql.execute(connection, "DROP TABLE stay"));
            shop.store()
                    .with(connection -> Sql.execute(connection, "UPDATE meta SET value = '2' WHERE name = 'schema'"));
        }
        try (Shop shop = new Shop(folder)) {
            MembershipLog log = new StayLog(shop.store());
            log.append(List.of(crossing(4, true, 0)));
            assertThat(log.ofCustomer(4)).hasSize(1);
            String version = shop.store()
                    .with(connection -> Sql.list(
                                    connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = 'schema'")
                            .getFirst());
            assertThat(version).isEqualTo(Integer.toString(Schema.VERSION));
        }
    }
}
