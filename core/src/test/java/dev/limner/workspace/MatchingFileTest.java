package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.identity.match.MatchDefinition;
import dev.limner.identity.match.MatchDefinition.As;
import dev.limner.identity.match.MatchDefinition.Compared;
import dev.limner.problem.UserProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFileNamesTraitsAndThresholds() throws IOException {
        assertThat(MatchingFile.read(folder)).isNull();
        write("""
                automatic: 0.99
                compare:
                  - {trait: name, as: full_name}
                  - {trait: birthday, as: birth_date}
                """);
        assertThat(MatchingFile.read(folder))
                .isEqualTo(new MatchDefinition(
                        0.99,
                        0.05,
                        List.of(new Compared(As.FULL_NAME, "name"), new Compared(As.BIRTH_DATE, "birthday"))));
    }

    @Test
    void mistakesAreTold() throws IOException {
        write("compare: [{trait: name, as: nickname}]");
        assertThatThrownBy(() -> MatchingFile.read(folder))
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("matching.yaml")
                .hasMessageContaining("as cannot be (nickname)")
                .hasMessageContaining("full_name");
        write("automatic: 0.9");
        assertThatThrownBy(() -> MatchingFile.read(folder)).hasMessageContaining("missing: compare");
        write("compare: [{trait: name, as: full_name}]\nreviews: 0.1");
        assertThatThrownBy(() -> MatchingFile.read(folder)).hasMessageContaining("reviews");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("matching.yaml"), text);
    }
}
