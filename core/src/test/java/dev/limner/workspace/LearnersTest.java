package dev.limner.workspace;

import static dev.limner.workspace.PredictionsTest.shop;
import static dev.limner.workspace.PredictionsTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.predict.Learned;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.ModelDefinition.Calibration;
import dev.limner.predict.ModelDefinition.Learner;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Learners and calibrations as definitions ask for them.
@Tag("slow")
class LearnersTest {
    private static final String THEN = "2024-01-01";

    @TempDir
    private Path folder = Path.of("");

    private static String model(String algorithm, String features) {
        return """
                models:
                  - model: soon
                    title: {en: Soon, zh: 很快}
                    description: {en: Orders within 14 days, zh: 14 天内下单}
                    kind: event
                    population: any order in last 180 days
                    label: any order in last 14 days
                    horizon_days: 14
                    algorithm: ALGORITHM
                    features: FEATURES
                """.replace("ALGORITHM", algorithm).replace("FEATURES", features);
    }

    private static final String FEATURES = "{recency: days since last order, bought: count(purchase)}";

    private Desk desk(String name, String file, List<List<String>> rows) throws IOException {
        Path shop = SmallShop.write(folder.resolve(name));
        Files.writeString(Files.createDirectories(shop.resolve("models")).resolve("own.yaml"), file);
        Desk desk = new Desk(SmallShop.open(shop), Clock.systemUTC());
        desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
        return desk;
    }

    private static ModelCard fit(Desk desk) {
        return Objects.requireNonNull(desk.predictions()
                .fit("soon", desk.moment(THEN), new Work())
                .fit()
                .card());
    }

    private static String written(Desk desk) {
        Learned learned =
                desk.predictions().versions().of("soon", desk.moment(THEN).asked());
        return Objects.requireNonNull(learned).written();
    }

    @Test
    void theCardSaysWhoLearnedAndWhetherItsProbabilitiesCanBeTakenAtTheirWord() throws IOException {
        String file = model("{learner: logistic, calibration: isotonic}", FEATURES);
        try (Desk desk = desk("card", file, shop(500, 31))) {
            ModelCard card = fit(desk);
            assertThat(card.origin().learner()).isEqualTo(Learner.LOGISTIC);
            assertThat(card.origin().calibration()).isEqualTo(Calibration.ISOTONIC);
            assertThat(card.origin().algorithm()).isEqualTo("LogisticRegression, IsotonicRegression");
            ModelCard.Figure slope = Objects.requireNonNull(card.figure(ModelCard.Who.MODEL, Merit.CALIBRATION_SLOPE));
            assertThat(slope.low()).isLessThan(slope.value());
            assertThat(slope.high()).isGreaterThan(slope.value());
            assertThat(card.figure(ModelCard.Who.NAIVE, Merit.CALIBRATION_SLOPE))
                    .as("one number for all has no slope")
                    .isNull();
            assertThat(card.uses()).extracting(ModelCard.Use::feature).contains("recency", "bought");
        }
    }

    @Test
    void whatHappenedAfterTheMomentIsInNoCurve() throws IOException {
        List<List<String>> rows = shop(500, 32);
        String file = model("{learner: boosting, calibration: platt}", FEATURES);
        try (Desk then = desk("then", file, until(rows, THEN));
                Desk now = desk("now", file, rows)) {
            fit(then);
            fit(now);
            assertThat(written(now)).isEqualTo(written(then)).contains("platt");
        }
    }

    @Test
    void aVersionOfOtherFeaturesIsNotInForceAndTheModelIsDue() throws IOException {
        List<List<String>> rows = shop(500, 33);
        Path shop;
        try (Desk desk = desk("features", model("{}", FEATURES), rows)) {
            fit(desk);
            shop = desk.workspace().folder();
            assertThat(desk.predictions().due(desk.moment(THEN), false)).isEmpty();
        }
        Files.writeString(
                shop.resolve("models/own.yaml"), model("{}", "{bought: count(purchase), spent: sum(order.total)}"));
        try (Desk desk = new Desk(SmallShop.open(shop), Clock.systemUTC())) {
            assertThat(desk.predictions().scores("soon", desk.moment(THEN), new Work()))
                    .isNull();
            assertThat(desk.predictions().due(desk.moment(THEN), false)).containsExactly("soon");
            assertThat(fit(desk).verdict()).isEqualTo(ModelCard.Verdict.FIRST);
            assertThat(desk.predictions().scores("soon", desk.moment(THEN), new Work()))
                    .isNotEmpty();
        }
    }

    @Test
    void withoutWhatRunsOnnxModelsTheWayToItIsTold() throws IOException {
        try (Desk desk = desk("onnx", model("{onnx: models/soon.onnx}", FEATURES), shop(500, 34))) {
            Files.write(desk.workspace().folder().resolve("models/soon.onnx"), new byte[] {1});
            assertThatThrownBy(() -> fit(desk)).hasMessageContaining("NO_ONNX").hasMessageContaining("mvn -pl onnx");
        }
    }
}
