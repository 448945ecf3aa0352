package dev.limner.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.event.EventType;
import dev.limner.portrait.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    private static final String TAG = """
            tags:
              - name: {name}
                title: {en: Mine, zh: 我的}
                description: {en: "Of one's own.", zh: "自定义。"}
                group: value
                type: integer
                owner: me
                version: 7
                refresh: daily
                formula: {formula}
                options: {event: visit}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Definitions withTags(String name, String formula) throws IOException {
        if (!Files.exists(folder.resolve("limner.yaml"))) {
            Template.write(folder, ZoneId.of("Asia/Shanghai"), "CNY");
        }
        Files.writeString(
                folder.resolve("tags/mine.yaml"), TAG.replace("{name}", name).replace("{formula}", formula));
        return Definitions.read(folder);
    }

    @Test
    void theTemplateIsAWorkspaceThatOpens() throws IOException {
        Path fresh = folder.resolve("My Shop 茶");
        List<Path> written = Template.write(fresh, ZoneId.of("Australia/Lord_Howe"), "AUD");
        assertThat(written)
                .allSatisfy(file ->
                        assertThat(file).isRegularFile().content().doesNotContain("{id}", "{zone}", "{currency}"));
        try (Workspace workspace = SmallShop.open(fresh)) {
            assertThat(workspace.settings().id()).isEqualTo("my-shop-");
            assertThat(workspace.settings().zone()).isEqualTo("Australia/Lord_Howe");
            assertThat(workspace.settings().currency()).isEqualTo("AUD");
            assertThat(workspace.definitions().plan().types())
                    .extracting(EventType::name)
                    .contains("order", "visit");
            assertThat(workspace.mapping("orders").zone()).isEqualTo("Australia/Lord_Howe");
            assertThat(workspace.definitions().portraits().notOffered()).isEmpty();
            assertThatThrownBy(() -> workspace.mapping("order"))
                    .hasMessage("UNKNOWN_SOURCE  There is no source (order).  Maybe you meant (orders).");
        }
    }

    @Test
    void theTemplateOverwritesNothing() throws IOException {
        Files.writeString(folder.resolve("precious"), "words");
        assertThatThrownBy(() -> Template.write(folder, ZoneId.of("UTC"), "EUR"))
                .hasMessageStartingWith("NOT_EMPTY");
        try (var held = Files.list(folder)) {
            assertThat(held).hasSize(1);
        }
    }

    @Test
    void aFolderWithoutSettingsIsNoWorkspace() {
        assertThatThrownBy(() -> Definitions.read(folder))
                .hasMessageStartingWith("NOT_A_WORKSPACE")
                .hasMessageEndingWith("Maybe run: limner init " + folder);
    }

    @Test
    void aTagFileOfOnesOwnAddsToTheShippedTags() throws IOException {
        Definitions definitions = withTags("visits", "count");
        assertThat(definitions.portraits().offered()).extracting(Tag::name).contains("visits", "spend", "rfm_class");
        assertThat(definitions.portraits().catalogue().tag("visits").version()).isEqualTo(7);
    }

    @Test
    void aTagOfAShippedNameTakesItsPlace() throws IOException {
        Definitions shipped = withTags("visits", "count");
        Definitions definitions = withTags("orders", "count");
        Tag orders = definitions.portraits().catalogue().tag("orders");
        assertThat(orders.owner()).isEqualTo("me");
        assertThat(definitions.portraits().needs("orders").types())
                .extracting(EventType::name)
                .containsExactly("visit");
        assertThat(definitions.portraits().catalogue().tags())
                .hasSize(shipped.portraits().catalogue().tags().size() - 1);
    }

    @Test
    void aFormulaThatIsNotKnownIsTaught() {
        assertThatThrownBy(() -> withTags("visits", "cuont"))
                .hasMessageStartingWith("UNKNOWN_FORMULA")
                .hasMessageContaining("The tag (visits) names an unknown formula (cuont).");
        assertThatThrownBy(() -> withTags("visits", "coumt")).hasMessageEndingWith("Maybe you meant (count).");
    }

    @Test
    void aKeyThatIsNotKnownIsTaughtWithFileAndLine() throws IOException {
        Template.write(folder, ZoneId.of("UTC"), "EUR");
        SmallShop.edit(folder.resolve("sources/orders.yaml"), "at_most", "at_mots");
        assertThatThrownBy(() -> Definitions.read(folder))
                .hasMessageStartingWith("UNKNOWN_KEY orders.yaml:15:")
                .hasMessageEndingWith("Maybe you meant (at_most).");
    }

    @Test
    void segmentsOfOnesOwnChooseValuesOfAChoice() throws IOException {
        Template.write(folder, ZoneId.of("UTC"), "EUR");
        Path file = folder.resolve("segments/mine.yaml");
        String mine = """
                segments:
                  - tag: lifecycle
                    title: {en: Mine, zh: 我的}
                    description: {en: Mine, zh: 我的}
                    values: [lost, new]
                """;
        Files.writeString(file, mine);
        assertThat(Definitions.read(folder).segments().groups().stream()
                        .filter(group -> group.tag().name().equals("lifecycle"))
                        .flatMap(group -> group.segments().stream())
                        .map(segment -> segment.id()))
                .containsExactly("lifecycle:lost", "lifecycle:new");
        Files.writeString(file, mine.replace("lost", "lsot"));
        assertThatThrownBy(() -> Definitions.read(folder)).hasMessageStartingWith("UNKNOWN_SEGMENT");
        Files.writeString(file, mine.replace("tag: lifecycle", "tag: spend"));
        assertThatThrownBy(() -> Definitions.read(folder)).hasMessageContaining("the tag spend is none");
    }
}
