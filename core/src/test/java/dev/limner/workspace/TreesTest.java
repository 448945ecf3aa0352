package dev.limner.workspace;

import static dev.limner.workspace.PredictionsTest.THEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.predict.Clustering;
import dev.limner.predict.RuleTree;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import dev.limner.workspace.Trees.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Trees: each leaf's figures are those that the language finds on held-out customers, and nothing of the
/// future is in them.
@Tag("slow")
class TreesTest {
    private static final Question CHURN = new Question.OfModel("churn", 3);

    @TempDir
    private static Path folder = Path.of("");

    private static Desk shop = open();

    @SuppressWarnings("NullAway") // opened before all tests
    private static Desk open() {
        return null;
    }

    @BeforeAll
    static void fills() throws IOException {
        shop = desk("shop", PredictionsTest.shop(700, 21));
    }

    @AfterAll
    static void closes() {
        shop.close();
    }

    private static Desk desk(String name, List<List<String>> rows) throws IOException {
        Desk desk = new Desk(SmallShop.open(SmallShop.write(folder.resolve(name))), Clock.systemUTC());
        desk.fill(MemoryRows.of(SmallShop.COLUMNS, rows), new Work());
        return desk;
    }

    private static RuleTree tree(Desk desk, Question question, String asOf) {
        Trees.Answer answer = desk.trees().grow(question, desk.moment(asOf), new Work());
        return Objects.requireNonNull(
                answer.tree(), () -> Objects.requireNonNull(answer.refused()).code());
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

    /// Finds every figure of every leaf out again.
    private static void check(Desk desk, RuleTree tree, String asOf) {
        String cutoff = tree.cutoff().toString();
        RoaringBitmap population =
                heldOut(Asking.fulfilling(desk, tree.population().text(), cutoff));
        RoaringBitmap did = Asking.fulfilling(desk, tree.target().text(), asOf);
        assertThat(population.getCardinality()).isEqualTo(tree.heldOut());
        assertThat(RoaringBitmap.andCardinality(population, did)).isEqualTo(tree.hits());
        RoaringBitmap together = new RoaringBitmap();
        for (RuleTree.Node node : tree.leaves()) {
            RuleTree.Leaf leaf = Objects.requireNonNull(node.leaf());
            RoaringBitmap members = heldOut(Asking.fulfilling(desk, leaf.rule().text(), cutoff));
            assertThat(members.getCardinality()).as(leaf.rule().text()).isEqualTo(node.heldOut());
            assertThat(RoaringBitmap.andCardinality(members, did)).isEqualTo(node.hits());
            assertThat(Asking.fulfilling(desk, leaf.rule().text(), asOf).getCardinality())
                    .isEqualTo(leaf.now());
            assertThat(RoaringBitmap.andCardinality(together, members)).isZero();
            together.or(members);
            assertThat(leaf.rule().aloud().zh()).isNotBlank();
        }
        assertThat(together).isEqualTo(population);
    }

    @Test
    void everyLeafStatesWhatTheLanguageFindsOnHeldOutCustomers() {
        RuleTree churn = tree(shop, CHURN, THEN);
        assertThat(churn.leaves()).hasSizeBetween(3, 8);
        assertThat(churn.auc()).isGreaterThan(0.6);
        assertThat(churn.logLoss()).isLessThan(churn.naive());
        check(shop, churn, THEN);
        // durations that are missing for whoever ordered once, and a target of one's own
        RuleTree target =
                tree(shop, new Question.OfTarget("count(order in last 60 days) >= 2", "any order", 60, 5), THEN);
        assertThat(target.leaves()).hasSizeGreaterThan(8);
        check(shop, target, THEN);
    }

    @Test
    void nodesAddUpToTheOneAbove() {
        RuleTree tree = tree(shop, CHURN, THEN);
        for (RuleTree.Node node : tree.nodes()) {
            List<RuleTree.Node> below = tree.nodes().stream()
                    .filter(each -> Objects.equals(each.parent(), node.number()))
                    .toList();
            assertThat(below).hasSize(node.leaf() == null ? 2 : 0);
            if (!below.isEmpty()) {
                assertThat(below.stream().mapToInt(RuleTree.Node::rows).sum()).isEqualTo(node.rows());
                assertThat(below.stream().mapToInt(RuleTree.Node::heldOut).sum())
                        .isEqualTo(node.heldOut());
                assertThat(below.stream().mapToInt(RuleTree.Node::hits).sum()).isEqualTo(node.hits());
            }
        }
    }

    @Test
    void aTreeAsOfAPastMomentIsTheOneThatWasGrownThenWhateverHappenedAfterwards() throws IOException {
        List<List<String>> rows = PredictionsTest.shop(330, 1);
        try (Desk then = desk("then", PredictionsTest.until(rows, THEN));
                Desk leaking = desk("leaking", PredictionsTest.planted(rows))) {
            assertThat(tree(leaking, CHURN, THEN)).isEqualTo(tree(then, CHURN, THEN));
        }
    }

    private static String refusal(Desk desk, Question question, String asOf) {
        Trees.Answer answer = desk.trees().grow(question, desk.moment(asOf), new Work());
        return answer.refused() == null ? "none" : answer.refused().code();
    }

    @Test
    void eachRefusalIsRight() throws IOException {
        try (Desk few = desk("few", PredictionsTest.shop(60, 23))) {
            assertThat(refusal(shop, CHURN, THEN)).isEqualTo("none");
            assertThat(refusal(shop, new Question.OfModel("spend_90", 3), THEN)).isEqualTo("NO_CONDITION");
            assertThat(refusal(shop, new Question.OfModel("responds", 3), THEN)).isEqualTo("NO_EVENTS");
            assertThat(refusal(shop, CHURN, "2023-05-01")).isEqualTo("TOO_SHORT");
            assertThat(refusal(few, CHURN, THEN)).isEqualTo("TOO_FEW_CUSTOMERS");
            assertThat(refusal(shop, new Question.OfTarget("count(order) >= 0", null, 30, 3), THEN))
                    .isEqualTo("NO_VARIATION");
            assertThatThrownBy(() -> refusal(shop, new Question.OfTarget("any ordr", null, 30, 3), THEN))
                    .hasMessageContaining("UNKNOWN_EVENT_TYPE")
                    .hasMessageContaining("order");
            assertThatThrownBy(() -> refusal(shop, new Question.OfModel("chrn", 3), THEN))
                    .hasMessageContaining("UNKNOWN_MODEL");
        }
    }
}
