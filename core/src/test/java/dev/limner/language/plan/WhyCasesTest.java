package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.event.EventType;
import dev.limner.history.LocalClock;
import dev.limner.language.Cases;
import dev.limner.language.Cases.Case;
import dev.limner.language.Glossary;
import dev.limner.language.naive.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Why the answer of a case is as it is: `why: {events: [e1], removal: 1, change: more}`, with the ids of the
/// cited events, the size of the smallest removal (0 where none flips the answer) and the kind of the nearest
/// change.
class WhyCasesTest {
    static List<Case> cases() {
        return Cases.all().stream().filter(one -> one.why() != null).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void explainsAsExpected(Case one) {
        assertThat(told(one)).isEqualTo(expected(Objects.requireNonNull(one.why())));
    }

    private record Told(List<String> events, int removal, String change) {}

    private static Told expected(JsonNode why) {
        return new Told(
                why.get("events").values().stream().map(JsonNode::stringValue).toList(),
                why.get("removal").intValue(),
                why.get("change").stringValue());
    }

    private static Told told(Case one) {
        PlanReader reader = new PlanReader(one.world());
        Why why = Why.of(reader.lexicon(), reader.checked(one.expr()).orThrow());
        WhyAnswer answer = why.explain(
                WhyTest.history(why, one),
                LocalClock.micros(one.at()),
                one.mode(),
                reader.inForce(),
                Glossary.of(one.world().plan()));
        List<String> ids = ids(why, one);
        return new Told(
                answer.events().stream().map(ids::get).toList(),
                answer.removal() instanceof Removal.Flips(var events, var _) ? events.size() : 0,
                answer.change() == null
                        ? "none"
                        : answer.change().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /// The ids of the events in the history.
    static List<String> ids(Why why, Case one) {
        Set<String> types = why.needs().types().stream().map(EventType::name).collect(Collectors.toSet());
        return one.life().facts().stream()
                .filter(fact -> !fact.at().isAfter(one.at())
                        && (one.mode() == Mode.AS_CORRECTED || !fact.known().isAfter(one.at())))
                .filter(fact -> types.contains(fact.type()))
                .sorted(Fact.ORDER)
                .map(Fact::id)
                .toList();
    }
}
