package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.portrait.Lifecycle.Change;
import dev.limner.portrait.Lifecycle.Options;
import dev.limner.portrait.Lifecycle.State;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {
    record Cases(List<Case> cases) {}

    /// One line of the table; dates, and the state and its next change expected (null for none).
    record Case(
            String name,
            List<String> orders,
            String asOf,
            @Nullable Boolean rhythm,
            @Nullable String state,
            @Nullable String changesAt) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Shop.read(LifecycleTest.class, "lifecycle.yaml", Cases.class).cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTableHolds(Case one) {
        Options usual = Options.defaults();
        Options options = new Options(30, 30, 90, 180, one.rhythm() == null ? usual.rhythm() : one.rhythm());
        int[] days = one.orders().stream().mapToInt(LifecycleTest::day).toArray();
        Lifecycle.Standing standing = Lifecycle.standing(days, day(one.asOf()), options);
        assertThat(standing.state())
                .isEqualTo(
                        one.state() == null ? null : State.valueOf(one.state().toUpperCase(Locale.ROOT)));
        assertThat(standing.changesAt())
                .isEqualTo(one.changesAt() == null ? null : Integer.valueOf(day(one.changesAt())));
    }

    @Test
    void changesAreThoseThatEachDayWouldTell() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int[] days = random.ints(1 + random.nextInt(8), 0, 900)
                    .sorted()
                    .distinct()
                    .toArray();
            int asOf = days[days.length - 1] + random.nextInt(500);
            State last = null;
            List<Change> changes = Lifecycle.changes(days, asOf, Options.defaults());
            int next = 0;
            for (int day = 0; day <= asOf; day++) {
                int today = day;
                int[] known =
                        Arrays.stream(days).filter(order -> order <= today).toArray();
                State state = Lifecycle.state(known, day, Options.defaults());
                if (state != null && state != last) {
                    assertThat(changes.get(next)).isEqualTo(new Change(day, last, state));
                    next++;
                    last = state;
                }
            }
            assertThat(changes).hasSize(next);
        }
    }

    @Test
    void theNextChangeIsTheFirstDayThatDiffers() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            int[] days = random.ints(1 + random.nextInt(8), 0, 900)
                    .sorted()
                    .distinct()
                    .toArray();
            int asOf = days[days.length - 1] + random.nextInt(300);
            Lifecycle.Standing standing = Lifecycle.standing(days, asOf, Options.defaults());
            Integer expected = null;
            for (int day = asOf + 1; day < asOf + 800 && expected == null; day++) {
                expected = Lifecycle.state(days, day, Options.defaults()) == standing.state()
                        ? null
                        : Integer.valueOf(day);
            }
            assertThat(standing.changesAt()).isEqualTo(expected);
        }
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
