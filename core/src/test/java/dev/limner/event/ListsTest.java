package dev.limner.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
    @Test
    void aListIsOneTextWithoutBlanksInItsOrder() {
        assertThat(Lists.encode(List.of("oil-control", "matte"))).isEqualTo("[\"oil-control\",\"matte\"]");
        assertThat(Lists.encode(List.of("哑光", "a/b"))).isEqualTo("[\"哑光\",\"a/b\"]");
        assertThat(Lists.encode(List.of())).isEqualTo("[]");
    }

    @Test
    void whatWasWrittenIsRead() {
        for (List<String> list : List.of(
                List.<String>of(),
                List.of("a"),
                List.of("b", "a", "b"),
                List.of("\"", "\\", ",", "[]", "", " x ", "\n", "茶", "🍵"))) {
            assertThat(Lists.decode(Lists.encode(list))).isEqualTo(list);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", "", "[green] tea", "[\"green\"", "[1]", "[\"a\"] b"})
    void aTextFromBeforeThePropertyWasAListIsAListOfItself(String text) {
        assertThat(Lists.decode(text)).containsExactly(text);
    }
}
