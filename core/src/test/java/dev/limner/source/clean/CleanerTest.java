package dev.limner.source.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.problem.UserProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CleanerTest {
    private static final String HEAD = "{rule: r, title: {en: Rule, zh: 规则}, column: C, action: ";

    private static Cleaning cleaning(String action) {
        return YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(HEAD + action + "}", Cleaning.class);
    }

    private static @Nullable String clean(String action, String text) {
        return Cleaner.of(cleaning(action)).cleaned(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso               | 2024-03-05            | 2024-03-05",
                "iso               | 2024/3/5              | 2024-03-05",
                "iso               | 2024.3.5              | 2024-03-05",
                "iso               | ２０２４－０３－０５ | 2024-03-05",
                "iso               | 2024-03-05T23:59:59+08:00 | 2024-03-05",
                "iso               | 2024-03-05 9:30       | 2024-03-05",
                "iso               | 2024-02-29            | 2024-02-29",
                "compact           | 20240305              | 2024-03-05",
                "day_month_year    | 5/3/2024              | 2024-03-05",
                "day_month_year    | 05.03.2024            | 2024-03-05",
                "day_month_year    | 31-12-1999            | 1999-12-31",
                "month_day_year    | 3/5/2024              | 2024-03-05",
                "month_day_year    | 12/31/1999 23:59      | 1999-12-31",
                "month_name        | 5 March 2024          | 2024-03-05",
                "month_name        | 5th Mar. 2024         | 2024-03-05",
                "month_name        | Mar 5, 2024           | 2024-03-05",
                "month_name        | SEPT 30 2024          | 2024-09-30",
                "month_name        | 5-Mar-2024            | 2024-03-05",
                "chinese           | 2024年3月5日          | 2024-03-05",
                "chinese           | 2024 年 03 月 05 日   | 2024-03-05",
                "chinese           | 二〇二四年三月五日    | 2024-03-05",
                "chinese           | 二零二四年十二月三十一号 | 2024-12-31",
                "chinese           | 一九九九年十月十日    | 1999-10-10",
                "chinese           | 二〇〇一年二月二十日  | 2001-02-20",
                "excel_serial      | 45356                 | 2024-03-05",
                "excel_serial      | 45356.75              | 2024-03-05",
                "excel_serial      | 1                     | 1900-01-01",
                "excel_serial      | 59                    | 1900-02-28",
                "excel_serial      | 61                    | 1900-03-01",
                "excel_serial_1904 | 43894                 | 2024-03-05",
            })
    void aDateInAStatedFormIsThatDay(String form, String text, String day) {
        assertThat(clean("date, forms: [" + form + "]", text)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iso            | 2023-02-29",
                "iso            | 2024-13-01",
                "iso            | 2024-03/05",
                "iso            | 5/3/2024",
                "compact        | 20240230",
                "day_month_year | 3/31/2024",
                "day_month_year | 5/3/24",
                "month_day_year | 31/3/2024",
                "month_name     | 5 Mars 2024",
                "month_name     | 31 June 2024",
                "chinese        | 2024年2月30日",
                "chinese        | 2024年3月",
                "excel_serial   | 60",
                "excel_serial   | 0",
                "excel_serial   | 2958466",
                "excel_serial   | -5",
                "excel_serial   | 2024-03-05",
            })
    void whatIsNoDayInTheStatedFormIsImpossible(String form, String text) {
        assertThat(clean("date, forms: [" + form + "]", text)).isNull();
    }

    @Test
    void severalFormsAreTriedInTheirOrderAndTwoDigitYearsNeedAStatedCentury() {
        String forms = "date, forms: [iso, day_month_year, chinese, excel_serial]";
        assertThat(clean(forms, "5/3/2024")).isEqualTo("2024-03-05");
        assertThat(clean(forms, "45356")).isEqualTo("2024-03-05");
        assertThat(clean(forms, "13/13/2024")).isNull();
        assertThat(clean(forms + ", two_digit_from: 1930", "5/3/29")).isEqualTo("2029-03-05");
        assertThat(clean(forms + ", two_digit_from: 1930", "5/3/30")).isEqualTo("1930-03-05");
    }

    @Test
    void noRowIsGuessed() {
        assertThatThrownBy(() -> cleaning("date, forms: [day_month_year, month_day_year]"))
                .rootCause()
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("cannot be both day_month_year and month_day_year");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "phone",
                "phone, region: XX",
                "address",
                "address, region: FR",
                "unit",
                "unit, unit: stone",
                "unit, unit: kg, bare: stone",
                "map",
                "fill",
                "fill, value: a, from: b",
            })
    void aRuleThatLeavesOutWhatItsActionNeedsIsRefused(String action) {
        assertThatThrownBy(() -> cleaning(action)).rootCause().isInstanceOf(UserProblem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "CN, 138 0013 8000,      +8613800138000",
        "CN, ０１３８００１３８０００, +8613800138000",
        "CN, (+86)138-0013-8000, +8613800138000",
        "CN, 008613800138000,    +8613800138000",
        "CN, 010-62345678,       +861062345678",
        "GB, 020 7946 0018,      +442079460018",
        "US, (201) 555-0123,     +12015550123",
        "US, +44 20 7946 0018,   +442079460018",
    })
    void aPhoneNumberIsE164ByTheRegionOfTheRule(String region, String text, String number) {
        assertThat(clean("phone, region: " + region, text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "none", "13800138", "99999999999", "+1 000 000 0000"})
    void whatNoNumberingPlanHasIsNoPhoneNumber(String text) {
        assertThat(clean("phone, region: CN", text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "' Mei.Lin @Example.COM ', mei.lin@example.com",
        "ｍｅｉ＠ｅｘａｍｐｌｅ．ｃｏｍ,  mei@example.com",
        "mailto:mei@example.com,   mei@example.com",
        "mei@gmial.com,            mei@gmail.com",
        "mei@gmaill.com,           mei@gmaill.com",
        "mei+tea@mail.example.cn,  mei+tea@mail.example.cn",
        "mei@example,              ",
        "mei.example.com,          ",
        "@example.com,             ",
        "me..i@example.com,        ",
        "mei@exa_mple.com,         ",
        "mei@@example.com,         ",
    })
    void anEmailIsPlainAndOnlyTheStatedDomainsAreCorrected(String text, @Nullable String address) {
        assertThat(clean("email, values: {gmial.com: gmail.com}", text)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "广东省深圳市南山区科技园1号,  440300",
        "广东深圳南山区,             440300",
        "深圳市南山区,               440300",
        "广东省某某路,               440000",
        "中国 广东省 深圳市,          440300",
        "北京市朝阳区某街9号,         110000",
        "内蒙古自治区呼和浩特市,      150100",
        "内蒙古包头,                 150200",
        "吉林省吉林市,               220200",
        "吉林市昌邑区,               220200",
        "吉林省长春市,               220100",
        "海南省海口市,               460100",
        "海南藏族自治州共和县,        632500",
        "青海省海南藏族自治州,        632500",
        "延边朝鲜族自治州延吉市,      222400",
        "辽宁省朝阳市双塔区,          211300",
        "新疆伊犁,                   654000",
        "香港特别行政区中环,          810000",
        "深圳,                       440300",
        "苏州街12号,                 ",
        "某某路12号,                 ",
        "朝阳区建国路,               ",
    })
    void aChineseAddressIsTheCodeOfItsCityElseOfItsProvince(String text, @Nullable String code) {
        assertThat(clean("address, region: CN", text)).isEqualTo(code);
    }

    @Test
    void aChineseAddressMayBeReadToTheProvinceAlone() {
        assertThat(clean("address, region: CN, level: province", "广东省深圳市南山区")).isEqualTo("440000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US | 12 Elm Street, Springfield, IL 62701      | US-IL",
                "US | 12 Elm St, Springfield, Il. 62701-1234, USA | US-IL",
                "US | 5 Bay Road, Portland, Oregon 97201        | US-OR",
                "US | Albany, New York, United States           | US-NY",
                "US | Washington, DC 20001                      | US-DC",
                "US | 1 Main Street, Nowhere, ZZ 00000          | ",
                "CA | 10 King St, Toronto, ON M5H 1J9, Canada   | CA-ON",
                "CA | Montréal, Quebec                          | CA-QC",
                "AU | 3 Bligh St, Sydney NSW 2000               | AU-NSW",
            })
    void aWesternAddressIsTheCodeOfItsState(String country, String text, @Nullable String code) {
        assertThat(clean("address, region: " + country, text)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "cny,     CNY",
        "人民币,   CNY",
        "元,      CNY",
        "RMB,     CNY",
        "US$,     USD",
        "€,       EUR",
        "Euro,    EUR",
        "港币,     HKD",
        "￥,      CNY",
        "＄,      ",
        "dollar,  ",
        "XYZ,     ",
    })
    void aCurrencyIsItsIsoCodeAndAnAmbiguousSignNeedsTheRule(String text, @Nullable String code) {
        assertThat(clean("currency, values: {\"¥\": CNY}", text)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kg | 2斤      | 1",
                "kg | 500 g    | 0.5",
                "kg | 1,500g   | 1.5",
                "kg | 3公斤    | 3",
                "kg | １．５ｋｇ | 1.5",
                "g  | 1 lb     | 453.59237",
                "g  | 3两      | 150",
                "ml | 0.75 L   | 750",
                "ml | 2 fl. oz.| ",
                "ml | 2 fl oz  | 59.147059125",
                "cm | 6 ft     | 182.88",
                "kg | 2 l      | ",
                "kg | heavy    | ",
                "kg | 7        | ",
            })
    void aQuantityIsAPlainNumberOfTheStatedUnit(String unit, String text, @Nullable String number) {
        assertThat(clean("unit, unit: " + unit, text)).isEqualTo(number);
    }

    @Test
    void aQuantityWithoutAUnitIsOfTheUnitThatTheRuleStates() {
        assertThat(clean("unit, unit: kg, bare: g", "750")).isEqualTo("0.75");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  Mr.  John   Smith '  | John Smith",
                "Smith, John             | John Smith",
                "Smith, Dr. John         | John Smith",
                "Prof. Dr. Ada Example   | Ada Example",
                "Drew Sample             | Drew Sample",
                "John Smith, Jr.         | John Smith",
                "张 伟                   | 张伟",
                "张伟先生                | 张伟",
                "王　小明 女士           | 王小明",
                "Ｊｏｈｎ　Ｓｍｉｔｈ     | John Smith",
                "-                       | ",
                "123                     | ",
            })
    void aNameLosesTitlesAndNeedlessBlanks(String text, @Nullable String name) {
        assertThat(clean("name", text)).isEqualTo(name);
    }

    @Test
    void aValueTableTakesWhatItNamesAndItsOwnResults() {
        String table = "map, values: {男: male, M: male, 女: female}";
        assertThat(List.of("男", "M", "male", "女"))
                .map(text -> clean(table, text))
                .containsExactly("male", "male", "male", "female");
        assertThat(clean(table, "m")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trim",
                "collapse_blanks",
                "half_width",
                "name",
                "date, forms: [iso, chinese]",
                "email",
                "map, values: {' x ': x}",
            })
    void cleaningWhatIsCleanChangesNothing(String action) {
        Cleaner cleaner = Cleaner.of(cleaning(action));
        for (String text : List.of(" x ", "２０２４年３月５日", "Smith,  Mr John", "A@B.COM", "张 伟 先生", "a　 b")) {
            String once = cleaner.cleaned(text);
            if (once != null && !once.isEmpty()) {
                assertThat(cleaner.cleaned(once)).as(action + " of " + text).isEqualTo(once);
            }
        }
    }

    @Test
    void aRuleGoesToJsonAndBack() {
        JsonMapper json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        Cleaning rule = cleaning("date, forms: [iso, excel_serial], into: day, otherwise: missing");
        assertThat(json.readValue(json.writeValueAsString(rule), Cleaning.class))
                .isEqualTo(rule);
    }
}
