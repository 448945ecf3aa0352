package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random askings cover the language: each kind of node on histories with each edge, and neither always true nor never.
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
        assertThat(held / (double) PAIRS).isBetween(0.4, 0.6);
        assertThat(rare(pairs.coverage().kinds())).isEmpty();
        assertThat(rare(pairs.coverage().places())).isEmpty();
        assertThat(rare(pairs.coverage().edges())).isEmpty();
        System.out.println(pairs.coverage().report());
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
}
