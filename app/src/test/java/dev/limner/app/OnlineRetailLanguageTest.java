package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.language.Checked;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Column;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.predict.Clustering;
import dev.limner.predict.RuleClusters;
import dev.limner.predict.RuleTree;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaringbitmap.RoaringBitmap;

/// Conditions of the language over a real shop's year, against the same questions in hand-written SQL.
@Tag("slow")
class OnlineRetailLanguageTest {
    /// The beginning of 10 December 2011 in London, at which the demo's clock stands.
    private static final String NOW = "TIMESTAMP '2011-12-10 00:00:00'";

    @TempDir
    private static Path folder = Path.of("");

    private static Desk desk;

    @BeforeAll
    static void importsTheWholeFile() throws IOException {
        desk = Workbench.open(Example.whole(folder.resolve("whole")));
        Example.fill(desk);
    }

    @AfterAll
    static void closesTheStore() {
        desk.close();
    }

    private static RoaringBitmap fulfilling(String expression, Moment moment) {
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        Checked checked = Checker.condition(Parser.parse(expression), lexicon);
        return desk.fulfilling(List.of(checked), lexicon, moment, null, new Work())
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no order in last 90 days and any order | customer FROM events WHERE type = 'order' GROUP BY 1 HAVING max("at") <= $now - INTERVAL 90 DAY
            sum(purchase.amount in last 365 days) > 5000 | customer FROM events WHERE type = 'purchase' AND "at" > $now - INTERVAL 365 DAY GROUP BY 1 HAVING sum(amount) > 5000
            avg(order.total in last 1 year) >= 500 | customer FROM events WHERE type = 'order' AND "at" > TIMESTAMP '2010-12-10' GROUP BY 1 HAVING avg(total) >= 500
            distinct(purchase.item where kind = 'product' in this month) >= 20 | customer FROM events WHERE type = 'purchase' AND kind = 'product' AND "at" >= TIMESTAMP '2011-12-01' GROUP BY 1 HAVING count(DISTINCT item) >= 20
            count(order in previous quarter) = 2 | customer FROM events WHERE type = 'order' AND "at" >= TIMESTAMP '2011-06-30 23:00:00' AND "at" < TIMESTAMP '2011-09-30 23:00:00' GROUP BY 1 HAVING count(*) = 2
            any return and max(return.amount) > 100 | customer FROM events WHERE type = 'return' GROUP BY 1 HAVING max(amount) > 100
            count(order) >= 4 and days since last order > 2 * median gap(order) | customer FROM (SELECT customer, "at", epoch_us("at") - lag(epoch_us("at")) OVER (PARTITION BY customer ORDER BY "at", known, id) gap FROM events WHERE type = 'order') GROUP BY 1 HAVING count(*) >= 4 AND date_diff('day', (max("at") AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/London')::DATE, DATE '2011-12-10') * 86400000000 > 2 * median(gap)
            sequence(purchase where item = '85123A' then return where item = '85123A' within 30 days) | a.customer FROM events a JOIN events b ON a.customer = b.customer AND a.type = 'purchase' AND b.type = 'return' AND a.item = '85123A' AND b.item = '85123A' AND b."at" - a."at" <= INTERVAL 30 DAY AND (b."at" > a."at" OR b."at" = a."at" AND (b.known, b.id) > (a.known, a.id))
            """)
    void membersAreThoseOfTheSameQuestionInSql(String expression, String sql) {
        SqlConsole.Table table =
                new SqlConsole(desk.workspace().store()).query("SELECT DISTINCT " + sql.replace("$now", NOW), 10_000);
        TreeSet<Integer> expected = new TreeSet<>();
        table.rows().forEach(row -> {
            if (row.getFirst() != null) {
                expected.add(Integer.valueOf(Objects.requireNonNull(row.getFirst())));
            }
        });
        TreeSet<Integer> found = new TreeSet<>();
        fulfilling(expression, desk.moment(null)).forEach((org.roaringbitmap.IntConsumer) found::add);
        assertThat(expected).isNotEmpty();
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aTagMeansInAConditionWhatItMeansInThePortrait() {
        Moment moment = desk.moment("2011-10-03");
        People people = desk.people(moment);
        Column tier = people.column("value_tier");
        Column lifecycle = people.column("lifecycle");
        RoaringBitmap expected = new RoaringBitmap();
        people.customers().forEach((org.roaringbitmap.IntConsumer) customer -> {
            if ("head".equals(tier.text(customer)) && "dormant".equals(lifecycle.text(customer))) {
                expected.add(customer);
            }
        });
        assertThat(expected.isEmpty()).isFalse();
        assertThat(fulfilling("value_tier = 'head' and lifecycle = 'dormant'", moment))
                .isEqualTo(expected);
        assertThat(fulfilling("in segment 'value_tier:head' and in segment 'lifecycle:dormant'", moment))
                .isEqualTo(expected);
    }

    @Test
    void membershipThenIsWhatWasAskedThen() {
        Moment then = desk.moment("2011-09-01");
        RoaringBitmap asked = fulfilling("in segment 'lifecycle:active'", then);
        RoaringBitmap now = fulfilling("in segment 'lifecycle:active' at 2011-09-01", desk.moment(null));
        assertThat(now).isEqualTo(asked);
    }

    @Test
    void thoseWhoEnteredOverTenDaysAreThoseWhoWereInOnSomeDayOfItAndNotBefore() {
        RoaringBitmap entered = fulfilling("entered segment 'lifecycle:dormant' in last 10 days", desk.moment(null));
        RoaringBitmap somehow = new RoaringBitmap();
        RoaringBitmap before = fulfilling("in segment 'lifecycle:dormant'", desk.moment("2011-11-30"));
        for (int day = 1; day <= 10; day++) {
            String date = java.time.LocalDate.of(2011, 11, 30).plusDays(day).toString();
            RoaringBitmap on = fulfilling("in segment 'lifecycle:dormant'", desk.moment(date));
            somehow.or(RoaringBitmap.andNot(on, before));
            before = on;
        }
        assertThat(somehow.isEmpty()).isFalse();
        assertThat(RoaringBitmap.andNot(somehow, entered).isEmpty()).isTrue();
    }

    @Test
    void aPercentileIsAmongAllWhoHaveTheTag() {
        RoaringBitmap top = fulfilling("percentile(spend) >= 0.9", desk.moment(null));
        RoaringBitmap buyers = fulfilling("spend is known", desk.moment(null));
        assertThat(top.getCardinality()).isBetween(buyers.getCardinality() / 10 - 2, buyers.getCardinality() / 10 + 2);
        assertThat(fulfilling("rank(spend) <= 100", desk.moment(null)).getCardinality())
                .isEqualTo(100);
    }

    private static RoaringBitmap heldOut(RoaringBitmap of) {
        RoaringBitmap held = new RoaringBitmap();
        of.forEach((org.roaringbitmap.IntConsumer) customer -> {
            if (Clustering.isHeldOut(customer)) {
                held.add(customer);
            }
        });
        return held;
    }

    @Test
    void theRulesOfGroupsAreAsFaithfulToHeldOutCustomersAsTheySay() {
        Moment now = desk.moment(null);
        Clustering.Outcome.Found found =
                (Clustering.Outcome.Found) desk.clusters().search(now, 1, new Work());
        assertThat(found.clusters().heldOut()).isGreaterThan(1000);
        for (RuleClusters.Cluster cluster : found.clusters().clusters()) {
            RoaringBitmap members = fulfilling(cluster.rule(), now);
            long right = found.nearest().entrySet().stream()
                    .filter(each -> Clustering.isHeldOut(each.getKey()))
                    .filter(each ->
                            members.contains(each.getKey()) == each.getValue().equals(cluster.id()))
                    .count();
            assertThat(cluster.fidelity())
                    .as(cluster.rule())
                    .isEqualTo(right / (double) found.clusters().heldOut())
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void theLeavesOfATreeSayWhatTheLanguageFindsOnHeldOutCustomers() {
        Moment now = desk.moment(null);
        RuleTree tree = Objects.requireNonNull(desk.trees()
                .grow(new Trees.Question.OfModel("churn", Trees.USUAL_DEPTH), now, new Work())
                .tree());
        Moment cutoff = desk.moment(tree.cutoff().toString());
        RoaringBitmap did = fulfilling(tree.target().text(), now);
        int heldOut = 0;
        for (RuleTree.Node node : tree.leaves()) {
            RuleTree.Leaf leaf = Objects.requireNonNull(node.leaf());
            RoaringBitmap members = heldOut(fulfilling(leaf.rule().text(), cutoff));
            assertThat(members.getCardinality()).as(leaf.rule().text()).isEqualTo(node.heldOut());
            assertThat(RoaringBitmap.andCardinality(members, did)).isEqualTo(node.hits());
            assertThat(fulfilling(leaf.rule().text(), now).getCardinality()).isEqualTo(leaf.now());
            heldOut += node.heldOut();
        }
        assertThat(heldOut).isEqualTo(tree.heldOut()).isGreaterThan(800);
        assertThat(tree.logLoss()).isLessThan(tree.naive());
    }
}
