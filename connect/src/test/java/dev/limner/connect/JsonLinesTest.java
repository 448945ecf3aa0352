package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One JSON object a line.
class JsonLinesTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), text);
    }

    @Test
    void objectsBecomeDottedPathsAndListsStayJson() throws IOException {
        Read read = Read.of(file("""
                {"id": 1, "user": {"name": "ann", "city": {"zh": "杭州"}}, "tags": ["a", "b"], "price": 1.10, "gone": null}

                {"id": 12345678901234567890, "ok": true, "tags": [{"x": 1}]}
                """));
        assertThat(read.columns()).containsExactly("id", "price", "tags", "user.city.zh", "user.name", "ok");
        assertThat(read.lines())
                .containsExactly("1|1.10|[\"a\",\"b\"]|杭州|ann|", "12345678901234567890||[{\"x\":1}]|||true");
        assertThat(read.rows()).extracting(Rows.Row::line).containsExactly(1L, 3L);
    }

    @Test
    void aLineThatIsNoObjectIsBrokenAlone() throws IOException {
        Read read = Read.of(file("{\"a\":1}\n{\"a\":\n[1]\n{\"a\":2} {}\n{\"a\":\"\\u0000\"}\n{\"a\":3}\n"));
        assertThat(read.lines())
                .containsExactly(
                        "1",
                        "2 no_json_object: {\"a\":",
                        "3 no_json_object: [1]",
                        "4 no_json_object: {\"a\":2} {}",
                        "5 nul_character: ␀",
                        "3");
    }

    @Test
    void aListOfObjectsIsExplodedIntoRowsBesideTheirParents() throws IOException {
        Path file = file("""
                {"order": "o1", "lines": [{"item": "tea", "n": 2}, {"item": "cup", "n": 1}]}
                {"order": "o2", "lines": []}
                """);
        Mapping.Format format = new Mapping.Format(null, null, null, null, null, List.of("lines"), null);
        Read read = Read.of(file, format);
        assertThat(read.columns()).containsExactly("order", "lines.#", "lines.item", "lines.n");
        assertThat(read.lines()).containsExactly("o1|||", "o1|1|tea|2", "o1|2|cup|1", "o2|||");
        assertThat(read.rows()).extracting(Rows.Row::content).doesNotHaveDuplicates();
    }

    @Test
    void theFingerprintOfARowDoesNotHangOnWhatOthersBring() throws IOException {
        List<String> alone =
                Read.of(file("{\"b\":1,\"a\":2}\n")).rows().getFirst().content();
        Read more = Read.of(file("{\"z\":1}\n{\"a\": 2, \"b\": 1}\n"));
        assertThat(more.rows().getLast().content()).isEqualTo(alone);
    }

    @Test
    void theMappingMayNameThePathsToRead() throws IOException {
        Mapping.Format format = new Mapping.Format(null, null, null, List.of("b", "never"), null, null, null);
        assertThat(Read.of(file("{\"b\":1,\"a\":2}\n"), format).lines()).containsExactly("1|");
    }
}
