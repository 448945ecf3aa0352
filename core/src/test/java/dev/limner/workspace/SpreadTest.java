package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.Type;
import dev.limner.language.plan.Lexicon;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static Spread spread(Desk desk, String text) {
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        Checked value = Checker.value(Parser.parse(text), lexicon).orThrow();
        return Spread.of(value, lexicon, desk, desk.moment(null));
    }

    @Test
    void theBoundsAreThoseOfAllCustomersWhoHaveAValue() throws IOException {
        try (Desk desk = SmallShop.filled(folder.resolve("shop"))) {
            // A1 bought for 25.50, B2 for 300, b20 for 2; C3 returned only
            assertThat(spread(desk, "sum(purchase.amount)"))
                    .extracting(Spread::type, Spread::known, Spread::of)
                    .containsExactly(Type.MONEY, 4L, 4L);
            Spread average = spread(desk, "avg(purchase.amount)");
            assertThat(average.known()).isEqualTo(3);
            assertThat(average.min()).isEqualByComparingTo("2");
            assertThat(average.median()).isEqualByComparingTo("12.75");
            assertThat(average.max()).isEqualByComparingTo("300");
            assertThat(spread(desk, "last purchase.item")).isEqualTo(new Spread(Type.TEXT, 3, 4, null, null, null));
            assertThat(spread(desk, "days since last order").max()).isEqualByComparingTo(BigDecimal.valueOf(38));
        }
    }
}
