package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.portrait.Moment;
import dev.limner.problem.UserProblem;
import dev.limner.source.LoadReport;
import dev.limner.source.MemoryRows;
import dev.limner.work.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One filled workspace for all that only asks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {
    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Desk desk = unset();

    @SuppressWarnings("NullAway") // opened before all tests
    private static Desk unset() {
        return null;
    }

    @BeforeAll
    void open() throws IOException {
        desk = SmallShop.filled(folder.resolve("shop"));
    }

    @AfterAll
    void close() {
        desk.close();
    }

    private List<String> ids(String search, List<String> where, String sort, String asOf, String population) {
        int[] numbers = new CustomerList(search, where, sort)
                .numbers(desk, desk.moment(asOf), population.isEmpty() ? null : population);
        return Arrays.stream(numbers)
                .mapToObj(number ->
                        desk.workspace().store().customers().identifier(number).value())
                .toList();
    }

    private List<String> ids(String... where) {
        return ids("", List.of(where), "id", "", "");
    }

    @Test
    void nowIsTheBeginningOfTheFixedDay() {
        Moment now = desk.moment(null);
        assertThat(now.date()).isEqualTo("2024-03-10");
        assertThat(now.instant()).isEqualTo("2024-03-09T18:14:59.999999Z");
        assertThat(desk.moment(" ")).isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-01,                       2024-02-01, 2024-01-31T18:14:59.999999Z",
        "2024-01-31T18:15:00Z,             2024-02-01, 2024-01-31T18:15:00Z",
        "2024-01-31T18:14:59.999999Z,      2024-01-31, 2024-01-31T18:14:59.999999Z",
        "2024-02-01T00:00:00+05:45,        2024-02-01, 2024-01-31T18:15:00Z",
    })
    void aDateMeansItsBeginningAndAnInstantItself(String asOf, String date, String instant) {
        assertThat(desk.moment(asOf).date()).isEqualTo(date);
        assertThat(desk.moment(asOf).instant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow",
                "2024-02-30",
                "2024-01-01T00:00:00",
                "T",
                "+999999999-12-31",
                "+999999999-12-31T00:00:00Z"
            })
    void whatIsNeitherDateNorInstantIsABadDate(String asOf) {
        assertThatThrownBy(() -> desk.moment(asOf))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("BAD_DATE  (" + asOf + ") is no date.");
    }

    @Test
    void customersAreFoundByPartOfTheirIdentifierInAnyCase() {
        assertThat(ids("B2", List.of(), "id", "", "")).containsExactly("B2", "b20");
        assertThat(ids(" a ", List.of(), "id", "", "")).containsExactly("A1");
        assertThat(ids("xyz", List.of(), "id", "", "")).isEmpty();
        assertThat(ids()).containsExactly("A1", "B2", "C3", "b20");
    }

    @Test
    void thoseWithoutAValueComeLastInEitherDirection() {
        assertThat(ids("", List.of(), "last_order", "", "")).containsExactly("B2", "A1", "b20", "C3");
        assertThat(ids("", List.of(), "-last_order", "", "")).containsExactly("b20", "A1", "B2", "C3");
        assertThat(ids("", List.of(), "-id", "", "")).containsExactly("b20", "C3", "B2", "A1");
        assertThat(ids("", List.of(), "-spend", "", "").subList(0, 3)).containsExactly("B2", "A1", "b20");
    }

    @Test
    void aChoiceIsOneOfTheValuesNamed() {
        assertThat(ids("lifecycle:new")).containsExactly("b20");
        assertThat(ids("lifecycle:new|active")).containsExactly("A1", "B2", "b20");
        assertThat(ids("lifecycle:new|new")).containsExactly("b20");
        assertThat(ids("lifecycle:lost")).isEmpty();
    }

    @Test
    void aRangeHoldsBothItsEndsAndMayBeOpen() {
        assertThat(ids("spend:25.5..300")).containsExactly("A1", "B2");
        assertThat(ids("spend:25.51..")).containsExactly("B2");
        assertThat(ids("orders:1..1")).containsExactly("B2", "b20");
        assertThat(ids("orders:..1", "spend:..100", "last_order:..")).containsExactly("b20");
        assertThat(ids("last_order:2024-02-01..2024-03-01")).containsExactly("A1", "B2");
        assertThat(ids("last_order:..2024-02-29")).containsExactly("B2");
    }

    @Test
    void aValueIsMetAsItIsWritten() {
        assertThat(ids("orders:2")).containsExactly("A1");
        assertThat(ids("last_order:2024-03-01")).containsExactly("A1");
        assertThat(ids("spend:300.00")).containsExactly("B2");
        assertThat(ids("spend:25.50|2.00")).containsExactly("A1", "b20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spend", ":5", "spend:a..b", "last_order:2024-02-30..", "lifecycle:new..lost"})
    void whatIsNoConditionIsTaughtByExample(String where) {
        assertThatThrownBy(() -> ids(where))
                .hasMessage("BAD_PARAMETER  where cannot be (" + where
                        + ").  Maybe one of: tag:value, tag:value|value, tag:from..to.");
    }

    @Test
    void aTagOrSegmentThatIsNotKnownIsTaught() {
        assertThatThrownBy(() -> ids("spent:5")).hasMessageEndingWith("Maybe you meant (spend).");
        assertThatThrownBy(() -> ids("", List.of(), "-spent", "", "")).hasMessageEndingWith("Maybe you meant (spend).");
        assertThatThrownBy(() -> ids("", List.of(), "id", "", "lifecycle:nwe"))
                .hasMessageStartingWith("UNKNOWN_SEGMENT");
        assertThatThrownBy(() -> desk.customer("A2")).hasMessage("UNKNOWN_CUSTOMER  There is no customer (A2).");
    }

    @Test
    void aPopulationAndAMomentNarrowTheList() {
        assertThat(ids("", List.of(), "id", "", "lifecycle:active")).containsExactly("A1", "B2");
        assertThat(ids("", List.of(), "id", "2024-02-05", "")).containsExactly("A1", "B2");
        assertThat(ids("", List.of("orders:1"), "id", "2024-03-01", "")).containsExactly("A1", "B2");
        assertThat(ids("", List.of("orders:2"), "id", "2024-02-29T18:15:00Z", ""))
                .containsExactly("A1");
    }

    @Test
    void aDeskIsEmptyThenReadyAndImportsTheSameRowsOnce(@TempDir Path other) throws IOException {
        try (Desk fresh = new Desk(
                SmallShop.open(SmallShop.write(other.resolve("shop"))),
                Clock.fixed(Instant.parse("2024-07-01T12:00:00Z"), ZoneOffset.UTC))) {
            assertThat(fresh.state()).isEqualTo(Desk.State.EMPTY);
            MemoryRows rows = MemoryRows.of(SmallShop.COLUMNS, SmallShop.ROWS);
            LoadReport report = fresh.fill(rows, new Work()).getFirst();
            assertThat(report.rows()).isEqualTo(6);
            assertThat(report.kept())
                    .containsExactlyInAnyOrder(
                            new LoadReport.Count("purchase", 5, 1), new LoadReport.Count("return", 1, 0));
            assertThat(fresh.state()).isEqualTo(Desk.State.READY);
            assertThat(fresh.extent().anonymous()).isEqualTo(2); // a line and its order
            assertThat(fresh.fill(rows, new Work()).getFirst().duplicates()).isEqualTo(6);
            assertThat(fresh.extent().events()).isEqualTo(desk.extent().events());
        }
    }

    @Test
    void workThatFailsOrIsCancelledLeavesTheStoreEmpty(@TempDir Path other) throws IOException {
        try (Desk fresh = new Desk(SmallShop.open(SmallShop.write(other.resolve("shop"))), Clock.systemUTC())) {
            MemoryRows wrong = MemoryRows.of(List.of("customer"), List.of());
            assertThatThrownBy(() -> fresh.fill(wrong, new Work())).hasMessageStartingWith("MAPPING_COLUMN_UNKNOWN");
            assertThat(fresh.state()).isEqualTo(Desk.State.FAILED);
            assertThat(fresh.failure()).hasMessageStartingWith("MAPPING_COLUMN_UNKNOWN");
            Work cancelled = new Work();
            cancelled.cancel();
            MemoryRows rows = MemoryRows.of(SmallShop.COLUMNS, SmallShop.ROWS);
            assertThatThrownBy(() -> fresh.fill(rows, cancelled)).isInstanceOf(CancellationException.class);
            assertThat(fresh.state()).isEqualTo(Desk.State.EMPTY);
            assertThat(fresh.extent().events()).isZero();
            assertThat(fresh.work()).isNull();
        }
    }

    @Test
    void aSourceInAnotherCurrencyIsRefused(@TempDir Path other) throws IOException {
        Path shop = SmallShop.write(other.resolve("shop"));
        SmallShop.edit(shop.resolve("sources/orders.yaml"), "currency: NPR", "currency: EUR");
        try (Desk fresh = new Desk(SmallShop.open(shop), Clock.systemUTC())) {
            assertThatThrownBy(() -> fresh.fill(MemoryRows.of(SmallShop.COLUMNS, SmallShop.ROWS), new Work()))
                    .hasMessageStartingWith("CURRENCY_DIFFERS  The source counts in EUR, the workspace in NPR.");
        }
    }

    @Test
    void aRealClockIsTheMachinesInTheWorkspacesZone(@TempDir Path other) throws IOException {
        Path shop = SmallShop.write(other.resolve("shop"));
        SmallShop.edit(shop.resolve("limner.yaml"), "clock: 2024-03-10", "clock: real");
        Clock machine = Clock.fixed(Instant.parse("2024-07-01T18:30:00Z"), ZoneOffset.UTC);
        try (Desk fresh = new Desk(SmallShop.open(shop), machine)) {
            assertThat(fresh.moment(null).instant()).isEqualTo(machine.instant());
            assertThat(fresh.moment(null).date()).isEqualTo(LocalDate.of(2024, 7, 2));
        }
    }
}
