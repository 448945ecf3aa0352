package dev.limner.segment;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Parser;
import dev.limner.language.Printer;
import dev.limner.language.Source;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.RandomQuestions.Question;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.PlanReader;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.problem.UserProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Live segments beside fresh evaluations: one customer's events are told one by one, and after each, and at each
/// instant that the clock names, both must say the same.
public final class LiveReading {
    private static final String ASKED = "asked";
    private static final int CUSTOMER = 1;

    private LiveReading() {}

    /// Where they differ, in words; null where they do not.
    ///
    /// @param turns counts the memberships that the clock changed
    /// @param refused counts the conditions that may not be asked
    public static @Nullable String live(Question question, AtomicInteger turns, AtomicInteger refused) {
        return live(question, 1, turns, refused);
    }

    /// The same of a customer who has lived through it several times, each forty days after the one before.
    static @Nullable String live(Question question, int times, AtomicInteger turns, AtomicInteger refused) {
        PlanReader reader = new PlanReader(question.world());
        Source source = Parser.parse(Printer.print(question.expr()));
        if (!isRight(reader.lexicon().with(ASKED, source))) {
            refused.incrementAndGet();
            return null;
        }
        LiveShop shop = new LiveShop(reader.lexicon().with(ASKED, source), reader.inForce());
        List<Fact> facts = IntStream.range(0, times)
                .boxed()
                .flatMap(time -> question.life().facts().stream().map(fact -> earlier(fact, time)))
                .sorted(Comparator.comparing(Fact::known))
                .toList();
        int stored = facts.size() - question.life().facts().size() * 2 / 3;
        facts.subList(0, stored).forEach(fact -> shop.store(CUSTOMER, fact));
        Instant now = stored == 0
                ? question.t().minus(Duration.ofDays(100))
                : facts.get(stored - 1).known();
        LiveSegments live = shop.live(List.of(ASKED), now);
        for (Fact fact : facts.subList(stored, facts.size())) {
            now = fact.known().isAfter(now) ? fact.known() : now;
            shop.crossings.clear();
            live.tick(now);
            String turned = turned(shop, source, turns);
            shop.append(live, CUSTOMER, fact, now);
            String told = turned == null ? same(shop, live, source, now) : turned;
            if (told != null) {
                return told;
            }
        }
        shop.crossings.clear();
        Instant end = now.plus(Duration.ofDays(40));
        live.tick(end);
        String turned = turned(shop, source, turns);
        return turned == null && !facts.isEmpty() ? same(shop, live, source, end) : turned;
    }

    private static Fact earlier(Fact fact, int times) {
        Duration by = Duration.ofDays(40L * times);
        return times == 0
                ? fact
                : new Fact(
                        fact.at().minus(by),
                        fact.known().minus(by),
                        fact.id() + "-" + times,
                        fact.type(),
                        fact.zone(),
                        fact.source(),
                        fact.values());
    }

    /// Whether the condition, and what it names, may be asked at all.
    private static boolean isRight(Lexicon lexicon) {
        try {
            return !lexicon.spelled(ASKED).isEmpty();
        } catch (UserProblem refused) {
            return false;
        }
    }

    private static @Nullable String same(LiveShop shop, LiveSegments live, Source source, Instant now) {
        boolean fresh = shop.isMember(source, CUSTOMER, now, Mode.AS_KNOWN);
        return live.isMember(ASKED, CUSTOMER) == fresh ? null : "is " + fresh + " at " + now + ", but not live";
    }

    /// What the clock did must be so from that very instant on.
    private static @Nullable String turned(LiveShop shop, Source source, AtomicInteger turns) {
        for (Crossing crossing : shop.crossings) {
            if (crossing.cause() == Cause.CLOCK && crossing.value() == null) {
                Instant at = crossing.effectiveAt();
                Instant before = at.minus(Duration.ofNanos(1_000));
                if (shop.isMember(source, CUSTOMER, at, Mode.AS_KNOWN) != crossing.entered()
                        || shop.isMember(source, CUSTOMER, before, Mode.AS_KNOWN) == crossing.entered()) {
                    return "does not turn at " + at + ": " + crossing;
                }
                turns.incrementAndGet();
            }
        }
        return null;
    }
}
