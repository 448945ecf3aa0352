package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.portrait.Catalogue;
import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
    record Form(
            String name,
            int mostDays,
            @Nullable List<Inner> inner,
            @Nullable Map<String, String> more) {}

    record Inner(String column) {}

    private static Form read(String text) {
        return StrictYaml.read("form.yaml", text, Form.class);
    }

    @Test
    void keysAreInSnakeCase() {
        assertThat(read("name: a\nmost_days: 3\ninner: [{column: b}]\nmore: {c: d}\n"))
                .isEqualTo(new Form("a", 3, List.of(new Inner("b")), Map.of("c", "d")));
    }

    @Test
    void anUnknownKeyIsTaughtWithItsPlaceAndTheNearest() {
        assertThatThrownBy(() -> read("name: a\nmost_days: 3\nmroe: {}\ninnr: []\n"))
                .hasMessageStartingWith("UNKNOWN_KEY form.yaml:")
                .hasMessageEndingWith("The key (mroe) is not known here.");
        assertThatThrownBy(() -> read("name: a\nmost_days: 3\ninnr: []\n"))
                .hasMessageStartingWith("UNKNOWN_KEY form.yaml:")
                .hasMessageEndingWith("The key (innr) is not known here.  Maybe you meant (inner).");
        assertThatThrownBy(() -> read("name: a\nmost_days: 3\ninner:\n  - {column: b}\n  - {xyz: b}\n"))
                .hasMessageStartingWith("UNKNOWN_KEY form.yaml:5:")
                .hasMessageEndingWith("The key (xyz) is not known here.");
    }

    @Test
    void aWrongTypeIsToldWithItsPath() {
        assertThatThrownBy(() -> read("name: a\nmost_days: three\n"))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("BAD_DEFINITION form.yaml:2:")
                .hasMessageContaining("most_days: ")
                .hasMessageContaining("three");
        assertThatThrownBy(() -> read("name: a\nmost_days: 1\ninner: [{column: b}, {column: [c]}]\n"))
                .hasMessageContaining("inner.[1].column: ");
    }

    @Test
    void aNumberThatIsMissingIsNotZero() {
        assertThatThrownBy(() -> read("name: a\n"))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("BAD_DEFINITION")
                .hasMessageContaining("most_days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: a\nname: b\nmost_days: 1\n", "name: a\nmost_days: 1\nmore: {a: b, a: c}\n"})
    void aKeyThatStandsTwiceIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("BAD_DEFINITION form.yaml:")
                .hasMessageContaining("uplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# only a word\n",
                "---\n",
                "null\n",
                "- a\n",
                "just text\n",
                "name: [a\n",
                "\tname: a\n"
            })
    void whatIsNoSuchFormAtAllIsABadDefinition(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UserProblem.class)
                .hasMessageStartingWith("BAD_DEFINITION form.yaml");
    }

    @Test
    void aProblemThatTheFormItselfFindsKeepsItsCodeAndGetsItsPlace() {
        assertThatThrownBy(() -> StrictYaml.read("limner.yaml", """
                        id: a
                        title: {en: a, zh: a}
                        zone: Mars/Olympus
                        currency: GBP
                        clock: real
                        store: s
                        simulated: true
                        """, Settings.class))
                .hasMessageStartingWith("UNKNOWN_ZONE limner.yaml:")
                .hasMessageContaining("(Mars/Olympus) is no time zone.");
        assertThatThrownBy(() -> StrictYaml.read("limner.yaml", "clock: someday\n", Settings.class))
                .hasMessageStartingWith("BAD_DATE limner.yaml:1:")
                .hasMessageContaining("(someday) is no date.");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = Path.of("no", "such", "limner.yaml");
        assertThatThrownBy(() -> StrictYaml.read(file, Form.class))
                .hasMessage("FILE_NOT_FOUND  There is no file (" + file + ").");
    }

    @Test
    void whatAMappingMayLeaveOutIsEmpty() {
        Mapping mapping = StrictYaml.read("m.yaml", """
                source: m
                title: {en: M, zh: M}
                file: m.csv
                format: {delimiter: ";", encoding: GBK}
                zone: Asia/Shanghai
                customer: {column: c, kind: member}
                time: {column: t, pattern: yyyy}
                """, Mapping.class);
        assertThat(mapping.rules()).isEmpty();
        assertThat(mapping.compute()).isEmpty();
        assertThat(mapping.format()).isEqualTo(new Mapping.Format(null, ';', "GBK", null, null, null, null));
    }

    @Test
    void aFileOfTagsMayLeaveOutTheGroups() {
        assertThat(StrictYaml.read("tags.yaml", "tags: []\n", Catalogue.File.class)
                        .groups())
                .isEmpty();
    }
}
