package dev.limner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsTest {
    private static final Words TITLE = new Words("title", "标题");
    private static final EventType ORDER = new EventType(0, "order", TITLE, List.of());
    private static final EventType VISIT = new EventType(1, "visit", TITLE, List.of());
    private static final EventType CHAT = new EventType(2, "chat", TITLE, List.of());
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private static Needs needs(List<EventType> types, Map<EventType, Instant> since) {
        return new Needs(types, List.of(), since);
    }

    @Test
    void togetherATypeIsNeededFromTheEarliestInstantOn() {
        Needs both = Needs.union(List.of(
                needs(List.of(VISIT, ORDER), Map.of(ORDER, JUNE, VISIT, MAY)),
                needs(List.of(ORDER, CHAT), Map.of(ORDER, MAY, CHAT, JUNE))));
        assertThat(both.types()).containsExactly(ORDER, VISIT, CHAT);
        assertThat(both.since()).isEqualTo(Map.of(ORDER, MAY, VISIT, MAY, CHAT, JUNE));
    }

    @Test
    void aTypeThatOneOfThemNeedsWhollyHasNoBoundTogether() {
        Needs bounded = needs(List.of(ORDER, VISIT), Map.of(ORDER, JUNE, VISIT, JUNE));
        Needs whole = needs(List.of(ORDER), Map.of());
        Map<EventType, Instant> expected = Map.of(VISIT, JUNE);
        assertThat(Needs.union(List.of(bounded, whole)).since()).isEqualTo(expected);
        assertThat(Needs.union(List.of(whole, bounded)).since()).isEqualTo(expected);
        assertThat(Needs.union(List.of(bounded, whole, bounded)).since()).isEqualTo(expected);
        assertThat(Needs.union(List.of()).types()).isEmpty();
    }

    @Test
    void boundsOfTypesThatAreNotNeededAndOfAllTimeAreNone() {
        assertThat(needs(List.of(ORDER), Map.of(ORDER, Instant.MIN, VISIT, JUNE))
                        .since())
                .isEmpty();
        assertThat(new Needs(List.of(ORDER), List.of()).since()).isEmpty();
    }

    @Test
    void onePropertyMoreKeepsTheBounds() {
        Property item = new Property(0, "item", ValueType.TEXT, TITLE, Sensitivity.PUBLIC);
        Needs more = needs(List.of(ORDER), Map.of(ORDER, JUNE)).and(item);
        assertThat(more.properties()).containsExactly(item);
        assertThat(more.since()).isEqualTo(Map.of(ORDER, JUNE));
    }
}
