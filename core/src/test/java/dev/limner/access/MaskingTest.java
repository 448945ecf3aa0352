package dev.limner.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "15912341234, 159****1234",
        "+8615912341234, +86*******1234",
        "+44 20 7946 0958, +44******0958",
        "159 1234 1234, 159****1234",
        "zhen@example.com, z***@example.com",
        "a@b.example, a***@b.example",
        "Zhen Example, •••",
        "1984-02-03, •••",
        "M100042, •••",
        "'', •••"
    })
    void phonesAndAddressesKeepTheirEndsAndNothingElseIsShown(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "2024/3/5 10:12, 0000/0/0 00:00",
        "张三 (Tel. 159-1234), 字字 (xxx. 000-0000)",
        "Renée@example.com, xxxxx@xxxxxxx.xxx"
    })
    void theFormOfATextSaysHowItIsWrittenAndNotWhatItSays(String text, String form) {
        assertThat(Masking.form(text)).isEqualTo(form);
    }
}
