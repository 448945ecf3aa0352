package dev.limner.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.engine.Scope;
import dev.limner.portrait.Formulas;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Shop;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class SegmentsTest {
    private final Portraits portraits =
            Portraits.bind(Shop.catalogue(), Formulas.standard().with(RfmFormula.all()), Shop.PLAN);
    private final Segments segments = new Segments(
            Shop.read(Segments.class, "segments.yaml", SegmentDefinition.File.class)
                    .groups(),
            Map.of(),
            Shop.catalogue());

    private People people(Shop shop, String before) {
        return portraits.people(
                shop.engine(2),
                Moment.before(LocalDate.parse(before), shop.clock()),
                Scope.Mode.AS_CORRECTED,
                new Work());
    }

    private static RfmModel model(People people) {
        return (RfmModel) Objects.requireNonNull(people.parameters().get(RfmFormula.MODEL));
    }

    @Test
    void theSegmentsOfAGroupPartAllBuyers() {
        People people = people(Shop.random(1, 300, "Asia/Shanghai"), "2024-06-01");
        int buyers = (int) people.customers().stream()
                .filter(people.column("orders")::positive)
                .count();
        for (Segments.Group group : segments.groups()) {
            RoaringBitmap all = new RoaringBitmap();
            long sum = 0;
            for (Segments.Segment segment : group.segments()) {
                RoaringBitmap members = Segments.members(people, segment);
                sum += members.getCardinality();
                all.or(members);
            }
            assertThat(sum).isEqualTo(buyers);
            assertThat(all.getCardinality()).isEqualTo(buyers);
            List<Segments.Size> sizes = Segments.sizes(people, group);
            assertThat(sizes.stream().mapToLong(Segments.Size::customers).sum()).isEqualTo(buyers);
            assertThat(sizes.stream().mapToDouble(Segments.Size::spendShare).sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void theSummaryAgreesWithTheTags() {
        People people = people(Shop.random(2, 300, "Asia/Shanghai"), "2024-06-01");
        RfmSummary summary = RfmSummary.of(people, model(people));
        Segments.Group group = segments.groups().getFirst();
        assertThat(summary.classes().stream().map(RfmSummary.OfClass::customers))
                .containsExactlyElementsOf(Segments.sizes(people, group).stream()
                        .map(Segments.Size::customers)
                        .toList());
        assertThat(summary.grid()).hasSize(25);
        assertThat(summary.grid().stream().mapToLong(RfmSummary.Cell::customers).sum())
                .isEqualTo(summary.customers());
        assertThat(summary.grid().stream().mapToLong(RfmSummary.Cell::spend).sum())
                .isEqualTo(summary.spend());
        assertThat(summary.grid()).allMatch(cell -> (cell.customers() == 0) == (cell.mostOften() == null));
    }

    @Test
    void aPopulationIsScoredByTheModelOfEverybody() {
        People people = people(Shop.random(3, 100, "Asia/Shanghai"), "2024-06-01");
        RoaringBitmap head = Segments.members(people, segments.segment("value_tier:head"));
        RfmSummary summary = RfmSummary.of(people.within(head), model(people));
        assertThat(summary.customers()).isEqualTo(head.getCardinality());
        assertThat(summary.model()).isEqualTo(model(people));
    }

    @Test
    void movementCountsEveryValueOnce() {
        Shop shop = new Shop("Asia/Shanghai")
                .order(1, "2024-01-01T12:00", "10")
                .order(2, "2024-01-01T12:00", "10")
                .order(2, "2024-05-01T12:00", "10")
                .order(3, "2024-05-05T12:00", "10");
        Movement movement = Movement.between(people(shop, "2024-02-15"), people(shop, "2024-05-10"), "lifecycle");
        assertThat(movement.flows())
                .containsExactly(
                        new Movement.Flow(null, "new", 1),
                        new Movement.Flow("active", "returned", 1),
                        new Movement.Flow("active", "dormant", 1));
        assertThatThrownBy(() -> Movement.between(people(shop, "2024-02-15"), people(shop, "2024-05-10"), "spend"))
                .isInstanceOf(UserProblem.class);
    }

    @Test
    void aMistypedSegmentIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> segments.segment("lifecycle:dormnt"))
                .hasMessageContaining("Maybe you meant (lifecycle:dormant)");
        assertThatThrownBy(() -> new Segments(
                        List.of(new SegmentDefinition(
                                "lifecycle", new Words("", ""), new Words("", ""), List.of("lots"))),
                        Map.of(),
                        Shop.catalogue()))
                .hasMessageContaining("Maybe you meant (lifecycle:lost)");
    }
}
