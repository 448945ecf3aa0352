package dev.limner.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotHistoriesTest {
    private static final Words TITLE = new Words("title", "标题");
    /// One of each type of value, each type more than once, so that one mask does not suffice.
    private static final List<Property> PROPERTIES = new ArrayList<>();

    static {
        for (int i = 0; i < 80; i++) {
            ValueType type = List.of(ValueType.values()).get(i % ValueType.values().length);
            PROPERTIES.add(new Property(i, "p" + i, type, TITLE, Sensitivity.PUBLIC));
        }
    }

    private static final Property KNOWN = new Property(80, "known", ValueType.INSTANT, TITLE, Sensitivity.PUBLIC);
    private static final long[] SPANS = {
        0, 1, -1, 999, 1_000, -1_000, 1_000_000, -86_400_000_000L, 1L << 57, -(1L << 57) - 1, 1L << 60, -(1L << 61)
    };

    private static HotHistories empty() {
        return new HotHistories(PROPERTIES, KNOWN, new TextTable());
    }

    private static HotEvent random(Random random, TextTable texts) {
        long[] values = new long[81];
        Arrays.fill(values, History.MISSING);
        for (Property property : PROPERTIES) {
            if (random.nextInt(4) == 0) {
                values[property.ordinal()] = switch (property.type()) {
                    case TEXT, LIST -> texts.code("text " + random.nextInt(300));
                    case BOOLEAN -> random.nextInt(2);
                    case NUMBER -> Double.doubleToRawLongBits(random.nextGaussian());
                    case INTEGER, MONEY, DATE -> random.nextLong() >> random.nextInt(64);
                    case INSTANT -> SPANS[random.nextInt(SPANS.length)];
                };
            }
        }
        long at = random.nextInt(20) * 1_000_000_000L + SPANS[random.nextInt(5)];
        long known = random.nextInt(3) == 0 ? at + random.nextInt(3) * 500L : at;
        return new HotEvent(random.nextInt(40), at, known, random.nextInt(4), new HotEvent.Values(values));
    }

    private static String told(HotEvent event) {
        StringBuilder told =
                new StringBuilder(event.type() + " " + event.at() + " " + event.known() + " " + event.id());
        PROPERTIES.forEach(property -> told.append(' ').append(event.values().of(property)));
        return told.toString();
    }

    private static List<String> told(HotHistories hot, int customer) {
        return hot.events(customer).stream().map(HotHistoriesTest::told).toList();
    }

    private static List<HotEvent> some(Random random, int count, TextTable texts) {
        List<HotEvent> events = new ArrayList<>();
        while (events.size() < count) {
            HotEvent event = random(random, texts);
            if (events.stream().noneMatch(other -> other.comparedTo(event) == 0)) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<String> inOrder(List<HotEvent> events) {
        return events.stream()
                .sorted(HotEvent::comparedTo)
                .map(HotHistoriesTest::told)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eventsStandInOrderWhateverTheOrderOfArrival(long seed) {
        Random random = new Random(seed);
        HotHistories hot = empty();
        List<HotEvent> events = some(random, 60, hot.texts());
        events.forEach(event -> assertThat(hot.add(7, event)).isTrue());
        assertThat(told(hot, 7)).isEqualTo(inOrder(events));
        History history = hot.view().history(7);
        assertThat(history.customer()).isEqualTo(7);
        List<HotEvent> sorted = events.stream().sorted(HotEvent::comparedTo).toList();
        for (int e = 0; e < history.size(); e++) {
            HotEvent event = sorted.get(e);
            assertThat(history.type(e)).isEqualTo(event.type());
            assertThat(history.at(e)).isEqualTo(event.at());
            assertThat(history.value(KNOWN, e)).isEqualTo(event.known());
            for (Property property : PROPERTIES) {
                assertThat(history.value(property, e)).isEqualTo(event.values().of(property));
            }
        }
    }

    @Test
    void anEventThatIsToldAgainIsNotCountedTwice() {
        Random random = new Random(4);
        HotHistories hot = empty();
        List<HotEvent> events = some(random, 20, hot.texts());
        events.forEach(event -> hot.add(1, event));
        Collections.shuffle(events, random);
        events.forEach(event -> assertThat(hot.add(1, event)).isFalse());
        assertThat(told(hot, 1)).isEqualTo(inOrder(events));
    }

    @Test
    void mergedHistoriesAreOneAndErasedEventsAreGone() {
        Random random = new Random(5);
        HotHistories hot = empty();
        List<HotEvent> events = some(random, 40, hot.texts());
        for (int i = 0; i < events.size(); i++) {
            hot.add(i % 2 == 0 ? 3 : 9_000, events.get(i));
        }
        hot.merge(9_000, 3);
        assertThat(told(hot, 3)).isEqualTo(inOrder(events));
        assertThat(hot.has(9_000)).isFalse();
        hot.remove(3, event -> event.type() < 20);
        assertThat(told(hot, 3))
                .isEqualTo(inOrder(
                        events.stream().filter(event -> event.type() >= 20).toList()));
        hot.remove(3);
        assertThat(hot.customers()).isZero();
        assertThat(hot.view().history(3).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPartHasAllThatIsWantedOfIt(long seed) {
        Random random = new Random(seed);
        HotHistories hot = empty();
        List<HotEvent> events = some(random, 300, hot.texts());
        hot.put(1, events.stream().sorted(HotEvent::comparedTo).toList());
        HotHistories oneByOne = empty();
        events.forEach(event -> oneByOne.add(1, event));
        for (int i = 0; i < 200; i++) {
            BitSet types = some(random);
            BitSet valued = some(random);
            valued.and(types);
            long since = random.nextInt(24) * 1_000_000_000L;
            HotHistories.Wanted wanted = new HotHistories.Wanted(types, valued, since);
            List<HotEvent> all = hot.events(1).stream()
                    .filter(event -> types.get(event.type()))
                    .toList();
            History part = (i % 2 == 0 ? hot : oneByOne).view().history(1, wanted);
            int older = all.size() - part.size();
            assertThat(older).isNotNegative();
            assertThat(all.subList(0, older)).allMatch(event -> event.at() < since);
            for (int e = 0; e < part.size(); e++) {
                HotEvent event = all.get(older + e);
                assertThat(part.type(e)).isEqualTo(event.type());
                assertThat(part.at(e)).isEqualTo(event.at());
                assertThat(part.value(KNOWN, e)).isEqualTo(event.known());
                for (Property property : PROPERTIES) {
                    assertThat(part.value(property, e))
                            .isEqualTo(valued.get(event.type()) ? event.values().of(property) : History.MISSING);
                }
            }
        }
        assertThat(hot.view()
                        .history(1, new HotHistories.Wanted(all(), all(), 24_000_000_000L))
                        .size())
                .isLessThan(33);
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 40);
        return all;
    }

    private static BitSet some(Random random) {
        BitSet types = new BitSet();
        random.ints(60, 0, 40).forEach(types::set);
        return types;
    }

    @Test
    void othersSeeWholeHistoriesWhileTheyGrow() throws Exception {
        HotHistories hot = empty();
        List<HotEvent> events = some(new Random(9), 400, hot.texts()).stream()
                .sorted(HotEvent::comparedTo)
                .toList();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> seen = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                seen.add(threads.submit(() -> {
                    int least = 0;
                    while (!over.get()) {
                        int size = hot.look(5_000, history -> {
                            for (int e = 0; e < history.size(); e++) {
                                assertThat(history.type(e))
                                        .isEqualTo(events.get(e).type());
                                assertThat(history.value(KNOWN, e))
                                        .isEqualTo(events.get(e).known());
                            }
                            return history.size();
                        });
                        assertThat(size).isGreaterThanOrEqualTo(least);
                        least = size;
                    }
                    return least;
                }));
            }
            for (HotEvent event : events) {
                hot.add(5_000, event);
                hot.add(random(new Random(event.at()), hot.texts()).type() + 10_000, event);
            }
            over.set(true);
            for (Future<Integer> each : seen) {
                assertThat(each.get()).isLessThanOrEqualTo(events.size());
            }
        }
    }

    @Test
    void itSaysHowManyBytesItTakes() {
        HotHistories hot = empty();
        long before = hot.bytes();
        HotEvent event = random(new Random(6), hot.texts());
        for (int i = 0; i < 100; i++) {
            hot.add(1, new HotEvent(event.type(), i * 60_000_000L, i * 60_000_000L, i, new HotEvent.Values()));
        }
        // type, minutes in two bytes, id, bytes that follow, two masks; the array's header, the last instant and the
        // count; where the second, third and fourth block of 32 events begin, and the instants before them
        assertThat(hot.bytes() - before).isEqualTo(100 * (1 + 2 + 8 + 1 + 2) + 24 + 12 + 3 * 12 - 1);
        hot.remove(1);
        assertThat(hot.bytes()).isEqualTo(before);
    }

    @Test
    void idsAreOrderedAsTheStoreOrdersThem() {
        Random random = new Random(8);
        for (int i = 0; i < 1_000; i++) {
            UUID a = new UUID(random.nextLong(), random.nextLong());
            UUID b = new UUID(random.nextLong(), random.nextLong());
            assertThat(Integer.signum(Long.compare(HotEvent.order(a), HotEvent.order(b))))
                    .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
        }
    }
}
