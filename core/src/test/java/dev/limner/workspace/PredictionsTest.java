package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import dev.limner.predict.Learned;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Prediction;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of a workspace: nothing of the future is in them, refusals are right, scores are values of the language.
@Tag("slow")
class PredictionsTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2023, 1, 1, 9, 0);
    static final String THEN = "2024-01-01";

    @TempDir
    private Path folder = Path.of("");

    /// Rows of customers who buy at a rate of their own until they leave, unseen; from 2023 to March 2024.
    static List<List<String>> shop(int customers, long seed) {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double gap = 8 + 60 * random.nextDouble();
            LocalDateTime at = BEGIN.plusDays(random.nextInt(200)).plusMinutes(random.nextInt(600));
            LocalDateTime end =
                    random.nextInt(3) == 0 ? at.plusDays(random.nextInt(300)) : LocalDateTime.of(2024, 3, 9, 0, 0);
            double price = 5 + 40 * random.nextDouble();
            for (int order = 0; at.isBefore(end); order++) {
                rows.add(row("c" + customer, at, "o" + customer + "-" + order, 1, price + random.nextInt(10)));
                at = at.plusMinutes((long) (1440 * gap * -Math.log(1 - random.nextDouble())) + 60);
            }
        }
        return rows;
    }

    static List<String> row(String customer, LocalDateTime at, String order, int quantity, double price) {
        return List.of(
                customer,
                at.format(TIME),
                order,
                "item",
                Integer.toString(quantity),
                String.format(java.util.Locale.ROOT, "%.2f", price));
    }

    static List<List<String>> until(List<List<String>> rows, String date) {
        return rows.stream().filter(row -> row.get(1).compareTo(date) < 0).toList();
    }

    private Desk desk(String name, List<List<String>> rows) throws IOException {
        Desk desk = new Desk(SmallShop.open(SmallShop.write(folder.resolve(name))), Clock.systemUTC());
        desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
        return desk;
    }

    private static Predictions.Fit fit(Desk desk, String model, @Nullable String asOf) {
        return desk.predictions().fit(model, desk.moment(asOf), new Work()).fit();
    }

    private static Map<String, Double> scores(Desk desk, String model, String asOf) {
        List<Prediction> scores = desk.predictions().scores(model, desk.moment(asOf), new Work());
        return Objects.requireNonNull(scores).stream()
                .collect(Collectors.toMap(
                        each -> desk.workspace().store().customers().name(each.customer()), Prediction::score));
    }

    private static long counted(String condition, Desk desk, String asOf) {
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        return Count.of(
                        Checker.condition(Parser.parse(condition), lexicon),
                        lexicon,
                        desk,
                        desk.moment(asOf),
                        null,
                        false)
                .customers();
    }

    private static String written(Desk desk, String model) {
        Learned learned =
                desk.predictions().versions().of(model, desk.moment(THEN).asked());
        return Objects.requireNonNull(learned).written();
    }

    /// Orders after the moment that give the label away: whoever has an even number buys every day at a price
    /// that nobody else pays, whoever has an odd one never again.
    static List<List<String>> planted(List<List<String>> rows) {
        List<List<String>> planted = new ArrayList<>(until(rows, THEN));
        for (int customer = 0; customer < 400; customer += 2) {
            for (int day = 0; day < 60; day++) {
                planted.add(row(
                        "c" + customer,
                        LocalDate.parse(THEN).atTime(0, 0).plusDays(day),
                        "p" + customer + day,
                        9,
                        999));
            }
        }
        return planted;
    }

    @Test
    void aModelAsOfAPastMomentIsTheOneThatWasTrainedThenWhateverHappenedAfterwards() throws IOException {
        List<List<String>> rows = shop(400, 1);
        try (Desk then = desk("then", until(rows, THEN));
                Desk now = desk("now", rows);
                Desk leaking = desk("leaking", planted(rows))) {
            for (String model : List.of("churn", "spend_90", "alive", "value_180", "next_order")) {
                ModelCard trained =
                        Objects.requireNonNull(fit(then, model, THEN).card(), model);
                for (Desk later : List.of(now, leaking)) {
                    ModelCard card =
                            Objects.requireNonNull(fit(later, model, THEN).card());
                    assertThat(written(later, model)).as(model).isEqualTo(written(then, model));
                    assertThat(card.judged()).isEqualTo(trained.judged());
                    assertThat(card.origin().data()).isEqualTo(trained.origin().data());
                    assertThat(scores(later, model, THEN)).isEqualTo(scores(then, model, THEN));
                }
            }
            // and the difference is there to be seen, had it been looked at
            assertThat(scores(now, "churn", "2024-03-01")).isNotEqualTo(scores(now, "churn", THEN));
        }
    }

    @Test
    void scoresAreValuesOfTheLanguageAsOfAnyMoment() throws IOException {
        try (Desk desk = desk("shop", shop(400, 2))) {
            assertThat(counted("score('churn') is known", desk, THEN)).isZero();
            fit(desk, "churn", THEN);
            Map<String, Double> scores = scores(desk, "churn", "2024-02-01");
            Predicate<Double> likely = score -> score > 0.5;
            assertThat(counted("score('churn') > 0.5", desk, "2024-02-01"))
                    .isEqualTo(scores.values().stream().filter(likely).count())
                    .isPositive();
            assertThat(counted("score('churn') is known", desk, "2024-02-01")).isEqualTo(scores.size());
            // before the model there was no score
            assertThat(counted("score('churn') is known", desk, "2023-12-31")).isZero();
        }
    }

    @Test
    void reasonsAddUpToTheScore() throws IOException {
        try (Desk desk = desk("shop", shop(400, 3))) {
            fit(desk, "churn", null);
            List<Prediction.Explained> said = desk.predictions().of(desk.customer("c7"), desk.moment(null));
            assertThat(said).hasSize(1);
            assertThat(said.getFirst().reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason.aloud().zh()).isNotBlank());
        }
    }

    @Test
    void aFitOfTheSameDataTakesOverFromNobody() throws IOException {
        try (Desk desk = desk("shop", shop(400, 4))) {
            assertThat(Objects.requireNonNull(fit(desk, "churn", THEN).card()).verdict())
                    .isEqualTo(ModelCard.Verdict.FIRST);
            ModelCard again = Objects.requireNonNull(fit(desk, "churn", THEN).card());
            assertThat(again.verdict()).isEqualTo(ModelCard.Verdict.NOT_BETTER);
            assertThat(again.value(ModelCard.Who.CHAMPION)).isEqualTo(again.value(ModelCard.Who.MODEL));
            ModelCard later = Objects.requireNonNull(fit(desk, "churn", null).card());
            boolean better = Objects.requireNonNull(later.value(ModelCard.Who.MODEL))
                    < Objects.requireNonNull(later.value(ModelCard.Who.CHAMPION));
            assertThat(later.verdict()).isEqualTo(better ? ModelCard.Verdict.BETTER : ModelCard.Verdict.NOT_BETTER);
            assertThat(desk.predictions().history("churn")).hasSize(3);
        }
    }

    @Test
    void whereOrdersAreRandomModelsBeatTheNaiveRule() throws IOException {
        try (Desk desk = desk("shop", shop(1200, 5))) {
            for (String model : List.of("churn", "next_purchase", "orders_90", "value_180")) {
                ModelCard card = Objects.requireNonNull(fit(desk, model, null).card(), model);
                double own = Objects.requireNonNull(card.value(ModelCard.Who.MODEL));
                double naive = Objects.requireNonNull(card.value(ModelCard.Who.NAIVE));
                assertThat(card.merit() == Merit.AUC ? -own : own)
                        .as(model)
                        .isLessThan(card.merit() == Merit.AUC ? -naive : naive);
            }
        }
    }

    private String refusal(List<List<String>> rows, String model) throws IOException {
        try (Desk desk = desk(model + rows.size(), rows)) {
            Predictions.Refused refused = fit(desk, model, null).refused();
            assertThat(desk.predictions().latest()).containsKey(model);
            return refused == null ? "none" : refused.code();
        }
    }

    @Test
    void eachRefusalIsRight() throws IOException {
        List<List<String>> rows = shop(400, 6);
        assertThat(refusal(rows, "churn")).isEqualTo("none");
        assertThat(refusal(shop(20, 6), "churn")).isEqualTo("TOO_FEW_CUSTOMERS");
        assertThat(refusal(rows, "responds")).isEqualTo("NO_EVENTS");
        assertThat(refusal(until(rows, "2023-05-01"), "churn")).isEqualTo("NO_VARIATION");
        List<List<String>> late = rows.stream()
                .filter(row -> row.get(1).compareTo("2023-12-15") > 0)
                .toList();
        assertThat(refusal(late, "churn")).isEqualTo("TOO_SHORT");
        List<List<String>> steady = new ArrayList<>();
        List<List<String>> once = new ArrayList<>();
        for (int customer = 0; customer < 400; customer++) {
            for (int day = 0; day < 430; day += 20) {
                steady.add(row("c" + customer, BEGIN.plusDays(day).plusMinutes(customer), "s" + customer + day, 1, 9));
            }
            once.add(row("c" + customer, BEGIN.plusDays(customer), "s" + customer, 1, 9));
        }
        assertThat(refusal(steady, "churn")).isEqualTo("NO_VARIATION");
        assertThat(refusal(once, "alive")).isEqualTo("NO_REPEAT");
    }

    @Test
    void withoutAmountsThereIsNoValue() throws IOException {
        Path shop = SmallShop.write(folder.resolve("free"));
        SmallShop.edit(shop.resolve("sources/orders.yaml"), "      total: {fold: sum, of: amount}\n", "");
        try (Desk desk = new Desk(SmallShop.open(shop), Clock.systemUTC())) {
            List<List<String>> rows = shop(400, 7);
            desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
            Predictions.Refused refused = fit(desk, "value_180", null).refused();
            assertThat(Objects.requireNonNull(refused).code()).isEqualTo("NO_PRICES");
            assertThat(refused.reason().zh()).contains("金额");
        }
    }

    @Test
    void filesAddModelsAndTheirMistakesAreTaught() throws IOException {
        Path shop = SmallShop.write(folder.resolve("own"));
        Path file = Files.createDirectories(shop.resolve("models")).resolve("own.yaml");
        String own = """
                models:
                  - model: soon
                    title: {en: Soon, zh: 很快}
                    description: {en: Orders within 14 days, zh: 14 天内下单}
                    kind: event
                    population: any order in last 180 days
                    label: any order in last 14 days
                    horizon_days: 14
                    cutoffs: {every_days: 30, count: 3}
                    features: {recency: days since last order, bought: count(purchase)}
                removed: [churn]
                """;
        Files.writeString(file, own);
        try (Desk desk = new Desk(SmallShop.open(shop), Clock.systemUTC())) {
            desk.fill(MemoryRows.of(SmallShop.COLUMNS, shop(400, 8)), new Work());
            ModelCard card = Objects.requireNonNull(fit(desk, "soon", null).card());
            assertThat(card.training()).hasSize(3);
            assertThat(card.uses()).extracting(ModelCard.Use::feature).containsExactlyInAnyOrder("recency", "bought");
            assertThatThrownBy(() -> fit(desk, "churn", null)).hasMessageContaining("UNKNOWN_MODEL");
        }
        Files.writeString(file, own.replace("count(purchase)", "count(purchse)"));
        assertThatThrownBy(() -> SmallShop.open(shop))
                .hasMessageContaining("UNKNOWN_EVENT_TYPE")
                .hasMessageContaining("soon")
                .hasMessageContaining("purchase");
        Files.writeString(file, own.replace("horizon_days: 14", "horizon_days: 0"));
        assertThatThrownBy(() -> SmallShop.open(shop)).hasMessageContaining("BAD_PARAMETER");
        Files.writeString(file, own.replace("population:", "poplation:"));
        assertThatThrownBy(() -> SmallShop.open(shop)).hasMessageContaining("Maybe you meant (population)");
    }

    @Test
    void whereEverybodyBuysTheSameThereIsNothingToRecommend() throws IOException {
        try (Desk desk = desk("one", shop(200, 11))) {
            Predictions.Recommendations found = desk.predictions().recommendations(desk.moment(null), 30);
            assertThat(Objects.requireNonNull(found.refused()).code()).isEqualTo("NO_VARIATION");
            assertThat(desk.predictions().recommended(desk.customer("c7"), desk.moment(null)))
                    .isEmpty();
        }
    }
}
