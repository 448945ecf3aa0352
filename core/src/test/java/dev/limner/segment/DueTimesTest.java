package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysComeInTheOrderOfTheirLatestInstants(long seed) {
        Random random = new Random(seed);
        DueTimes due = new DueTimes();
        Map<Integer, Long> plain = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            int key = random.nextInt(3_000);
            if (random.nextInt(3) > 0) {
                long instant = random.nextInt(6) == 0 ? Long.MAX_VALUE : random.nextInt(500);
                due.set(DueTimes.customer(key), DueTimes.group(key), instant);
                plain.put(key, instant);
            } else {
                long now = random.nextInt(200);
                int expected = plain.entrySet().stream()
                        .filter(one -> one.getValue() <= now)
                        .min(Map.Entry.<Integer, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                        .map(Map.Entry::getKey)
                        .orElse(-1);
                assertThat(due.next(now)).isEqualTo(expected);
                if (expected >= 0) {
                    assertThat(due.lastDue()).isEqualTo(plain.get(expected));
                    plain.remove(expected);
                }
            }
            assertThat(due.size()).isEqualTo((int)
                    plain.values().stream().filter(at -> at != Long.MAX_VALUE).count());
        }
    }
}
