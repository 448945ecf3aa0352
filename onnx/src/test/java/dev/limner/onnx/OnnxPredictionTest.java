package dev.limner.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.predict.ModelCard;
import dev.limner.predict.ModelDefinition;
import dev.limner.predict.Prediction;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Template;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that was made elsewhere, as a model of a workspace.
class OnnxPredictionTest {
    @TempDir
    private Path folder = Path.of("");

    private Desk desk(byte[] model, String file) throws IOException {
        Template.write(folder, ZoneId.of("Asia/Kathmandu"), "NPR");
        Path settings = folder.resolve("limner.yaml");
        Files.writeString(settings, Files.readString(settings).replace("clock: real", "clock: 2024-03-10"));
        Path models = Files.createDirectories(folder.resolve("models"));
        Files.write(models.resolve("soon.onnx"), model);
        Files.writeString(models.resolve("own.yaml"), """
                models:
                  - model: soon
                    title: {en: Soon, zh: 很快}
                    description: {en: Orders within 14 days, zh: 14 天内下单}
                    kind: event
                    population: any order in last 180 days
                    label: any order in last 14 days
                    horizon_days: 14
                    algorithm: {onnx: FILE}
                    features:
                      recency: days since last order
                      orders_90: count(order in last 90 days)
                """.replace("FILE", file));
        Random random = new Random(1);
        List<String> lines = new ArrayList<>(List.of("customer,time,order,item,quantity,price"));
        for (int customer = 0; customer < 300; customer++) {
            LocalDate at = LocalDate.of(2023, 6, 1).plusDays(random.nextInt(60));
            int gap = 4 + random.nextInt(50);
            for (int order = 0; at.isBefore(LocalDate.of(2024, 3, 9)); order++) {
                lines.add("c" + customer + "," + at + " 10:00:00,o" + customer + "-" + order + ",tea,1,5");
                at = at.plusDays(1 + random.nextInt(2 * gap));
            }
        }
        Files.write(folder.resolve("data/orders.csv"), lines);
        Desk desk = new Desk(Workspace.open(folder, new Store.Limits(200, 1)), Clock.systemUTC());
        desk.fill(new FileFormats(new ParquetFormat(), Map.of()), new Work());
        return desk;
    }

    private static List<Prediction> scores(Desk desk) {
        return Objects.requireNonNull(desk.predictions().scores("soon", desk.moment(null), new Work()));
    }

    private static ModelCard fit(Desk desk) {
        return Objects.requireNonNull(desk.predictions()
                .fit("soon", desk.moment(null), new Work())
                .fit()
                .card());
    }

    @Test
    void itIsJudgedLikeAnyOtherAndItsCardSaysThatItCameFromElsewhere() throws IOException {
        try (Desk desk = desk(OnnxFile.sigmoid(-1, -0.05f, 0.15f), "models/soon.onnx")) {
            ModelCard card = fit(desk);
            assertThat(card.origin().learner()).isEqualTo(ModelDefinition.Learner.ONNX);
            assertThat(card.origin().algorithm()).isEqualTo("ONNX models/soon.onnx");
            assertThat(card.origin().options()).matches("sha256 [0-9a-f]{64}");
            assertThat(Objects.requireNonNull(card.value(ModelCard.Who.MODEL))).isPositive();
            assertThat(card.value(ModelCard.Who.NAIVE)).isNotNull();
            Prediction one = scores(desk).getFirst();
            Prediction.Explained said =
                    desk.predictions().of(one.customer(), desk.moment(null)).getFirst();
            double recency = Double.parseDouble(
                    Objects.requireNonNull(said.reasons().get(0).value()));
            double orders = Double.parseDouble(
                    Objects.requireNonNull(said.reasons().get(1).value()));
            assertThat(one.score()).isCloseTo(1 / (1 + Math.exp(1 + 0.05 * recency - 0.15 * orders)), within(1e-6));
        }
    }

    @Test
    void theVersionInForceStaysTheSameWhenTheFileIsReplaced() throws IOException {
        try (Desk desk = desk(OnnxFile.sigmoid(-1, -0.05f, 0.15f), "models/soon.onnx")) {
            fit(desk);
            List<Prediction> before = scores(desk);
            // the opposite of it: worse on the held-out customers, so it does not take over
            Files.write(folder.resolve("models/soon.onnx"), OnnxFile.sigmoid(1, 0.05f, -0.15f));
            assertThat(scores(desk)).isEqualTo(before);
            assertThat(fit(desk).verdict()).isEqualTo(ModelCard.Verdict.NOT_BETTER);
            assertThat(scores(desk)).isEqualTo(before);
        }
    }

    @Test
    void whatIsNotInTheWorkspaceOrIsNoProbabilityIsRefused() throws IOException {
        try (Desk desk = desk(OnnxFile.sigmoid(0, 1f, 1f), "../soon.onnx")) {
            assertThatThrownBy(() -> fit(desk)).hasMessageContaining("BAD_ONNX").hasMessageContaining("not in");
        }
    }
}
