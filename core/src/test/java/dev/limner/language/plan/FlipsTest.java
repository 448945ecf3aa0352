package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.SmallPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What time alone does to a comparison is told to the instant: never too late, and hardly ever too early.
class FlipsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final int HOURS = 200;
    private static final int LIVES = 150;
    /// Longer than anything that is asked about looks back.
    private static final int AHEAD = 24 * 16;

    private static final List<String> ITEMS = List.of("mug", "tea", "oil");
    private static final List<String> CHANNELS = List.of("app", "store");

    /// At whole hours, so that whatever changes does so at a whole hour or a microsecond later.
    private static List<Fact> life(RandomGenerator random) {
        List<Fact> facts = new ArrayList<>();
        int count = 2 + random.nextInt(24);
        for (int i = 0; i < count; i++) {
            Instant at = BEGIN.plus(Duration.ofHours(random.nextInt(HOURS)));
            boolean buys = random.nextInt(3) == 0;
            Map<String, Object> values = buys
                    ? Map.of("amount", BigDecimal.valueOf(random.nextInt(40), 0).setScale(4))
                    : Map.of(
                            "item", ITEMS.get(random.nextInt(ITEMS.size())),
                            "channel", CHANNELS.get(random.nextInt(CHANNELS.size())));
            String type = buys ? "purchase" : random.nextInt(5) == 0 ? "visit" : "view";
            facts.add(new Fact(
                    at, at, "%08d".formatted(i), type, null, "shop", type.equals("visit") ? Map.of() : values));
        }
        facts.sort(Comparator.comparing(Fact::at).thenComparing(Fact::id));
        return facts;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | distinct(view.item in last 3 days) >= 2
            true  | distinct(view.item in last 50 hours) = 1
            true  | count(view where channel = 'app' in last 3 days) / count(view in last 5 days) > 0.5
            true  | count(view where channel = 'app' in last 5 days) / count(view in last 2 days) <= 1
            true  | sum(purchase.amount in last 2 days) / count(purchase in last 4 days) >= 12.5
            true  | avg(purchase.amount in last 4 days) > 20
            true  | avg(purchase.amount in this week) between 15 and 25
            true  | any sequence(view then purchase within 1 day) in last 3 days
            true  | no sequence(view then purchase within 2 days without visit) in last 60 hours
            true  | any sequence(view where channel = 'app' then view then purchase) in last 4 days
            true  | days since last view <= 2
            true  | days since last view < 2
            true  | days since last view = 2
            true  | days since last view != 2
            true  | days since last purchase > 3
            true  | days since last purchase >= 3
            true  | trend(count(view) over last 5 days) > 0
            true  | trend(count(view) over last 3 days) = 0
            true  | trend(sum(purchase.amount) over last 4 days) <= 1.5
            # windows that many events leave at once, or come into
            false | distinct(view.item in this week) != 2
            false | distinct(view.item in previous day) < 2
            false | count(view between 3 days ago and 1 day ago) / count(view in last 5 days) > 0.5
            false | count(view in previous day) / count(view in last 3 days) = 0.5
            false | any sequence(view then purchase) in previous week
            """)
    void isToldToTheInstant(boolean exact, String text) {
        Lexicon lexicon = new Lexicon(SmallPlan.plan(), new LocalClock(ZoneId.of("Asia/Shanghai")), Map.of(), Map.of());
        Plan plan = new Compiler(lexicon)
                .condition(Checker.condition(Parser.parse(text), lexicon))
                .plan();
        Evaluation evaluation = plan.evaluation(InForce.NONE);
        RandomGenerator random = new SplittableRandom(text.hashCode());
        int flips = 0;
        int early = 0;
        for (int i = 0; i < LIVES; i++) {
            List<Fact> life = life(random);
            Instant t = BEGIN.plus(Duration.ofHours(random.nextInt(HOURS)));
            List<Fact> past =
                    life.stream().filter(fact -> !fact.at().isAfter(t)).toList();
            History history = PlanReader.history(plan, past);
            long until = until(evaluation, history, LocalClock.micros(t));
            long turns = turns(evaluation, history, t);
            assertThat(until).as(text + " of " + past + " at " + t).isLessThanOrEqualTo(turns);
            flips += turns < Long.MAX_VALUE ? 1 : 0;
            early += until < turns ? 1 : 0;
        }
        assertThat(flips).as("that turn").isGreaterThan(LIVES / 10);
        assertThat(early).as("told too early").isLessThanOrEqualTo(exact ? LIVES / 20 : LIVES);
    }

    private static long until(Evaluation evaluation, History history, long micros) {
        evaluation.open(history, micros, Mode.AS_CORRECTED);
        return evaluation.until(0);
    }

    /// When the answer is another one for the first time, as it is seen by asking on and on.
    private static long turns(Evaluation evaluation, History history, Instant t) {
        boolean now = holds(evaluation, history, LocalClock.micros(t));
        for (int hour = 0; hour <= AHEAD; hour++) {
            long micros = LocalClock.micros(t.plus(Duration.ofHours(hour)));
            for (int more = 0; more < 2; more++) {
                if (holds(evaluation, history, micros + more) != now) {
                    return micros + more;
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private static boolean holds(Evaluation evaluation, History history, long micros) {
        evaluation.open(history, micros, Mode.AS_CORRECTED);
        return evaluation.holds(0);
    }
}
