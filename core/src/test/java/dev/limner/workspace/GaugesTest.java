package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.LookAlike;
import dev.limner.predict.Merit;
import dev.limner.predict.ModelCard;
import dev.limner.predict.NeedState;
import dev.limner.predict.Outlook;
import dev.limner.predict.Prediction;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Gauges and prospects of a workspace that has orders and nothing else.
@Tag("slow")
class GaugesTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDateTime BEGIN = LocalDateTime.of(2023, 1, 1, 9, 0);
    private static final LocalDateTime END = LocalDateTime.of(2024, 3, 9, 0, 0);
    private static final String THEN = "2024-01-01";

    @TempDir
    private Path folder = Path.of("");

    /// Customers of whom everyone buys at a rate of their own until they leave, unseen.
    private static List<List<String>> shop(int customers, long seed) {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            double gap = 6 / (0.1 + random.nextDouble());
            LocalDateTime at = BEGIN.plusDays(random.nextInt(200)).plusMinutes(random.nextInt(600));
            LocalDateTime end = random.nextInt(3) == 0 ? at.plusDays(random.nextInt(300)) : END;
            for (int order = 0; at.isBefore(end) && at.isBefore(END); order++) {
                rows.add(List.of(
                        "c" + customer,
                        at.format(TIME),
                        "o" + customer + "-" + order,
                        "item",
                        "1",
                        String.format(Locale.ROOT, "%d.00", 5 + customer % 40)));
                at = at.plusMinutes((long) (1440 * gap * -Math.log(1 - random.nextDouble())) + 60);
            }
        }
        return rows;
    }

    private static List<List<String>> until(List<List<String>> rows, String date) {
        return rows.stream().filter(row -> row.get(1).compareTo(date) < 0).toList();
    }

    private Desk desk(String name, List<List<String>> rows) throws IOException {
        Desk desk = new Desk(SmallShop.open(SmallShop.write(folder.resolve(name))), Clock.systemUTC());
        desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
        return desk;
    }

    private static Predictions.Fit fit(Desk desk, String model, String asOf) {
        return desk.predictions().fit(model, desk.moment(asOf), new Work()).fit();
    }

    private static double figure(ModelCard card, ModelCard.Who who, Merit merit) {
        return Objects.requireNonNull(card.figure(who, merit)).value();
    }

    @Test
    void theTimeOfTheNextOrderIsForetoldBetterThanByOneCurveOrByTheOwnRateAndIntervalsHoldWhatTheySay()
            throws IOException {
        try (Desk desk = desk("wait", shop(1000, 1))) {
            ModelCard card =
                    Objects.requireNonNull(fit(desk, "next_order", "2024-03-09").card());
            double own = figure(card, ModelCard.Who.MODEL, Merit.RANKED_ERROR);
            assertThat(own)
                    .isLessThan(figure(card, ModelCard.Who.NAIVE, Merit.RANKED_ERROR))
                    .isLessThan(figure(card, ModelCard.Who.OWN, Merit.RANKED_ERROR));
            // about three standard errors of a share of 900 customers, and what the model's own form errs by
            assertThat(figure(card, ModelCard.Who.MODEL, Merit.COVERAGE_50)).isCloseTo(0.5, within(0.06));
            assertThat(figure(card, ModelCard.Who.MODEL, Merit.COVERAGE_80)).isCloseTo(0.8, within(0.06));
            assertThat(figure(card, ModelCard.Who.MODEL, Merit.COVERAGE_95)).isCloseTo(0.95, within(0.03));
            List<Prediction> scores = Objects.requireNonNull(
                    desk.predictions().scores("next_order", desk.moment("2024-03-09"), new Work()));
            assertThat(scores)
                    .hasSizeGreaterThan(400)
                    .allSatisfy(each -> assertThat(each.score()).isPositive());
        }
    }

    @Test
    void theOutlookDrawsWhatTheModelSaysAndThePastAsItLookedThen() throws IOException {
        List<List<String>> rows = shop(400, 2);
        try (Desk now = desk("now", rows);
                Desk then = desk("then", until(rows, THEN))) {
            assertThat(now.prospects()
                            .outlook(now.customer("c7"), now.moment(null))
                            .outlook())
                    .isNull();
            fit(now, "next_order", "2024-03-09");
            fit(then, "next_order", THEN);
            Outlook outlook = Objects.requireNonNull(now.prospects()
                    .outlook(now.customer("c7"), now.moment("2024-03-09"))
                    .outlook());
            assertThat(outlook.density().stream()
                            .mapToDouble(day -> 2 * day.probability())
                            .sum())
                    .isLessThanOrEqualTo(outlook.ever());
            assertThat(outlook.spans()).hasSize(3);
            List<Outlook.Alive> known = outlook.alive().stream()
                    .filter(each -> each.at().isBefore(then.moment(THEN).instant()))
                    .toList();
            assertThat(known).hasSizeGreaterThan(20);
            // what is drawn of the time before is what was drawn then, at the instants that both ask for
            Outlook before = Objects.requireNonNull(then.prospects()
                    .outlook(then.customer("c7"), then.moment(THEN))
                    .outlook());
            assertThat(before.alive()).isNotEmpty();
            Outlook again = Objects.requireNonNull(fitted(now, THEN)
                    .prospects()
                    .outlook(now.customer("c7"), now.moment(THEN))
                    .outlook());
            assertThat(again).isEqualTo(before);
        }
    }

    @Test
    void whoIsLikeTheMembersAsOfAPastMomentIsWhoWasThen() throws IOException {
        List<List<String>> rows = shop(400, 6);
        try (Desk now = desk("now", rows);
                Desk then = desk("then", until(rows, THEN))) {
            RoaringBitmap members = new RoaringBitmap();
            for (int customer = 0; customer < 400; customer += 4) {
                assertThat(now.customer("c" + customer)).isEqualTo(then.customer("c" + customer));
                members.add(now.customer("c" + customer));
            }
            assertThat(now.prospects().alike(members, now.moment(THEN), new Work()))
                    .isEqualTo(then.prospects().alike(members, then.moment(THEN), new Work()))
                    .isNotEqualTo(now.prospects().alike(members, now.moment("2024-03-09"), new Work()));
        }
    }

    private static Desk fitted(Desk desk, String asOf) {
        fit(desk, "next_order", asOf);
        return desk;
    }

    private String refusal(Desk desk, String model) {
        return Objects.requireNonNull(fit(desk, model, "2024-03-09").refused(), model)
                .code();
    }

    @Test
    void eachRefusalIsRight() throws IOException {
        try (Desk desk = desk("few", shop(40, 3))) {
            assertThat(refusal(desk, "next_order")).isEqualTo("TOO_FEW_CUSTOMERS");
            assertThat(desk.prospects().alike(new RoaringBitmap(), desk.moment("2024-03-09"), new Work()))
                    .isInstanceOf(LookAlike.Outcome.Refused.class);
        }
        List<List<String>> once = new ArrayList<>();
        for (int customer = 0; customer < 400; customer++) {
            once.add(List.of(
                    "c" + customer, BEGIN.plusDays(customer).format(TIME), "s" + customer, "item", "1", "9.00"));
        }
        try (Desk desk = desk("once", once)) {
            assertThat(refusal(desk, "next_order")).isEqualTo("NO_REPEAT");
            Prospects.Expected expected = desk.prospects().outlook(desk.customer("c7"), desk.moment("2024-03-09"));
            assertThat(Objects.requireNonNull(expected.refused()).code()).isEqualTo("NO_REPEAT");
        }
        try (Desk desk = desk("orders", until(shop(400, 4), "2023-06-01"))) {
            // without list prices nobody can be seen to wait for a discount
            assertThat(refusal(desk, "price_sensitivity")).isEqualTo("NO_PRICES");
            assertThat(refusal(desk, "discount_depth")).isEqualTo("NO_PRICES");
            assertThat(refusal(desk, "engagement")).isEqualTo("NO_EVENTS");
            assertThat(refusal(desk, "messages_week")).isEqualTo("NO_EVENTS");
            assertThat(Objects.requireNonNull(
                                    fit(desk, "next_order", "2023-06-01").refused())
                            .code())
                    .isEqualTo("TOO_SHORT");
            assertThat(desk.prospects().needs(desk.moment(null)))
                    .isInstanceOfSatisfying(
                            NeedState.Outcome.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("NO_EVENTS"));
            assertThat(desk.prospects().affinity(Facet.BRAND, desk.moment(null)))
                    .isInstanceOfSatisfying(
                            Affinity.Outcome.Refused.class,
                            refused ->
                                    assertThat(refused.refusal().words().zh()).isNotBlank());
        }
    }

    @Test
    void whoIsLikeTheMembersIsFoundAmongThoseWhoAreNone() throws IOException {
        try (Desk desk = desk("alike", shop(900, 5))) {
            // those who pay most, of whom every other one is told, so that no feature tells members by itself
            RoaringBitmap members = new RoaringBitmap();
            List<Integer> like = new ArrayList<>();
            for (int customer = 0; customer < 900; customer++) {
                if (customer % 40 >= 30) {
                    if (customer / 40 % 2 == 0) {
                        members.add(desk.customer("c" + customer));
                    } else {
                        like.add(desk.customer("c" + customer));
                    }
                }
            }
            LookAlike.Found found = ((LookAlike.Outcome.Done)
                            desk.prospects().alike(members, desk.moment("2024-03-09"), new Work()))
                    .found();
            assertThat(found.alike()).noneMatch(each -> members.contains(each.customer()));
            long right = found.alike().stream()
                    .limit(like.size())
                    .filter(each -> like.contains(each.customer()))
                    .count();
            assertThat(right / (double) like.size()).isGreaterThan(0.7);
            ModelCard.Figure auc = found.judged().getFirst().figures().getFirst();
            assertThat(auc.merit()).isEqualTo(Merit.AUC);
            // the untold half looks like the told one and counts against the model
            assertThat(auc.low()).isGreaterThan(0.75);
            assertThat(auc.high()).isGreaterThan(auc.value());
            assertThat(found.leftOut()).isEmpty();
            assertThat(found.signs().getFirst().feature()).isIn("average_order", "largest_order", "average_price");
        }
    }
}
