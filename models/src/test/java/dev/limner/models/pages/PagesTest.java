package dev.limner.models.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the pages show is what the examples say.
@Tag("shared-data")
class PagesTest {
    static Stream<Pages.Example> examples() {
        return Pages.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void pageShowsItsExample(Pages.Example example) throws Exception {
        String text = Files.readString(example.page());
        assertThat(example.filled(text)).isEqualTo(text);
    }
}
