package dev.limner.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClockTest {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private static void agree(LocalClock clock, long micros) {
        ZonedDateTime local = LocalClock.instant(micros).atZone(clock.zone());
        int day = clock.day(micros);
        assertThat((long) day)
                .as("day of %s", local)
                .isEqualTo(local.toLocalDate().toEpochDay());
        assertThat(clock.hour(micros)).as("hour of %s", local).isEqualTo(local.getHour());
        assertThat(LocalClock.weekday(day))
                .as("weekday of %s", local)
                .isEqualTo(local.getDayOfWeek().getValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "Asia/Shanghai",
                "Europe/London",
                "UTC"
            })
    void daysHoursAndWeekdaysAreThoseOfJavaTimeAtRandomInstants(String zone) {
        LocalClock clock = new LocalClock(ZoneId.of(zone));
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            agree(clock, random.nextLong(LocalClock.micros(FIRST), LocalClock.micros(LAST)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Shanghai", "Europe/London"})
    void daysHoursAndWeekdaysAreThoseOfJavaTimeAroundEveryTransition(String zone) {
        LocalClock clock = new LocalClock(ZoneId.of(zone));
        ZoneRules rules = clock.zone().getRules();
        int transitions = 0;
        for (ZoneOffsetTransition next = rules.nextTransition(FIRST);
                next != null && next.getInstant().isBefore(LAST);
                next = rules.nextTransition(next.getInstant())) {
            long at = LocalClock.micros(next.getInstant());
            for (long away : new long[] {0, 1, LocalClock.MICROS_PER_HOUR, LocalClock.MICROS_PER_DAY}) {
                agree(clock, at + away);
                agree(clock, at - away);
            }
            transitions++;
        }
        assertThat(transitions).isPositive();
    }

    @Test
    void microsecondsAndInstantsAreTheSameBeforeAndAfter1970() {
        for (String text :
                new String[] {"1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2024-02-29T12:00:00.000001Z"}) {
            Instant instant = Instant.parse(text);
            assertThat(LocalClock.instant(LocalClock.micros(instant))).isEqualTo(instant);
        }
        assertThat(LocalClock.micros(Instant.parse("1969-12-31T23:59:59.999999Z")))
                .isEqualTo(-1);
    }

    @Test
    void whatIsFinerThanAMicrosecondIsCutOffTowardsThePast() {
        Instant fine = FIRST.minusNanos(1);
        assertThat(LocalClock.instant(LocalClock.micros(fine))).isEqualTo(fine.truncatedTo(ChronoUnit.MICROS));
        assertThat(LocalClock.micros(fine)).isEqualTo(-1);
    }
}
