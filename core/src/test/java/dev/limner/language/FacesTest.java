package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list of expressions in both faces that the pages' own printer is held to as well.
class FacesTest {
    static Stream<JsonNode> faces() throws IOException {
        try (InputStream list = FacesTest.class.getResourceAsStream("faces.json")) {
            return JsonMapper.shared().readTree(list).valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("faces")
    void textAndJsonAreOneTree(JsonNode face) {
        Expr tree = ExprJson.read(face.get("tree"));
        assertThat(Printer.print(tree)).isEqualTo(face.get("text").asString());
        assertThat(ExprJson.tree(Parser.parse(Printer.print(tree)).orThrow()))
                .hasToString(face.get("tree").toString());
    }
}
