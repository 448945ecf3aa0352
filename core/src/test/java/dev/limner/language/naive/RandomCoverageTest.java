package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random askings cover the language: each kind of node on histories with each edge, and neither always true
/// nor never.
@Tag("slow")
class RandomCoverageTest {
    private static final int PAIRS = Integer.getInteger("limner.pairs", 10_000);

    @Test
    void everyKindOfNodeComesWithEveryEdgeAndHoldsNeitherAlwaysNorNever() {
        Pairs pairs = new Pairs(7);
        int held = 0;
        for (int i = 0; i < PAIRS; i++) {
            Pairs.Pair pair = pairs.next();
            held += Boolean.TRUE.equals(pair.answer()) ? 1 : 0;
            Expr expr = pair.asking().expr();
            assertThat(Parser.parse(Printer.print(expr)).orThrow()).isEqualTo(expr);
        }
        assertThat(held / (double) PAIRS).isBetween(0.3, 0.7);
        if (Boolean.getBoolean("limner.report")) {
            System.out.println(pairs.coverage().report());
        }
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(rare(pairs.coverage().kinds())).as("kinds").isEmpty();
            softly.assertThat(rare(pairs.coverage().places())).as("places").isEmpty();
            softly.assertThat(rare(pairs.coverage().edges()))
                    .as("kinds with edges")
                    .isEmpty();
        });
        assertThat(lopsided(pairs.coverage().kinds())).isEmpty();
    }

    private static List<String> rare(Map<String, Coverage.Count> counts) {
        List<String> rare = new ArrayList<>();
        counts.forEach((what, count) -> {
            if (count.asked() < 50) {
                rare.add(what + ": " + count);
            }
        });
        return rare;
    }

    /// The kinds of conditions that nearly always hold or nearly never.
    private static List<String> lopsided(Map<String, Coverage.Count> kinds) {
        List<String> lopsided = new ArrayList<>();
        kinds.forEach((kind, count) -> {
            if (kind.matches(
                            "(Exists|LastAll|ForAny|InSegment|Crossed|Consents|And|Or|Not|Compare|Between|OneOf|Contains|Like|"
                                    + "IsKnown|CustomerZone|Bool)( .*)?")
                    && (count.share() < 0.2 || count.share() > 0.8)) {
                lopsided.add(kind + ": " + count);
            }
        });
        return lopsided;
    }
}
