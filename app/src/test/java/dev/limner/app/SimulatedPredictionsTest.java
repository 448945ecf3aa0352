package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.history.LocalClock;
import dev.limner.models.evaluation.Ranking;
import dev.limner.portrait.Moment;
import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.ListQuality;
import dev.limner.predict.LookAlike;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.NeedState;
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
import org.roaringbitmap.RoaringBitmap;

/// Every model on the simulated shop: better than its naive baseline, and right about what the generator
/// planted.
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
        assertThat(fits).hasSizeGreaterThan(17);
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

    private static boolean isGone(String date) {
        return !date.isEmpty() && date.compareTo(LocalDate.ofEpochDay(now.day()).toString()) <= 0;
    }

    private static ModelCard card(String model) {
        return Objects.requireNonNull(
                Objects.requireNonNull(fits.get(model), model).fit().card(), model);
    }

    private static double figure(String model, ModelCard.Who who, Merit merit) {
        return Objects.requireNonNull(card(model).figure(who, merit), model).value();
    }

    @Test
    void whoBuysAtADiscountAloneIsToldFromHowMuchOfWhatWasBoughtWasBelowTheListPrice() throws IOException {
        Map<String, String> sensitive = truth("price_sensitive");
        Set<String> cards = new HashSet<>(sensitive.keySet());
        Map<String, String> abuses = truth("fraudulent");
        cards.removeIf(card -> "1".equals(abuses.get(card)));
        assertThat(order("price_sensitivity", card -> "1".equals(sensitive.get(card)), cards))
                .isGreaterThan(0.95);
        // drawing few purchases towards the usual share is better than taking them at their word
        for (String model : List.of("price_sensitivity", "discount_depth")) {
            Merit merit = card(model).merit();
            assertThat(figure(model, ModelCard.Who.MODEL, merit))
                    .as(model)
                    .isLessThan(figure(model, ModelCard.Who.OWN, merit));
        }
    }

    @Test
    void theNextOrderComesSoonerOfThoseWhoseRhythmIsFasterAndIntervalsHoldWhatTheySay() throws IOException {
        Map<String, String> gap = truth("mean_gap_days");
        Map<String, String> left = truth("churn_date");
        Set<String> staying = new HashSet<>(gap.keySet());
        staying.removeIf(card -> isGone(left.getOrDefault(card, "")));
        // who has a fast rhythm waits less; half of all have a usual gap below 60 days
        assertThat(order("next_order", card -> Double.parseDouble(gap.getOrDefault(card, "0")) > 60, staying))
                .isGreaterThan(0.7);
        assertThat(figure("next_order", ModelCard.Who.MODEL, Merit.COVERAGE_95)).isBetween(0.9, 1.0);
        assertThat(figure("next_order", ModelCard.Who.MODEL, Merit.COVERAGE_80)).isBetween(0.7, 0.9);
        assertThat(figure("next_order", ModelCard.Who.MODEL, Merit.COVERAGE_50)).isBetween(0.4, 0.6);
    }

    @Test
    void engagementFallsOfThoseWhoAreAboutToLeaveOrHaveLeft() throws IOException {
        Map<String, String> left = truth("churn_date");
        String before = LocalDate.ofEpochDay(now.day()).minusDays(28).toString();
        // those who left in the fortnights before are seen to fall; those who stay are as likely to rise
        Set<String> asked = new HashSet<>(left.keySet());
        asked.removeIf(card -> {
            String date = left.getOrDefault(card, "");
            return isGone(date) && date.compareTo(before) > 0;
        });
        assertThat(1 - order("engagement", card -> isGone(left.getOrDefault(card, "")), asked))
                .isGreaterThan(0.7);
    }

    @Test
    void nobodyTiresOfMessagesHereSoTheMostThatWasSentIsBorneAndOpeningsAreForetold() {
        assertThat(figure("messages_week", ModelCard.Who.MODEL, Merit.LOG_LOSS))
                .isLessThan(figure("messages_week", ModelCard.Who.NAIVE, Merit.LOG_LOSS))
                .isLessThan(figure("messages_week", ModelCard.Who.OWN, Merit.LOG_LOSS));
        List<Prediction> scores = Objects.requireNonNull(desk.predictions().scores("messages_week", now, new Work()));
        double most = scores.stream().mapToDouble(Prediction::score).max().orElseThrow();
        assertThat(scores.stream().filter(each -> each.score() == most).count()).isGreaterThan(scores.size() / 3);
    }

    @Test
    void theFirstFavouriteIsWhatCustomersAreDrawnTo() throws IOException {
        Affinity affinity = ((Affinity.Outcome.Fitted) desk.prospects().affinity(Facet.CATEGORY, now)).affinity();
        List<ListQuality> judged = affinity.card().judged();
        // by shares better than everybody's and than one's own taken at their word
        for (ListQuality other : judged.subList(1, judged.size())) {
            assertThat(judged.getFirst().figures().getFirst().value())
                    .as(other.who().toString())
                    .isLessThan(other.figures().getFirst().value());
        }
        // what stands first is mostly what one's own counts put there
        assertThat(judged.getFirst().figures().getLast().value())
                .isGreaterThan(judged.get(1).figures().getLast().value());
        Map<String, String> favourites = truth("favourites");
        int known = 0;
        int right = 0;
        for (Map.Entry<String, String> each : favourites.entrySet()) {
            if (known == 50) {
                break;
            }
            List<Affinity.Drawn> drawn = desk.prospects().affinity(Facet.CATEGORY, desk.customer(each.getKey()), now);
            if (!drawn.isEmpty() && drawn.getFirst().looks() + drawn.getFirst().purchases() >= 20) {
                known++;
                right += each.getValue().startsWith(drawn.getFirst().subject() + "|") ? 1 : 0;
            }
        }
        assertThat(known).isEqualTo(50);
        assertThat(right / 50.0).isGreaterThan(0.8);
    }

    @Test
    void whatIsLookedAtNowIsBoughtWithinTheWeekMoreOftenThanTheCategoryIs() {
        NeedState needs = ((NeedState.Outcome.Fitted) desk.prospects().needs(now)).needs();
        List<ListQuality> judged = needs.card().judged();
        double own = judged.getFirst().figures().getFirst().value();
        assertThat(judged.subList(1, judged.size()))
                .hasSize(2)
                .allSatisfy(
                        other -> assertThat(other.figures().getFirst().value()).isGreaterThan(own));
        // the interval of the AUC lies above chance
        assertThat(judged.getFirst().figures().get(1).low()).isGreaterThan(0.55);
    }

    @Test
    void thoseWhoWereNotToldAreFoundByWhatTheyHaveInCommonWithThoseWhoWere() throws IOException {
        Map<String, String> sensitive = truth("price_sensitive");
        RoaringBitmap told = new RoaringBitmap();
        Set<Integer> untold = new HashSet<>();
        sensitive.forEach((card, flag) -> {
            int customer = desk.customer(card);
            if ("1".equals(flag)) {
                if (customer % 2 == 0) {
                    told.add(customer);
                } else {
                    untold.add(customer);
                }
            }
        });
        LookAlike.Found found = ((LookAlike.Outcome.Done) desk.prospects().alike(told, now, new Work())).found();
        double[] values = found.alike().stream().mapToDouble(Prediction::score).toArray();
        boolean[] truths = new boolean[values.length];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = untold.contains(found.alike().get(i).customer());
        }
        assertThat(Ranking.of(values, truths).auc().orThrow()).isGreaterThan(0.75);
        List<ListQuality> judged = found.judged();
        assertThat(judged.getFirst().figures().getFirst().value())
                .isGreaterThan(judged.get(1).figures().getFirst().value());
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
