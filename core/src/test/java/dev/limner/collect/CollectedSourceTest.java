package dev.limner.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.collect.Message.Heading;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.problem.Words;
import dev.limner.source.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What a source makes of the heading of a message.
class CollectedSourceTest {
    private final CollectedSource source = CollectedSource.of(
            new Mapping(
                    "web",
                    new Words("web", "web"),
                    null,
                    null,
                    new Mapping.Collect(List.of("key"), Map.of("login", "member")),
                    null,
                    "Asia/Shanghai",
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of()),
            new TrackingPlan(new TrackingPlan.File(Map.of(), Map.of())),
            new Customers());

    private static Heading heading(@Nullable String zone, Identifier... who) {
        return new Heading(
                "1",
                Instant.EPOCH,
                false,
                zone,
                List.of(who),
                JsonMapper.shared().createObjectNode());
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu, Asia/Kathmandu",
        "+08:00, +08:00",
        "-03:30, -03:30",
        "+19:00, Asia/Shanghai",
        "Moon/Tycho, Asia/Shanghai",
        ", Asia/Shanghai"
    })
    void aZoneIsAPlaceOrAnOffsetAndElseTheMappings(@Nullable String said, String zone) {
        assertThat(source.zone(heading(said))).isEqualTo(zone);
    }

    @Test
    void identifiersBearTheKindsOfTheWorkspaceAndCountOnce() {
        assertThat(source.about(heading(
                        null,
                        new Identifier("login", "mei"),
                        new Identifier("cookie", "c1"),
                        new Identifier("member", "mei"))))
                .containsExactly(new Identifier("member", "mei"), new Identifier("cookie", "c1"));
    }
}
