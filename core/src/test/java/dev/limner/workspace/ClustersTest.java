package dev.limner.workspace;

import static dev.limner.workspace.PredictionsTest.THEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.predict.Clustering;
import dev.limner.predict.RuleClusters;
import dev.limner.predict.Shift;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/// Groups of alike customers over one store: every figure that they state is found out again from outside.
@Tag("slow")
class ClustersTest {
    /// When nine of ten customers have not been seen for long.
    private static final String LATER = "2024-12-01";

    @TempDir
    private static Path folder = Path.of("");

    private static Desk desk = open();
    private static Clustering.Outcome.Found found = find();

    @SuppressWarnings("NullAway") // opened before all tests
    private static Desk open() {
        return null;
    }

    @SuppressWarnings("NullAway") // found before all tests
    private static Clustering.Outcome.Found find() {
        return null;
    }

    @BeforeAll
    static void findsGroups() throws IOException {
        desk = desk("groups", 900);
        found = (Clustering.Outcome.Found) desk.clusters().search(desk.moment(THEN), 1, new Work());
    }

    @AfterAll
    static void closes() {
        desk.close();
    }

    private static Desk desk(String name, int customers) throws IOException {
        Desk made = new Desk(SmallShop.open(SmallShop.write(folder.resolve(name))), Clock.systemUTC());
        made.fill(MemoryRows.of(SmallShop.COLUMNS, PredictionsTest.shop(customers, 9)), new Work());
        return made;
    }

    private static Map<String, RoaringBitmap> members(RuleClusters clusters, String asOf) {
        return clusters.clusters().stream()
                .collect(
                        Collectors.toMap(RuleClusters.Cluster::id, each -> Asking.fulfilling(desk, each.rule(), asOf)));
    }

    private static double share(List<Integer> of, IntPredicate which) {
        return of.stream().filter(which::test).count() / (double) of.size();
    }

    @Test
    void everyFigureOfARuleIsTheOneRecomputedByTheLanguageOnHeldOutCustomers() {
        RuleClusters clusters = found.clusters();
        List<Integer> all = List.copyOf(found.nearest().keySet());
        List<Integer> held = all.stream().filter(Clustering::isHeldOut).toList();
        assertThat(held).hasSize(clusters.heldOut()).hasSizeGreaterThan(100);
        assertThat(all).hasSize(clusters.customers());
        assertThat(clusters.clusters()).hasSizeBetween(3, 7);
        Map<String, RoaringBitmap> members = members(clusters, THEN);
        for (RuleClusters.Cluster cluster : clusters.clusters()) {
            RoaringBitmap taken = Objects.requireNonNull(members.get(cluster.id()));
            IntPredicate is = customer -> cluster.id().equals(found.nearest().get(customer));
            assertThat(cluster.fidelity())
                    .as(cluster.rule())
                    .isEqualTo(share(held, customer -> taken.contains(customer) == is.test(customer)));
            assertThat(cluster.precision())
                    .isEqualTo(share(held.stream().filter(taken::contains).toList(), is));
            assertThat(cluster.recall())
                    .isEqualTo(share(held.stream().filter(is::test).toList(), taken::contains));
            assertThat(cluster.share()).isEqualTo(share(all, is));
            assertThat(cluster.ruled())
                    .isEqualTo(share(all, customer -> taken.contains(customer) && takers(members, customer) == 1));
            assertThat(cluster.title().zh()).isNotBlank();
            assertThat(cluster.aloud().zh()).isNotBlank();
        }
        assertThat(clusters.fidelity())
                .isEqualTo(share(
                        held,
                        customer -> takers(members, customer) == 1
                                && Objects.requireNonNull(
                                                members.get(found.nearest().get(customer)))
                                        .contains(customer)))
                .isGreaterThan(0.6);
        assertThat(clusters.none()).isEqualTo(share(all, customer -> takers(members, customer) != 1));
    }

    private static long takers(Map<String, RoaringBitmap> members, int customer) {
        return members.values().stream().filter(each -> each.contains(customer)).count();
    }

    @Test
    void theSearchIsKeptWholeAndTheSameSearchAddsNothing() {
        assertThat(Objects.requireNonNull(desk.clusters().find(desk.moment(THEN), 1, new Work()))
                        .clusters())
                .isEqualTo(found.clusters());
        Clusters.Kept kept = Objects.requireNonNull(desk.clusters().last());
        assertThat(kept.clusters()).isEqualTo(found.clusters());
        assertThat(desk.clusters().find(desk.moment(THEN), 1, new Work()).version())
                .isEqualTo(kept.version());
        assertThat(desk.clusters().cluster("cluster-1").id()).isEqualTo("cluster-1");
        assertThatThrownBy(() -> desk.clusters().cluster("cluster-9")).hasMessageContaining("UNKNOWN_CLUSTER");
    }

    @Test
    void driftIsNoneAtTheMomentOfTheFitAndFarWhenCustomersHaveGone() {
        desk.clusters().find(desk.moment(THEN), 1, new Work());
        Clusters.Drift none = Objects.requireNonNull(desk.clusters().drift(desk.moment(THEN)));
        assertThat(none.index()).isZero();
        assertThat(none.level()).isEqualTo(Shift.STEADY);
        assertThat(none.fidelity()).isEqualTo(none.fidelityThen());
        assertThat(none.isUnfaithful()).isFalse();

        Clusters.Drift far = Objects.requireNonNull(desk.clusters().drift(desk.moment(LATER)));
        RoaringBitmap population = Asking.fulfilling(desk, found.clusters().population(), LATER);
        Map<String, RoaringBitmap> members = members(found.clusters(), LATER);
        List<Integer> all = IntStream.of(population.toArray()).boxed().toList();
        assertThat(far.customers()).isEqualTo(all.size());
        double index = 0;
        for (Clusters.Share each : far.shares()) {
            String cluster = each.cluster();
            double now = share(
                    all,
                    customer -> (takers(members, customer) == 1)
                            && (cluster != null
                                    && Objects.requireNonNull(members.get(cluster))
                                            .contains(customer)));
            if (cluster == null) {
                now = share(all, customer -> takers(members, customer) != 1);
            }
            assertThat(each.now()).isEqualTo(now);
            double p = Math.max(1e-4, each.then());
            double q = Math.max(1e-4, now);
            index += (q - p) * Math.log(q / p);
        }
        assertThat(far.index()).isCloseTo(index, within(1e-12)).isGreaterThan(0.25);
        assertThat(far.level()).isEqualTo(Shift.FAR);
    }

    @Test
    void theMapShowsCustomersInTheDirectionsOfMostVariance() {
        RuleClusters.Plane plane = found.clusters().plane();
        assertThat(plane.points()).hasSize(600);
        assertThat(plane.centres()).hasSameSizeAs(found.clusters().clusters());
        double first = plane.axes().getFirst().share();
        double second = plane.axes().getLast().share();
        assertThat(first).isGreaterThan(second);
        assertThat(first + second).isBetween(0.4, 1.0);
        // points lie nearer to the middle of their own group than to that of another, mostly: it is a projection
        long own = plane.points().stream()
                .filter(point -> plane.centres().stream()
                        .min((a, b) -> Double.compare(distance(point, a), distance(point, b)))
                        .orElseThrow()
                        .cluster()
                        .equals(point.cluster()))
                .count();
        assertThat(own).isGreaterThan(450);
    }

    private static double distance(RuleClusters.Point a, RuleClusters.Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    @Test
    void fewCustomersMakeNoGroupsAndTheRefusalIsKept() throws IOException {
        try (Desk few = desk("few", 100)) {
            assertThatThrownBy(() -> few.clusters().found()).hasMessageContaining("NO_CLUSTERS");
            few.clusters().find(few.moment(THEN), 1, new Work());
            Clusters.Kept kept = Objects.requireNonNull(few.clusters().last());
            assertThat(Objects.requireNonNull(kept.run().refused()).code()).isEqualTo("TOO_FEW_CUSTOMERS");
            assertThatThrownBy(() -> few.clusters().drift(few.moment(null))).hasMessageContaining("NO_CLUSTERS");
        }
    }
}
