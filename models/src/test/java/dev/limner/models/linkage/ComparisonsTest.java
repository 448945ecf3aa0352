package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
    private static final Map<String, String> PINYIN = Map.of(
            "张", "zhang", "章", "zhang", "伟", "wei", "李", "li", "小明", "xiaoming", "晓明", "xiaoming", "小敏", "xiaomin");

    @ParameterizedTest
    @CsvSource({
        "ada|example, ada|example, equal, equal",
        "ada|example, example|ada, swapped, missing",
        "ada|example, example|, swapped, missing",
        "ada|example, |example, missing, equal",
        "catherine|example, catherina|exampel, close, close",
        "ada|example, bruno|tester, different, different",
        "jonathan|x, jonatan|x, close, equal",
        "张|伟, 章|伟, sound, equal",
        "伟|张, wei|zhang, sound, sound",
        "小明|李, 晓明|李, sound, equal",
        "小明|李, 小敏|李, close, equal",
        "伟|张, 张|伟, swapped, missing",
        "ada|ada, ada|ada, equal, equal"
    })
    void namesAgreeByCharactersBySoundAndExchanged(String left, String right, String given, String surname) {
        List<Column> columns = List.of(
                Column.of("given", 0, Forms::words),
                Column.of("given.sound", 0, ComparisonsTest::sound),
                Column.of("surname", 1, Forms::words),
                Column.of("surname.sound", 1, ComparisonsTest::sound));
        assertThat(level(NameComparison.given("given", "given.sound", "surname"), columns, left, right))
                .isEqualTo(given);
        assertThat(level(NameComparison.surname("surname", "surname.sound", "given"), columns, left, right))
                .isEqualTo(surname);
    }

    @ParameterizedTest
    @CsvSource({
        "19800312, 19800312, equal",
        "19800312, 1980-03-12, equal",
        "19800312, 19801203, swapped",
        "19800312, 19800313, digit",
        "19800312, 19800321, digit",
        "19800312, 119800312, digit",
        "19800312, 19840312, digit",
        "19790312, 19810312, year",
        "19800312, 19810413, different",
        "19800312, 19800427, different",
        "19800312, 19800325, part",
        "19310312, 19980312, part",
        "spring, spring, equal",
        "spring, autumn, missing"
    })
    void birthDatesAgreeUpToUsualErrors(String left, String right, String level) {
        List<Column> columns = List.of(Column.of("birth", 0, Forms::digits));
        if (level.equals("missing") || left.equals("spring")) {
            assertThat(level(BirthDateComparison.of("birth"), columns, left, right))
                    .isEqualTo("missing");
        } else {
            assertThat(level(BirthDateComparison.of("birth"), columns, left, right))
                    .isEqualTo(level);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+86 138 0000 1234, 13800001234, end",
        "13800001234, 138-0000-1234, equal",
        "13800001234, 13800001235, digit",
        "13800001234, 13800012346, different",
        "1234, 1235, digit"
    })
    void phonesAgreeByTheirEnd(String left, String right, String level) {
        assertThat(level(CodeComparison.phone("phone"), List.of(Column.of("phone", 0, Forms::digits)), left, right))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"SW1A 1AA, sw1a1aa, equal", "SW1A 1AA, SW1A 2BB, area", "2000, 2001, digit", "2000, 3999, different"})
    void postcodesAgreeByArea(String left, String right, String level) {
        assertThat(level(
                        CodeComparison.postcode("postcode"),
                        List.of(Column.of("postcode", 0, Forms::code)),
                        left,
                        right))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "12 Oak Street, 12 oak street., equal",
        "12 Oak Street, 12 Oak St, close",
        "12 Oak Street, 14 Oak Street, street",
        "12 Oak Street, 12 Mill Lane, number",
        "12 Oak Street, 9 Mill Lane, different",
        "北京市朝阳区建国路88号, 朝阳区建国路88号, close",
        "北京市朝阳区建国路88号, 北京市朝阳区建国路89号, street",
        "北京市朝阳区建国路88号, 上海市南京西路100号, different"
    })
    void addressesAgreeByNumbersAndWords(String left, String right, String level) {
        assertThat(level(AddressComparison.of("address"), List.of(Column.of("address", 0, Forms::words)), left, right))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "Blue Harbour Trading, Blue Harbour Trading, equal",
        "Blue Harbour Trading, Trading Blue Harbour, close",
        "Blue Harbour Trading, Blue Harbor Trading, close",
        "Blue Harbour Trading, Harbour Trading North, alike",
        "Blue Harbour Trading, Red Valley Mills, different"
    })
    void textsAgreeByLettersAndWords(String left, String right, String level) {
        assertThat(level(TextComparison.of("text", false), List.of(Column.of("text", 0, Forms::words)), left, right))
                .isEqualTo(level);
    }

    @Test
    void everyComparisonGoesFromDifferentToEqual() {
        List<Comparison> all = List.of(
                NameComparison.given("a", "a", "b"),
                TextComparison.of("a", true),
                AddressComparison.of("a"),
                BirthDateComparison.of("a"),
                CodeComparison.phone("a"));
        assertThat(all).allSatisfy(comparison -> {
            assertThat(comparison.levels()).startsWith("different").endsWith("equal");
            assertThat(comparison.levels()).hasSizeLessThanOrEqualTo(14);
        });
    }

    @Test
    void oneTypingErrorIsTold() {
        assertThat(Edits.atMostOne("abcd", "abcd")).isTrue();
        assertThat(Edits.atMostOne("abcd", "abdc")).isTrue();
        assertThat(Edits.atMostOne("abcd", "abc")).isTrue();
        assertThat(Edits.atMostOne("abcd", "xabcd")).isTrue();
        assertThat(Edits.atMostOne("aab", "ab")).isTrue();
        assertThat(Edits.atMostOne("abcd", "abxy")).isFalse();
        assertThat(Edits.atMostOne("abcd", "badc")).isFalse();
        assertThat(Edits.atMostOne("ab", "abcd")).isFalse();
        assertThat(Edits.atMostOne("", "")).isTrue();
    }

    @Test
    void chineseFamilyNamesOfTwoCharactersAreKnown() {
        assertThat(Forms.chineseSurname("张伟")).isEqualTo("张");
        assertThat(Forms.chineseSurname("欧阳晓明")).isEqualTo("欧阳");
        assertThat(Forms.words("Ｊosé  O'Neil")).isEqualTo("jose o neil");
        assertThat(Forms.digits("１２-3")).isEqualTo("123");
    }

    private static String sound(String name) {
        StringBuilder sound = new StringBuilder();
        String whole = PINYIN.get(name);
        return whole != null ? whole : sound.append(Forms.words(name)).toString();
    }

    private static String level(Comparison comparison, List<Column> columns, String left, String right) {
        Records records = Records.with(columns).add(row(left)).add(row(right)).build();
        int level = comparison.over(records).level(0, 1);
        assertThat(comparison.over(records).level(1, 0)).isEqualTo(level);
        return level == Comparison.MISSING ? "missing" : comparison.levels().get(level);
    }

    private static List<@Nullable String> row(String fields) {
        return Arrays.asList(fields.split("\\|", -1));
    }
}
