package dev.limner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.history.LocalClock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {
    private static String instant(String pattern, String zone, String text) throws BadValue {
        return LocalClock.instant(new LocalTimes(List.of(pattern), ZoneId.of(zone)).micros(text, "time"))
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York,    2024-03-10 02:30, 2024-03-10T07:30:00Z",
        "Australia/Lord_Howe, 2024-10-06 02:15, 2024-10-05T15:45:00Z", // the gap is half an hour
        "Asia/Shanghai,       1991-04-14 02:30, 1991-04-13T18:30:00Z",
    })
    void aLocalTimeThatTheClockSkipsMovesForwardByTheGap(String zone, String text, String expected) throws BadValue {
        assertThat(instant("yyyy-MM-dd HH:mm", zone, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York,    2024-11-03 01:30, 2024-11-03T05:30:00Z",
        "Australia/Lord_Howe, 2024-04-07 01:45, 2024-04-06T14:45:00Z",
    })
    void aLocalTimeThatTheClockRepeatsIsTheEarlier(String zone, String text, String expected) throws BadValue {
        assertThat(instant("yyyy-MM-dd HH:mm", zone, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu,    2024-01-01, 2023-12-31T18:15:00Z",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z", // a day without a midnight
    })
    void aDateWithoutATimeIsTheBeginningOfTheDay(String zone, String text, String expected) throws BadValue {
        assertThat(instant("yyyy-MM-dd", zone, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "M/d/yyyy H:mm,              12/1/2010 8:26,          2010-12-01T08:26:00Z",
        "d.M.yy HH:mm,               1.12.10 08:26,           2010-12-01T08:26:00Z",
        "uuuu-MM-dd'T'HH:mm:ss.SSS,  2010-12-01T08:26:00.123, 2010-12-01T08:26:00.123Z",
        "yyyy年M月d日 hh:mm a,        2010年12月1日 08:26 PM,   2010-12-01T20:26:00Z",
    })
    void patternsAreThoseOfJavaTime(String pattern, String text, String expected) throws BadValue {
        assertThat(instant(pattern, "UTC", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2023-02-29 10:00",
                "2024-02-30 10:00",
                "2024-13-01 10:00",
                "2024-01-01 24:00",
                "2024-01-01",
                "2024-01-01 10:00 "
            })
    void whatTheCalendarDoesNotHaveIsABadValue(String text) {
        assertThatThrownBy(() -> instant("yyyy-MM-dd HH:mm", "America/New_York", text))
                .isInstanceOf(BadValue.class)
                .hasMessage("time");
    }
}
