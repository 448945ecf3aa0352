package dev.limner.language.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.Scope;
import dev.limner.history.LocalClock;
import dev.limner.language.Checker;
import dev.limner.language.Glossary;
import dev.limner.language.Parser;
import dev.limner.portrait.Shop;
import dev.limner.work.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/// The question why, put to one customer through an engine.
class WhyExprStudyTest {
    private static final Instant NOW = Instant.parse("2024-03-20T00:00:00Z");

    @Test
    void indicesArePlacesAmongAllEventsOfTheCustomer() throws IOException {
        Shop shop = new Shop("Asia/Shanghai")
                .order(1, "2024-03-01T10:00", "10")
                .line(1, "2024-03-02T10:00", "mug", "product")
                .order(1, "2024-03-03T10:00", "20")
                .line(2, "2024-03-03T10:00", "tea", "product");
        Lexicon lexicon = new Lexicon(Shop.PLAN, shop.clock(), Map.of(), Map.of());
        Why why = Why.of(lexicon, Checker.condition(Parser.parse("count(order) >= 2"), lexicon));
        WhyExprStudy study = new WhyExprStudy(
                why, InForce.NONE, Glossary.of(Shop.PLAN), LocalClock.micros(NOW), Scope.Mode.AS_CORRECTED);
        WhyExprStudy.Found found =
                shop.engine(1).run(study, Scope.asOf(NOW).within(RoaringBitmap.bitmapOf(1)), new Work());
        WhyAnswer answer = Objects.requireNonNull(found.answer());
        assertThat(answer.value()).isTrue();
        assertThat(answer.events()).containsExactly(0, 2);
        assertThat(answer.removal()).isEqualTo(new Removal.Flips(List.of(0), true));
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(found);
    }
}
