package dev.limner.language.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Cases;
import dev.limner.language.Expr;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.plan.PlanReader;
import dev.limner.segment.LiveReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random askings cover the language: each kind of node on histories with each edge, each sort of node in each place
/// that the grammar has for it, and neither always true nor never. Plan and live segments answer what the reference
/// does.
@Tag("slow")
class RandomCoverageTest {
    private static final int PAIRS = Integer.getInteger("limner.pairs", 10_000);

    /// Of so many pairs one is told to live segments, event by event, and to the clock.
    private static final int LIVE_EVERY = 10;

    @Test
    void everyKindOfNodeComesWithEveryEdgeAndHoldsNeitherAlwaysNorNever() {
        Pairs pairs = new Pairs(7);
        int held = 0;
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Pairs.Pair pair = pairs.next();
            held += Boolean.TRUE.equals(pair.answer()) ? 1 : 0;
            Expr expr = pair.asking().expr();
            String different = different(pair, i % LIVE_EVERY == 0);
            if (different != null) {
                differing.add(Printer.print(expr) + "\n  " + different + "\n"
                        + question(pair).yaml());
                assertThat(differing).hasSizeLessThan(3);
            }
            assertThat(Parser.parse(Printer.print(expr)).orThrow()).isEqualTo(expr);
        }
        assertThat(differing).isEmpty();
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
            softly.assertThat(rare(pairs.coverage().sorts()))
                    .as("sorts in places")
                    .isEmpty();
            softly.assertThat(pairs.coverage().rarePairs(50))
                    .as("sorts in places that the grammar has")
                    .isEmpty();
            softly.assertThat(pairs.coverage().sorts().keySet())
                    .as("sorts in places that are known")
                    .isSubsetOf(Places.ALL);
        });
        assertThat(lopsided(pairs.coverage().kinds())).isEmpty();
    }

    /// Where the plan, or live segments told of each event, say otherwise than the reference; null where nowhere.
    private static @Nullable String different(Pairs.Pair pair, boolean live) {
        Shrinker.Asking asking = pair.asking();
        Object planned = new PlanReader(asking.world()).value(asking.expr(), asking.life(), asking.t(), asking.mode());
        if (!Objects.equals(Cases.said(pair.answer()), Cases.said(planned))) {
            return "expected " + pair.answer() + ", but the plan says " + planned;
        }
        return live ? LiveReading.live(question(pair), new AtomicInteger(), new AtomicInteger()) : null;
    }

    private static RandomQuestions.Question question(Pairs.Pair pair) {
        Shrinker.Asking asking = pair.asking();
        return new RandomQuestions.Question(asking.world(), asking.expr(), asking.life(), asking.t(), asking.mode());
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
