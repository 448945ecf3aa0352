package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Clock MACHINE = Clock.fixed(Instant.parse("2024-07-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String ALL = """
            id: shop
            title: {en: Shop, zh: 商店}
            zone: Asia/Kathmandu
            currency: NPR
            clock: real
            store: store
            simulated: false
            """;

    private static Settings settings(String text) {
        return StrictYaml.read("limner.yaml", text, Settings.class);
    }

    @Test
    void aRealClockIsTheMachines() {
        Settings settings = settings(ALL);
        assertThat(settings.zoneId()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(settings.now(MACHINE)).isEqualTo(MACHINE.instant());
        assertThat(settings.clock().text()).isEqualTo("real");
        assertThat(settings.simulated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu,      2024-03-10, 2024-03-09T18:15:00Z",
        "America/New_York,    2024-03-10, 2024-03-10T05:00:00Z",
        "Australia/Lord_Howe, 2024-10-06, 2024-10-05T13:30:00Z",
        "America/Sao_Paulo,   2018-11-04, 2018-11-04T03:00:00Z",
    })
    void aFixedClockStandsAtTheBeginningOfItsLocalDate(String zone, String date, String expected) {
        Settings settings = settings(ALL.replace("Asia/Kathmandu", zone).replace("real", date));
        assertThat(settings.now(MACHINE)).isEqualTo(expected);
        assertThat(settings.clock().text()).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "title", "zone", "currency", "clock", "store"})
    void whatMustBeThereIsToldByName(String key) {
        String without = ALL.replaceFirst("(?m)^" + key + ": .*\n", "");
        assertThat(without).isNotEqualTo(ALL);
        assertThatThrownBy(() -> settings(without))
                .hasMessage("BAD_DEFINITION limner.yaml  This definition cannot be read:"
                        + " id, title, zone, currency, clock and store must all be there.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "now", "2024-01-01T00:00:00Z"})
    void aClockIsRealOrADate(String clock) {
        assertThatThrownBy(() -> settings(ALL.replace("real", clock)))
                .hasMessageStartingWith("BAD_DATE limner.yaml:5:");
    }
}
