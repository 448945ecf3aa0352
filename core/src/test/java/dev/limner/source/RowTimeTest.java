package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.history.LocalClock;
import dev.limner.source.Mapping.Time;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Times as mappings write them; columns are called a and b.
class RowTimeTest {
    private static Time time(String yaml) {
        return YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(yaml, Time.class);
    }

    private static String at(String yaml, String zone, String... fields) throws BadValue {
        RowTime time = RowTime.of(time(yaml), ZoneId.of(zone), List.of("a", "b")::indexOf);
        return LocalClock.instant(time.micros(List.of(fields))).toString();
    }

    private static String or(String yaml, String field) {
        try {
            return at(yaml, "Asia/Shanghai", field);
        } catch (BadValue e) {
            return "bad " + e.getMessage();
        }
    }

    @Test
    void theFirstPatternThatFitsCounts() {
        String patterns = "{column: a, pattern: [\"yyyy-MM-dd HH:mm:ss.SSS\", yyyy-MM-dd, d/M/yyyy]}";
        assertThat(or(patterns, "2026-01-05 10:00:00.250")).isEqualTo("2026-01-05T02:00:00.250Z");
        assertThat(or(patterns, "2026-01-05")).isEqualTo("2026-01-04T16:00:00Z");
        assertThat(or(patterns, "5/1/2026")).isEqualTo("2026-01-04T16:00:00Z");
        assertThat(or(patterns, "2026-01-05T10")).isEqualTo("bad a");
        assertThat(or(patterns, "30/2/2026")).isEqualTo("bad a");
    }

    @Test
    void anOffsetThatIsWrittenOutdoesTheZone() {
        assertThat(or("{column: a, pattern: \"yyyy-MM-dd HH:mm:ssxxx\"}", "2026-01-05 10:00:00+00:00"))
                .isEqualTo("2026-01-05T10:00:00Z");
    }

    @Test
    void aDateAndATimeMayStandInTwoColumns() throws BadValue {
        String two = "{column: [a, b], pattern: \"yyyy-MM-dd HH:mm\"}";
        assertThat(at(two, "Asia/Shanghai", "2026-01-05", "10:30")).isEqualTo("2026-01-05T02:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 1511658000,     2017-11-26T01:00:00Z",
        "seconds, 1511658000.25,  2017-11-26T01:00:00.250Z",
        "millis,  1511658000123,  2017-11-26T01:00:00.123Z",
        "micros,  1511658000123456, 2017-11-26T01:00:00.123456Z",
        "seconds, 1e30,           bad a",
        "seconds, x,              bad a",
        "days,    0,              1969-12-31T16:00:00Z",
        "days,    19000.5,        2022-01-08T04:00:00Z",
        "weeks,   2,              1970-01-14T16:00:00Z",
        "days,    1e9,            bad a",
    })
    void aTimeMayBeCountedInUnits(String unit, String field, String expected) {
        assertThat(or("{column: a, unit: " + unit + "}", field)).isEqualTo(expected);
    }

    @Test
    void daysAreThoseOfTheCalendarAndHoursAreExact() throws BadValue {
        // the clocks of New York go forward on 2026-03-08
        String zone = "America/New_York";
        assertThat(at("{column: a, unit: days, from: 2026-03-07}", zone, "2")).isEqualTo("2026-03-09T04:00:00Z");
        assertThat(at("{column: a, unit: hours, from: 2026-03-07}", zone, "48")).isEqualTo("2026-03-09T05:00:00Z");
        assertThat(at("{column: a, unit: weeks, from: 2016-12-25}", zone, "1")).isEqualTo("2017-01-01T05:00:00Z");
        assertThat(at("{column: a, unit: minutes, from: \"2026-01-01T00:00:00Z\"}", zone, "90"))
                .isEqualTo("2026-01-01T01:30:00Z");
    }

    @Test
    void aTableWithoutTimesHoldsAsOfADay() throws BadValue {
        assertThat(at("{constant: 2014-06-30}", "America/Sao_Paulo", "x")).isEqualTo("2014-06-30T03:00:00Z");
        assertThat(at("{constant: \"2014-06-30T12:00:00+08:00\"}", "UTC", "x")).isEqualTo("2014-06-30T04:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{column: a}",
                "{pattern: yyyy}",
                "{column: a, pattern: yyyy, unit: days}",
                "{column: a, pattern: nonsense}",
                "{column: a, unit: days, from: yesterday}",
                "{column: a, unit: days, from: \"2026-01-01T00:00:00Z\"}",
                "{column: a, pattern: yyyy, from: 2026-01-01}",
                "{column: [a, b], unit: days}",
                "{constant: 2026-02-30}",
                "{constant: 2026-02-03, column: a}",
            })
    void partsThatDoNotGoTogetherAreRefused(String yaml) {
        assertThatThrownBy(() -> time(yaml)).hasStackTraceContaining("BAD_DEFINITION");
    }
}
