package dev.limner.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The planted truths are in the data: each is looked for as an outsider would, and compared with what is
/// written
/// beside it.
class PlantedTruthsTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    private static Path folder = Path.of("");

    private static Table online;
    private static Table orders;
    private static Table messages;
    private static Table community;
    private static Table customers;
    private static Table outcomes;

    @BeforeAll
    static void simulates() throws IOException {
        ShopSimulation.write(folder, ShopSimulation.Options.defaults().withCustomers(800));
        online = Table.read(folder.resolve("data/online.csv.gz"));
        orders = Table.read(folder.resolve("data/orders.csv.gz"));
        messages = Table.read(folder.resolve("data/messages.csv.gz"));
        community = Table.read(folder.resolve("data/community.csv.gz"));
        customers = Table.read(folder.resolve("truth/customers.csv"));
        outcomes = Table.read(folder.resolve("truth/messages.csv"));
    }

    private static Set<String> who(String flag, boolean has) {
        Set<String> cards = new HashSet<>();
        for (List<String> row : customers.rows()) {
            if (customers.get(row, flag).equals("1") == has) {
                cards.add(customers.get(row, "card"));
            }
        }
        return cards;
    }

    private static LocalDateTime time(List<String> row) {
        return LocalDateTime.parse(row.getFirst(), TIME);
    }

    private static String card(List<String> row) {
        return row.get(2);
    }

    /// Times of an event by card, and by a second column where one is given.
    private static Map<String, NavigableSet<LocalDateTime>> times(Table table, String event, String... by) {
        Map<String, NavigableSet<LocalDateTime>> times = new HashMap<>();
        table.of(event).forEach(row -> {
            String key = by.length == 0 ? card(row) : card(row) + "/" + table.get(row, by[0]);
            times.computeIfAbsent(key, _ -> new TreeSet<>()).add(time(row));
        });
        return times;
    }

    private static double share(Set<String> of, Predicate<String> holds) {
        return of.stream().filter(holds).count() / (double) of.size();
    }

    @Test
    void theHesitantLookThreeTimesAWeekAndDoNotBuy() {
        Map<String, NavigableSet<LocalDateTime>> bought = times(orders, "purchase", "item");
        Set<String> seen = new HashSet<>();
        times(online, "view", "item").forEach((key, views) -> {
            for (LocalDateTime last : views) {
                LocalDateTime first = last.minusDays(7);
                boolean often = views.subSet(first, false, last, true).size() >= 3;
                boolean none = bought.getOrDefault(key, new TreeSet<>())
                        .subSet(first, false, last, true)
                        .isEmpty();
                if (often && none) {
                    seen.add(key.substring(0, key.indexOf('/')));
                }
            }
        });
        assertThat(share(who("hesitant", true), seen::contains)).isGreaterThan(0.8);
        assertThat(share(who("hesitant", false), seen::contains)).isLessThan(0.25);
    }

    @Test
    void theImpulsiveOrderWithinHalfAMinute() {
        Map<String, NavigableSet<LocalDateTime>> sessions = times(online, "session_start");
        List<Boolean> theirs = new ArrayList<>();
        List<Boolean> others = new ArrayList<>();
        Set<String> impulsive = who("impulsive", true);
        orders.of("order").filter(row -> !orders.get(row, "session").isEmpty()).forEach(row -> {
            LocalDateTime begun =
                    sessions.getOrDefault(card(row), new TreeSet<>()).floor(time(row));
            boolean soon = begun != null && Duration.between(begun, time(row)).toSeconds() <= 30;
            (impulsive.contains(card(row)) ? theirs : others).add(soon);
        });
        assertThat(shareOfTrue(theirs)).isGreaterThan(0.6);
        assertThat(shareOfTrue(others)).isLessThan(0.02);
    }

    private static double shareOfTrue(List<Boolean> all) {
        return all.stream().filter(one -> one).count() / (double) all.size();
    }

    @Test
    void thePriceSensitiveOrderWithCouponsAlone() {
        Set<String> sensitive = who("price_sensitive", true);
        List<Boolean> theirs = new ArrayList<>();
        List<Boolean> others = new ArrayList<>();
        orders.of("order")
                .filter(row -> !card(row).isEmpty())
                .forEach(row -> (sensitive.contains(card(row)) ? theirs : others)
                        .add(!orders.get(row, "coupon").isEmpty()));
        assertThat(theirs).hasSizeGreaterThan(500).doesNotContain(false);
        assertThat(shareOfTrue(others)).isLessThan(0.35);
    }

    @Test
    void theFraudulentClaimCouponsInBulkAndSendBack() {
        Set<String> fraudulent = who("fraudulent", true);
        assertThat(ratio(online, "coupon_claimed", fraudulent::contains)).isGreaterThan(1.2);
        assertThat(ratio(online, "coupon_claimed", card -> !fraudulent.contains(card)))
                .isLessThan(0.6);
        assertThat(ratio(orders, "return", fraudulent::contains)).isGreaterThan(0.4);
        assertThat(ratio(orders, "return", card -> !fraudulent.contains(card))).isLessThan(0.2);
    }

    private static double ratio(Table table, String event, Predicate<String> of) {
        long events = table.of(event).filter(row -> of.test(card(row))).count();
        return events
                / (double) orders.of("order")
                        .filter(row -> of.test(card(row)) && !card(row).isEmpty())
                        .count();
    }

    @Test
    void theChatActiveNeverOpenAnSms() {
        Set<String> active = who("chat_active", true);
        List<Boolean> opened = messages.of("message_opened")
                .filter(row -> messages.get(row, "channel").equals("sms"))
                .map(row -> active.contains(card(row)))
                .toList();
        assertThat(opened).hasSizeGreaterThan(50).doesNotContain(true);
        Set<String> talking = times(community, "chat").keySet();
        assertThat(share(active, talking::contains)).isGreaterThan(0.75);
        assertThat(share(who("chat_active", false), talking::contains)).isLessThan(0.5);
    }

    @Test
    void showroomersLookOnlineAndComeToTheStoreWithinThreeDays() throws IOException {
        Map<String, NavigableSet<LocalDateTime>> views = times(online, "view");
        Set<String> came = new HashSet<>();
        times(Table.read(folder.resolve("data/visits.csv")), "visit").forEach((card, visits) -> {
            for (LocalDateTime visit : visits) {
                if (!views.getOrDefault(card, new TreeSet<>())
                        .subSet(visit.minusDays(3), visit)
                        .isEmpty()) {
                    came.add(card);
                }
            }
        });
        assertThat(share(who("showroomer", true), came::contains)).isGreaterThan(0.7);
        assertThat(share(who("showroomer", false), came::contains)).isLessThan(0.45);
    }

    @Test
    void nobodyComesOrOrdersAfterTheDayOfLeaving() {
        Map<String, LocalDate> gone = new HashMap<>();
        for (List<String> row : customers.rows()) {
            String date = customers.get(row, "churn_date");
            if (!date.isEmpty()) {
                gone.put(customers.get(row, "card"), LocalDate.parse(date));
            }
        }
        assertThat(gone).hasSizeGreaterThan(100);
        List<String> late = new ArrayList<>();
        for (Table table : List.of(online, orders)) {
            for (String event : List.of("session_start", "order")) {
                table.of(event).forEach(row -> {
                    LocalDate left = gone.get(card(row));
                    if (left != null && !time(row).toLocalDate().isBefore(left)) {
                        late.add(String.join(",", row));
                    }
                });
            }
        }
        assertThat(late).isEmpty();
    }

    @Test
    void theScoreIsHigherForThoseWhoLeaveSoon() throws IOException {
        Table scores = Table.read(folder.resolve("data/scores.csv"));
        Map<String, LocalDate> gone = new HashMap<>();
        customers.rows().stream()
                .filter(row -> !customers.get(row, "churn_date").isEmpty())
                .forEach(
                        row -> gone.put(customers.get(row, "card"), LocalDate.parse(customers.get(row, "churn_date"))));
        List<Double> soon = new ArrayList<>();
        List<Double> never = new ArrayList<>();
        scores.of("score").forEach(row -> {
            LocalDate left = gone.get(card(row));
            double value = Double.parseDouble(scores.get(row, "value"));
            if (left == null) {
                never.add(value);
            } else if (left.isBefore(time(row).toLocalDate().plusDays(30))) {
                soon.add(value);
            }
        });
        assertThat(mean(soon)).isGreaterThan(0.6);
        assertThat(mean(never)).isLessThan(0.2);
        assertThat(soon).as("an imperfect model").anyMatch(value -> value < 0.5);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void secondCardsBearTheSamePersonWrittenDownAnew() throws IOException {
        Table members = Table.read(folder.resolve("data/members.csv"));
        Map<String, List<String>> register = new HashMap<>();
        members.of("traits")
                .filter(row -> !members.get(row, "name").isEmpty())
                .forEach(row -> register.put(card(row), row));
        int pairs = 0;
        for (List<String> row : customers.rows()) {
            List<String> second = register.get(customers.get(row, "card"));
            List<String> first = register.get(customers.get(row, "duplicate_of"));
            if (first != null && second != null) {
                pairs++;
                assertThat(members.get(second, "name").replace(" ", "")).isEqualTo(members.get(first, "name"));
                assertThat(members.get(second, "name")).isNotEqualTo(members.get(first, "name"));
                assertThat(members.get(second, "gender")).isEqualTo(members.get(first, "gender"));
                assertThat(members.get(second, "birthday")).isIn(members.get(first, "birthday"), "");
                assertThat(members.get(second, "phone")).isIn("+86 " + members.get(first, "phone"), "");
            }
        }
        assertThat(pairs).isBetween(15, 60);
    }

    @Test
    void theOutcomeOfEveryMessageIsTheOneWrittenForItsArm() {
        Map<String, NavigableSet<LocalDateTime>> ordered = times(orders, "order");
        Set<String> sent = new HashSet<>();
        messages.of("message_sent").forEach(row -> sent.add(messages.get(row, "message")));
        Set<String> heldOut = new HashSet<>();
        messages.of("message_suppressed").forEach(row -> heldOut.add(messages.get(row, "message")));
        List<String> wrong = new ArrayList<>();
        int messagesSent = 0;
        for (List<String> row : outcomes.rows()) {
            boolean arm = outcomes.get(row, "sent").equals("1");
            messagesSent += arm ? 1 : 0;
            LocalDate day = LocalDate.parse(outcomes.get(row, "date"));
            boolean bought = !ordered.getOrDefault(outcomes.get(row, "card"), new TreeSet<>())
                    .subSet(day.atTime(8, 0), day.plusDays(7).atStartOfDay())
                    .isEmpty();
            boolean told =
                    outcomes.get(row, arm ? "buys_if_sent" : "buys_if_not_sent").equals("1");
            String message = outcomes.get(row, "message");
            if (bought != told || arm != sent.contains(message) || arm == heldOut.contains(message)) {
                wrong.add(String.join(",", row));
            }
        }
        assertThat(wrong).isEmpty();
        // five standard errors of a share of 0.8
        assertThat(messagesSent / (double) outcomes.rows().size()).isBetween(0.78, 0.82);
    }

    @Test
    void messagesWinThePriceSensitiveAndLoseTheIrritable() {
        Map<String, double[]> effects = new TreeMap<>();
        Set<String> sensitive = who("price_sensitive", true);
        Set<String> irritable = who("irritable", true);
        for (List<String> row : outcomes.rows()) {
            String card = outcomes.get(row, "card");
            String kind = irritable.contains(card) ? "irritable" : sensitive.contains(card) ? "sensitive" : "other";
            double[] sum = effects.computeIfAbsent(kind, _ -> new double[2]);
            sum[0]++;
            sum[1] += Integer.parseInt(outcomes.get(row, "buys_if_sent"))
                    - Integer.parseInt(outcomes.get(row, "buys_if_not_sent"));
        }
        assertThat(mean(effects, "sensitive")).isGreaterThan(0.05);
        assertThat(mean(effects, "other")).isBetween(0.005, 0.05);
        assertThat(mean(effects, "irritable")).isNegative();
    }

    private static double mean(Map<String, double[]> effects, String kind) {
        double[] sum = effects.getOrDefault(kind, new double[] {0, 0});
        return sum[1] / sum[0];
    }
}
