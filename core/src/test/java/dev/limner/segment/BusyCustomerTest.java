package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope.Mode;
import dev.limner.history.LocalClock;
import dev.limner.language.Parser;
import dev.limner.language.naive.Fact;
import dev.limner.language.naive.SmallPlan;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A customer with many events, of whom the clock asks by the latest of them where these suffice.
class BusyCustomerTest {
    private static final String ASKED = "asked";
    private static final int CUSTOMER = 1;
    private static final Instant FIRST_VIEW = Instant.parse("2025-01-01T00:00:00Z");
    private static final int VIEWS = 60;
    private static final int DAYS_BETWEEN = 6;

    /// Views every six days for a year, one purchase before the first of them, and then nothing any more.
    private static void live(LiveShop shop) {
        shop.store(
                CUSTOMER,
                fact(
                        "bought",
                        "purchase",
                        FIRST_VIEW.minus(Duration.ofDays(1)),
                        Map.of("amount", new BigDecimal("30.0000"))));
        for (int i = 0; i < VIEWS; i++) {
            shop.store(
                    CUSTOMER,
                    fact(
                            "v" + i,
                            "view",
                            FIRST_VIEW.plus(Duration.ofDays(DAYS_BETWEEN * (long) i)),
                            Map.of("item", "mug")));
        }
    }

    private static Fact fact(String id, String type, Instant at, Map<String, Object> values) {
        return new Fact(at, at, id, type, null, "shop", values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a window that begins before the stretch that is read first, beside a latest event within it
            days since last view > 30 and count(view in last 365 days) >= 40
            # a latest event before that stretch
            days since last purchase > 400 and count(view in last 60 days) < 40
            days since last(purchase where amount > 10) > 400
            days since last view > 20 and any purchase
            days since last view > 20 and not (no purchase)
            days since last view > 20 and last 50 view all where item = 'mug'
            days since last view > 20 and last purchase.amount > 10
            """)
    void isAskedByAllThatCounts(String rule) {
        Lexicon lexicon = new Lexicon(
                SmallPlan.plan(),
                new LocalClock(ZoneId.of("Asia/Shanghai")),
                Map.of(),
                Map.of(ASKED, Parser.parse(rule)));
        LiveShop shop = new LiveShop(lexicon, InForce.NONE);
        live(shop);
        Instant lastView = FIRST_VIEW.plus(Duration.ofDays(DAYS_BETWEEN * (VIEWS - 1L)));
        LiveSegments live = shop.live(List.of(ASKED), lastView);
        assertThat(live.isMember(ASKED, CUSTOMER)).isFalse();
        for (int day = 1; day < 200; day++) {
            Instant now = lastView.plus(Duration.ofDays(day));
            live.tick(now);
            assertThat(live.isMember(ASKED, CUSTOMER))
                    .as("after " + day + " days")
                    .isEqualTo(shop.isMember(Parser.parse(rule), CUSTOMER, now, Mode.AS_KNOWN));
        }
        assertThat(shop.crossings).as("the clock let him in").isNotEmpty();
    }
}
