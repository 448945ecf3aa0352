package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {
    private static final int PLACES = 30;

    /// The same as plainly as it can be said.
    private final Map<Key, Long> plain = new HashMap<>();

    private record Key(int customer, int place) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void customersComeInTheOrderOfTheirEarliestInstants(long seed) throws IOException {
        Random random = new Random(seed);
        DueTimes due = new DueTimes();
        for (int i = 0; i < 8_000; i++) {
            Key key = new Key(random.nextInt(300), random.nextInt(PLACES));
            switch (random.nextInt(200)) {
                case 0 -> {
                    due.never(key.customer());
                    plain.keySet().removeIf(each -> each.customer() == key.customer());
                }
                case 1 -> due = written(due);
                case 2 -> {
                    BitSet kept = new BitSet();
                    random.ints(PLACES - 3, 0, PLACES).forEach(kept::set);
                    due.keep(kept);
                    plain.keySet().removeIf(each -> !kept.get(each.place()));
                }
                case 3 -> {
                    DueTimes others = new DueTimes();
                    others.set(key.customer(), key.place(), 77);
                    due.both(others);
                    plain.merge(key, 77L, Math::min);
                }
                case 4, 5, 6, 7, 8, 9 -> {
                    due.hold(key.customer());
                    int sets = random.nextInt(4);
                    for (int set = 0; set < sets; set++) {
                        set(due, new Key(key.customer(), random.nextInt(PLACES)), random.nextInt(500));
                    }
                    due.sum(key.customer());
                    due.release(key.customer());
                }
                default -> {
                    if (random.nextInt(3) > 0) {
                        set(due, key, random.nextInt(6) == 0 ? Long.MAX_VALUE : random.nextInt(500));
                    } else {
                        take(due, random.nextInt(200));
                    }
                }
            }
            assertThat(due.size()).isEqualTo((int)
                    plain.keySet().stream().map(Key::customer).distinct().count());
            assertThat(due.of(key.customer(), key.place())).isEqualTo(plain.getOrDefault(key, Long.MAX_VALUE));
        }
    }

    private void set(DueTimes due, Key key, long instant) {
        due.set(key.customer(), key.place(), instant);
        if (instant == Long.MAX_VALUE) {
            plain.remove(key);
        } else {
            plain.put(key, instant);
        }
    }

    private void take(DueTimes due, long now) {
        int expected = -1;
        long at = now;
        for (Map.Entry<Key, Long> each : plain.entrySet()) {
            int customer = each.getKey().customer();
            if (each.getValue() < at || (each.getValue() == at && (expected < 0 || customer < expected))) {
                at = each.getValue();
                expected = customer;
            }
        }
        assertThat(due.next(now)).isEqualTo(expected);
        if (expected >= 0) {
            assertThat(due.isHeld(expected)).isTrue();
            assertThat(due.size())
                    .isEqualTo((int) plain.keySet().stream()
                                    .map(Key::customer)
                                    .distinct()
                                    .count()
                            - 1);
            due.sum(expected);
            due.release(expected);
            assertThat(due.lastDue()).isEqualTo(at);
            TreeSet<Integer> places = new TreeSet<>();
            for (int place : due.lastPlaces()) {
                places.add(place);
            }
            TreeSet<Integer> taken = new TreeSet<>();
            int customer = expected;
            long instant = at;
            plain.entrySet().removeIf(each -> {
                boolean isDue = each.getKey().customer() == customer && each.getValue() == instant;
                if (isDue) {
                    taken.add(each.getKey().place());
                }
                return isDue;
            });
            assertThat(places).isEqualTo(taken);
        }
    }

    private static DueTimes written(DueTimes due) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        due.write(new DataOutputStream(bytes));
        return DueTimes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
