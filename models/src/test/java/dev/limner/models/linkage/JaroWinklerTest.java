package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaroWinklerTest {
    @ParameterizedTest
    @CsvSource({
        "MARTHA, MARHTA, 0.961",
        "DWAYNE, DUANE, 0.840",
        "DIXON, DICKSONX, 0.813",
        "张伟, 张伟, 1",
        "abc, xyz, 0",
        "'', '', 1",
        "a, '', 0"
    })
    void likenessMatchesWinklersExamples(String left, String right, double expected) {
        assertThat(JaroWinkler.similarity(left, right)).isCloseTo(expected, within(0.0005));
        assertThat(JaroWinkler.similarity(right, left)).isCloseTo(expected, within(0.0005));
    }
}
