package dev.limner.workspace;

import dev.limner.engine.duckdb.MatchLog;
import dev.limner.identity.match.Suggestion;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// Two customers that may be one person, as a comparison found them and the store keeps them.
///
/// @param one the number of an identifier of one customer
/// @param other the number of an identifier of the other
record MatchPair(int one, int other, Suggestion.Verdict verdict, Evidence evidence) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What the comparison rests on; bits add up to those of the odds.
    record Evidence(double probability, double priorBits, double householdBits, List<Part> parts) {
        Evidence {
            parts = List.copyOf(parts);
        }
    }

    /// What one part of it says.
    record Part(String reason, String level, double levelBits, double rarityBits) {}

    /// Values are not kept: they are read where the pair is shown.
    static MatchPair of(Suggestion suggestion, int one, int other) {
        return new MatchPair(
                one,
                other,
                suggestion.verdict(),
                new Evidence(
                        suggestion.probability(),
                        suggestion.priorBits(),
                        suggestion.householdBits(),
                        suggestion.reasons().stream()
                                .map(reason -> new Part(
                                        reason.trait(), reason.level(), reason.levelBits(), reason.rarityBits()))
                                .toList()));
    }

    static MatchPair of(MatchLog.Pair stored) {
        return new MatchPair(
                stored.one(),
                stored.other(),
                Suggestion.Verdict.valueOf(stored.verdict().toUpperCase(Locale.ROOT)),
                JSON.readValue(stored.content(), Evidence.class));
    }

    MatchLog.Pair stored() {
        return new MatchLog.Pair(
                one, other, verdict.name().toLowerCase(Locale.ROOT), JSON.writeValueAsString(evidence));
    }

    /// What names it, whatever becomes of the two.
    String name() {
        return one + "-" + other;
    }
}
