package dev.limner.workspace;

import static dev.limner.workspace.PredictionsTest.row;
import static dev.limner.workspace.PredictionsTest.shop;
import static dev.limner.workspace.PredictionsTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Monitoring;
import dev.limner.predict.Prediction;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Looks at models after their fits: what has moved, and what came of what was said.
@Tag("slow")
class ModelMonitoringTest {
    private static final String FITTED = "2024-01-01";
    private static final String LATER = "2024-02-10";

    @TempDir
    private Path folder = Path.of("");

    private Desk desk(List<List<String>> rows) throws IOException {
        Path shop = SmallShop.write(folder.resolve("shop" + rows.size()));
        Files.writeString(Files.createDirectories(shop.resolve("models")).resolve("own.yaml"), """
                models:
                  - model: soon
                    title: {en: Soon, zh: 很快}
                    description: {en: Orders within 14 days, zh: 14 天内下单}
                    kind: event
                    population: any order in last 180 days
                    label: any order in last 14 days
                    horizon_days: 14
                    algorithm: {learner: logistic}
                    features:
                      recency: days since last order
                      orders_90: count(order in last 90 days)
                      spend_90: sum(order.total in last 90 days)
                """);
        Desk desk = new Desk(SmallShop.open(shop), Clock.systemUTC());
        desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
        desk.predictions().fit("soon", desk.moment(FITTED), new Work());
        return desk;
    }

    private static Monitoring look(Desk desk) {
        return Objects.requireNonNull(desk.predictions().monitoring().look("soon", desk.moment(LATER), new Work()));
    }

    /// The same orders, those since the fit at eight times the price, and by fewer and fewer customers.
    private static List<List<String>> changed(List<List<String>> rows) {
        List<List<String>> changed = new ArrayList<>(until(rows, FITTED));
        for (List<String> row : rows) {
            if (row.get(1).compareTo(FITTED) >= 0) {
                List<String> dearer = new ArrayList<>(row);
                dearer.set(5, Double.toString(8 * Double.parseDouble(row.get(5))));
                changed.add(dearer);
            }
        }
        return changed;
    }

    @Test
    void whereNothingChangedNothingIsAlarming() throws IOException {
        try (Desk desk = desk(shop(900, 21))) {
            assertThat(desk.predictions().monitoring().look("soon", desk.moment(FITTED), new Work()))
                    .as("just fitted")
                    .isNull();
            Monitoring look = look(desk);
            assertThat(look.alarms()).isEmpty();
            assertThat(look.features()).hasSize(3);
            assertThat(look.before()).isGreaterThan(300);
        }
    }

    @Test
    void aFeatureThatMovedMuchIsNamed() throws IOException {
        try (Desk desk = desk(changed(shop(900, 21)))) {
            Monitoring look = look(desk);
            assertThat(look.features().getFirst().feature()).isEqualTo("spend_90");
            assertThat(look.features().getFirst().shift().much()).isTrue();
            assertThat(look.alarms())
                    .filteredOn(alarm -> alarm.kind() == Monitoring.Alarm.Kind.FEATURES)
                    .singleElement()
                    .satisfies(alarm -> {
                        assertThat(alarm.words().en()).contains("1 of 3");
                        assertThat(alarm.words().zh()).contains("3 个特征中有 1 个");
                    });
        }
    }

    @Test
    void whatCameOfAPredictionIsWhatTheLanguageSays() throws IOException {
        try (Desk desk = desk(shop(900, 22))) {
            Monitoring.Realised realised = Objects.requireNonNull(look(desk).realised());
            String then = "2024-01-27"; // 14 days before
            List<Prediction> scores =
                    Objects.requireNonNull(desk.predictions().scores("soon", desk.moment(then), new Work()));
            Lexicon lexicon = desk.workspace().definitions().lexicon();
            RoaringBitmap ordered = Count.fulfilling(
                    Checker.condition(Parser.parse("any order in last 14 days"), lexicon),
                    lexicon,
                    desk,
                    desk.moment(LATER),
                    null);
            double loss = scores.stream()
                    .mapToDouble(each -> -Math.log(ordered.contains(each.customer()) ? each.score() : 1 - each.score()))
                    .average()
                    .orElseThrow();
            assertThat(realised.rows()).isEqualTo(scores.size());
            ModelCard.Figure reached = realised.reached().getFirst();
            assertThat(reached.merit()).isEqualTo(Merit.LOG_LOSS);
            assertThat(reached.value()).isCloseTo(loss, within(1e-12));
            assertThat(reached.low()).isLessThan(loss);
            assertThat(realised.fellShort()).isFalse();
        }
    }

    @Test
    void aPredictionThatDidNotComeTrueIsAnAlarm() throws IOException {
        List<List<String>> rows = new ArrayList<>(until(shop(900, 23), FITTED));
        // everybody who buys at all buys every day for a while, then nobody does
        for (int customer = 0; customer < 900; customer++) {
            for (int day = 0; day < 20; day++) {
                rows.add(row(
                        "c" + customer,
                        java.time.LocalDate.parse(FITTED).atTime(8, 0).plusDays(day),
                        "x" + customer + "-" + day,
                        1,
                        10));
            }
        }
        try (Desk desk = desk(rows)) {
            Monitoring look = look(desk);
            assertThat(Objects.requireNonNull(look.realised()).fellShort()).isTrue();
            assertThat(look.alarms())
                    .extracting(Monitoring.Alarm::kind)
                    .contains(Monitoring.Alarm.Kind.REALISED, Monitoring.Alarm.Kind.SCORES);
        }
    }

    @Test
    void theLastLookIsKeptUntilAnotherVersionTakesOver() throws IOException {
        try (Desk desk = desk(shop(900, 24))) {
            ModelMonitoring monitoring = desk.predictions().monitoring();
            assertThat(monitoring.last()).isEmpty();
            assertThat(monitoring.due(desk.moment(FITTED))).isEmpty();
            assertThat(monitoring.due(desk.moment(LATER))).containsExactly("soon");
            Monitoring look = look(desk);
            assertThat(monitoring.due(desk.moment(LATER))).isEmpty();
            assertThat(monitoring.last()).containsEntry("soon", look);
            assertThat(monitoring.due(desk.moment("2024-02-11"))).containsExactly("soon");
            ModelCard card = Objects.requireNonNull(desk.predictions()
                    .fit("soon", desk.moment(LATER), new Work())
                    .fit()
                    .card());
            assertThat(monitoring.last().isEmpty()).isEqualTo(card.verdict() == ModelCard.Verdict.BETTER);
        }
    }
}
