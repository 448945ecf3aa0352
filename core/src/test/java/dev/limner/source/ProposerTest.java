package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limner.event.ValueType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposerTest {
    private static final Proposer.Usual USUAL = new Proposer.Usual("Asia/Shanghai", "CNY", LocalDate.of(2026, 3, 1));

    private static Proposal propose(List<String> columns, List<List<String>> rows) {
        return Proposer.propose(
                "orders", "data/orders.csv", MemoryRows.of(columns, rows), Path.of("orders.csv"), 1000, USUAL);
    }

    private static String found(Proposal proposal, String key) {
        return proposal.findings().stream()
                .filter(finding -> finding.key().equals(key))
                .map(finding -> finding.value() + " " + finding.confidence())
                .findFirst()
                .orElse("");
    }

    private static ColumnProfile profile(String name, String... values) {
        return ColumnProfile.of(name, List.of(values));
    }

    @Test
    void ordersAreKnownByTheirColumns() {
        Proposal proposal = propose(
                List.of("order_no", "会员号", "商品", "数量", "金额", "下单时间"),
                IntStream.range(0, 50)
                        .mapToObj(i -> List.of(
                                "A" + i, "m" + i % 7, "茶", "" + i % 3, i + ".50", "2026/1/" + (i % 28 + 1) + " 9:05"))
                        .toList());
        assertThat(found(proposal, "customer.column")).isEqualTo("会员号 LIKELY");
        assertThat(found(proposal, "time.column")).isEqualTo("下单时间 SURE");
        assertThat(found(proposal, "time.pattern")).isEqualTo("yyyy/M/d H:mm SURE");
        assertThat(found(proposal, "zone")).isEqualTo("Asia/Shanghai GUESS");
        assertThat(found(proposal, "currency")).isEqualTo("CNY GUESS");
        assertThat(proposal.columns())
                .extracting(Proposal.Column::property, Proposal.Column::type)
                .containsExactly(
                        tuple("order_no", ValueType.TEXT),
                        tuple("商品", ValueType.TEXT),
                        tuple("数量", ValueType.INTEGER),
                        tuple("金额", ValueType.MONEY));
        assertThat(proposal.mapping()).contains("event: purchase");
    }

    @Test
    void everyKindOfEventGetsARuleOfItsOwn() {
        Proposal proposal = propose(
                List.of("user_id", "event_type", "ts"),
                List.of(
                        List.of("u1", "pv", "1511658000"),
                        List.of("u2", "cart", "1511658001"),
                        List.of("u3", "pv", "1511658002")));
        assertThat(proposal.mapping())
                .contains("customer: {column: user_id, kind: member}")
                .contains("time: {column: ts, unit: seconds}")
                .contains("when: {event_type: {in: [cart]}}\n    event: cart")
                .contains("when: {event_type: {in: [pv]}}\n    event: pv");
    }

    @Test
    void aTableWithOneRowACustomerHoldsTraitsAsOfADay() {
        Proposal proposal = propose(
                List.of("customerID", "Churn"), List.of(List.of("a", "Yes"), List.of("b", "No"), List.of("c", "No")));
        assertThat(found(proposal, "rules")).isEqualTo("traits LIKELY");
        assertThat(found(proposal, "time.constant")).isEqualTo("2026-03-01 GUESS");
    }

    @Test
    void aFirstLineOfDataNamesNoColumns() {
        Proposal proposal = propose(List.of("1", "tea"), List.of(List.of("2", "cup")));
        assertThat(found(proposal, "format.columns")).isEqualTo("c1, c2 GUESS");
        assertThat(proposal.mapping()).contains("columns: [c1, c2]");
    }

    @Test
    void daysAndMonthsThatCannotBeToldApartAreAGuess() {
        assertThat(TimeForms.of(List.of("1/2/2026", "3/4/2026")))
                .satisfies(form -> assertThat(form.confidence()).isEqualTo(Confidence.GUESS));
        assertThat(TimeForms.of(List.of("1/2/2026", "25/4/2026")))
                .satisfies(form -> assertThat(form.patterns()).containsExactly("d/M/yyyy"));
    }

    @Test
    void timesMayBeWrittenInMoreThanOneWay() {
        assertThat(TimeForms.of(List.of("2026-01-05 10:00:00.250", "2026-01-05 10:00:01", "2026-01-06 10:00:02")))
                .satisfies(form ->
                        assertThat(form.patterns()).containsExactly("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.SSS"));
        assertThat(TimeForms.of(List.of("tea", "2026-01-05"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "amount,  12.5;8,           MONEY",
        "income,  58138;4000,       MONEY",
        "weight,  12.5;8,           NUMBER",
        "pieces,  3;4;-1,           INTEGER",
        "ordno,   1001;1002,        TEXT",
        "zip,     01234;00017,      TEXT",
        "gift,    yes;no,           BOOLEAN",
        "day,     2026-01-05,       DATE",
        "marks,   [1];[2],          LIST",
        "note,    tea;7,            TEXT",
    })
    void aColumnsTypeIsThatOfNearlyAllItsValues(String name, String values, ValueType expected) {
        assertThat(profile(name, values.split(";", -1)).type()).isEqualTo(expected);
    }
}
