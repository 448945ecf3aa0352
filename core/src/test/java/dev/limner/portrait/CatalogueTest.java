package dev.limner.portrait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.insight.Kpi;
import dev.limner.segment.RfmFormula;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CatalogueTest {
    private static Tag.Entry entry(String formula, Map<String, List<String>> options) {
        Tag orders = Shop.catalogue().tag("orders");
        return new Tag.Entry(
                "mine",
                orders.title(),
                orders.description(),
                orders.group(),
                orders.type(),
                null,
                "me",
                1,
                "daily",
                null,
                formula,
                new TagOptions(options),
                null);
    }

    private static Portraits bind(Tag.Entry entry) {
        Catalogue catalogue = new Catalogue(new Catalogue.File(Shop.catalogue().groups(), List.of(entry)));
        return Portraits.bind(catalogue, Formulas.standard(), Shop.PLAN);
    }

    @Test
    void everyTagSpeaksBothLanguages() {
        Catalogue catalogue = Shop.catalogue();
        assertThat(catalogue.tags())
                .isNotEmpty()
                .allSatisfy(tag -> Stream.concat(
                                Stream.of(tag.title(), tag.description()),
                                tag.values().stream().map(Tag.Value::title))
                        .forEach(words -> {
                            assertThat(words.en()).isNotBlank();
                            assertThat(words.zh()).isNotBlank();
                        }));
    }

    @ParameterizedTest
    @ValueSource(classes = {Catalogue.class, RfmFormula.class, Kpi.class})
    void everyPhraseSpeaksBothLanguages(Class<?> place) {
        JsonNode phrases = Shop.read(place, "words.yaml", JsonNode.class);
        assertThat(phrases.isEmpty()).isFalse();
        for (JsonNode words : phrases) {
            assertThat(words.path("en").asString()).isNotBlank();
            assertThat(words.path("zh").asString()).isNotBlank();
        }
    }

    @Test
    void aTagOfOnesOwnIsMadeOfOptions() {
        assertThat(bind(entry("count", Map.of("event", List.of("visit")))).offered())
                .extracting(Tag::name)
                .containsExactly("mine");
    }

    @Test
    void mistakesAreAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Shop.catalogue().tag("spent")).hasMessageContaining("Maybe you meant (spend)");
        assertThatThrownBy(() -> bind(entry("coumt", Map.of()))).hasMessageContaining("Maybe you meant (count)");
        assertThatThrownBy(() -> bind(entry("count", Map.of("evnt", List.of("order")))))
                .hasMessageContaining("Maybe you meant (event)");
        assertThatThrownBy(() -> bind(entry("count", Map.of()))).hasMessageContaining("the option event is missing");
        assertThatThrownBy(() -> bind(entry("count", Map.of("event", List.of("order"), "last_days", List.of("many")))))
                .hasMessageContaining("last_days cannot be (many)");
        assertThatThrownBy(() -> bind(entry("sum", Map.of("event", List.of("order"), "property", List.of("country")))))
                .hasMessageContaining("money, integer, number");
        assertThatThrownBy(() -> bind(entry("first_date", Map.of("event", List.of("order")))))
                .hasMessageContaining("the formula of the tag mine gives date");
    }
}
