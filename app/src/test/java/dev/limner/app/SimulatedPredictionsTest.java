package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.LocalClock;
import dev.limner.models.evaluation.Ranking;
import dev.limner.portrait.Moment;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.Prediction;
import dev.limner.predict.Recommending;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every model on the simulated shop: better than its naive baseline, and right about what the generator planted.
@Tag("slow")
class SimulatedPredictionsTest {
    private static final int CUSTOMERS = 1500;

    @TempDir
    private static Path folder = Path.of("");

    private static Desk desk;
    private static Moment now;
    private static Map<String, Predictions.Certificate> fits;

    @BeforeAll
    static void fitsAllModels() throws IOException {
        desk = Workbench.open(Example.simulated(folder.resolve("shop"), CUSTOMERS));
        Example.fill(desk);
        now = desk.moment(null);
        fits = desk.predictions().fitAll(List.of(), now, new Work());
    }

    @AfterAll
    static void closesTheStore() {
        desk.close();
    }

    @Test
    void eachModelBeatsItsNaiveBaselineOnTheHeldOutCustomers() {
        assertThat(fits).hasSizeGreaterThan(12);
        fits.forEach((name, certificate) -> {
            ModelCard card = Objects.requireNonNull(certificate.fit().card(), name);
            double own = Objects.requireNonNull(card.value(ModelCard.Who.MODEL), name);
            double naive = Objects.requireNonNull(card.value(ModelCard.Who.NAIVE), name);
            assertThat(card.merit() == Merit.AUC ? -own : own)
                    .as(name)
                    .isLessThan(card.merit() == Merit.AUC ? -naive : naive);
        });
    }

    /// How well scores put cards of which something is true before the others.
    private static double order(String model, Predicate<String> isTrue, Set<String> among) {
        List<Prediction> scores = Objects.requireNonNull(desk.predictions().scores(model, now, new Work()));
        List<Prediction> asked = scores.stream()
                .filter(each ->
                        among.contains(desk.workspace().store().customers().name(each.customer())))
                .toList();
        double[] values = asked.stream().mapToDouble(Prediction::score).toArray();
        boolean[] truths = new boolean[values.length];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = isTrue.test(
                    desk.workspace().store().customers().name(asked.get(i).customer()));
        }
        return Ranking.of(values, truths).auc().orThrow();
    }

    private static Map<String, String> truth(String column) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("shop/truth/customers.csv"));
        List<String> header = List.of(lines.getFirst().split(","));
        Map<String, String> byCard = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            byCard.put(fields[0], fields[header.indexOf(column)]);
        }
        return byCard;
    }

    @Test
    void whoHasLeftForGoodIsSeenAndWhoBuysWithCouponsAloneToo() throws IOException {
        Map<String, String> left = truth("churn_date");
        String today = LocalDate.ofEpochDay(now.day()).toString();
        Predicate<String> gone = card -> {
            String date = left.getOrDefault(card, "");
            return !date.isEmpty() && date.compareTo(today) <= 0;
        };
        Set<String> cards = new HashSet<>(left.keySet());
        // chance is a half; the truth itself is known to nobody but the generator
        assertThat(order("churn", gone, cards)).isGreaterThan(0.8);
        assertThat(1 - order("alive", gone, cards)).isGreaterThan(0.8);
        Map<String, String> sensitive = truth("price_sensitive");
        Set<String> staying = new HashSet<>(cards);
        staying.removeIf(gone);
        assertThat(order("coupon_user", card -> "1".equals(sensitive.get(card)), staying))
                .isGreaterThan(0.8);
    }

    @Test
    void theCardSaysWhatItRestsOn() {
        ModelCard card = Objects.requireNonNull(
                Objects.requireNonNull(fits.get("churn")).fit().card());
        assertThat(card.training()).hasSize(4);
        long horizon =
                LocalClock.micros(card.asOf()) - LocalClock.micros(card.test().at());
        assertThat(card.training())
                .allSatisfy(cutoff -> assertThat(LocalClock.micros(card.test().at()) - LocalClock.micros(cutoff.at()))
                        .isGreaterThanOrEqualTo(horizon));
        assertThat(card.uses().stream().mapToDouble(ModelCard.Use::share).sum()).isBetween(0.999, 1.001);
        assertThat(card.deciles().stream().mapToInt(ModelCard.Group::rows).sum())
                .isEqualTo(card.test().rows());
        assertThat(card.slices()).isNotEmpty();
        assertThat(card.stability()).hasSize(2);
        assertThat(card.drift()).hasSameSizeAs(card.uses());
    }

    @Test
    void recommendationsBeatOwnFavouritesAndBestsellers() {
        Recommending.Card card = Objects.requireNonNull(
                desk.predictions().recommendations(now, 30).card());
        Map<Recommending.Who, Double> recall = new HashMap<>();
        card.all().forEach(each -> recall.put(each.who(), each.recall()));
        assertThat(recall.get(Recommending.Who.MODEL))
                .isGreaterThan(recall.get(Recommending.Who.PERSONAL))
                .isGreaterThan(recall.get(Recommending.Who.POPULAR));
        assertThat(card.fresh().getFirst().recall())
                .isGreaterThan(card.fresh().getLast().recall());
        int anybody = desk.everybody(now).first();
        assertThat(desk.predictions().recommended(anybody, now))
                .hasSize(Recommending.SHOWN)
                .allSatisfy(each -> assertThat(each.why().zh()).isNotBlank());
    }
}
