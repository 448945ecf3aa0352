package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class OverlapTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static Audience audience(String id, int... customers) {
        return new Audience(id, MARCH, RoaringBitmap.bitmapOf(customers));
    }

    @Test
    void everyCustomerIsInThePartOfExactlyTheirAudiences() {
        Overlap overlap =
                Overlap.of(List.of(audience("a", 1, 2, 3, 4), audience("b", 3, 4, 5), audience("c", 4, 9, 10, 11, 12)));
        assertThat(overlap.parts())
                .extracting(part -> part.ids() + " " + part.customers())
                .containsExactly("[c] {9,10,11,12}", "[a] {1,2}", "[b] {5}", "[a, b] {3}", "[a, b, c] {4}");
    }

    @Test
    void theSizesAreThoseOfCountingCustomerByCustomer() {
        Random random = new Random(5);
        List<Audience> audiences = new ArrayList<>();
        Map<Integer, List<String>> byCustomer = new HashMap<>();
        for (int a = 0; a < Overlap.MOST; a++) {
            RoaringBitmap customers = new RoaringBitmap();
            for (int customer = 0; customer < 3_000; customer++) {
                if (random.nextInt(3) == 0) {
                    customers.add(customer);
                    byCustomer.computeIfAbsent(customer, _ -> new ArrayList<>()).add("s" + a);
                }
            }
            audiences.add(new Audience("s" + a, MARCH, customers));
        }
        Map<List<String>, Integer> counted = new HashMap<>();
        byCustomer.values().forEach(ids -> counted.merge(ids, 1, Integer::sum));
        List<Overlap.Part> parts = Overlap.of(audiences).parts();
        assertThat(parts).hasSize(counted.size());
        parts.forEach(part -> assertThat(counted.get(part.ids())).isEqualTo((int) part.size()));
        assertThatThrownBy(() -> Overlap.of(Collections.nCopies(9, audiences.getFirst())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void audiencesAreJoinedMetAndTakenAwayAndStandAsOfTheEarlierOne() {
        Audience early = new Audience("early", MARCH.minusSeconds(60), RoaringBitmap.bitmapOf(1, 2, 3));
        Audience late = audience("late", 3, 4);
        assertThat(early.or(late, "either").customers()).isEqualTo(RoaringBitmap.bitmapOf(1, 2, 3, 4));
        assertThat(early.and(late, "both").customers()).isEqualTo(RoaringBitmap.bitmapOf(3));
        assertThat(late.without(early, "only late").customers()).isEqualTo(RoaringBitmap.bitmapOf(4));
        assertThat(late.without(early, "only late").asOf()).isEqualTo(early.asOf());
        assertThat(early.common(late)).isEqualTo(1);
    }

    @Test
    void anAudienceStaysAsItWasTaken() {
        RoaringBitmap live = RoaringBitmap.bitmapOf(1, 2);
        Audience taken = new Audience("vip", MARCH, live);
        live.add(3);
        taken.customers().add(4);
        assertThat(taken.size()).isEqualTo(2);
        assertThat(taken.contains(3)).isFalse();
    }
}
