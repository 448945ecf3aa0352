package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
import dev.limner.source.LoadReport;
import dev.limner.source.LoadReport.Count;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The example of `docs/cleaning.md`: twelve made-up people, and what the page of one shows.
class MemberRegisterTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path workspace() throws IOException {
        Path example = Example.HOME.resolve("examples/member-register");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
        return folder;
    }

    @Test
    void everyRowIsCleanedMendedOrSetAsideAsTheMappingSays() throws IOException {
        try (Desk desk = Workbench.open(workspace(), 100)) {
            LoadReport report = Example.fill(desk).getFirst();
            assertThat(report.rows()).isEqualTo(12);
            assertThat(report.kept()).containsExactly(new Count("traits", 9, 0));
            assertThat(report.quarantined())
                    .extracting(Count::name)
                    .containsExactlyInAnyOrder("bad_value:birth_date", "machines", "test_users");
            assertThat(report.mended())
                    .contains(new Count("by_identity_number", 8, 0), new Count("by_identity_number:suspect", 2, 0));
        }
    }

    @Test
    void aMendedValueShowsItsRawValueRuleAndEvidence() throws IOException, InterruptedException {
        try (Desk desk = Workbench.open(workspace(), 100);
                LimnerServer server = LimnerServer.start(new Desks(List.of(desk), Workbench.rows()), 0);
                HttpClient client = HttpClient.newHttpClient()) {
            Example.fill(desk);
            JsonNode birth = changed(client, server, "T003");
            assertThat(birth.path("kind").asString()).isEqualTo("mended");
            assertThat(birth.path("title").path("zh").asString()).isEqualTo("出生日期");
            assertThat(birth.path("raw").asString()).isEqualTo("1975-11-03");
            assertThat(birth.path("value").asString()).isEqualTo("1975-11-30");
            assertThat(birth.path("rules").path(0).path("en").asString()).isEqualTo("Mended by the identity number");
            assertThat(birth.path("evidence").path("title").path("en").asString())
                    .isEqualTo("Identity number");
            assertThat(birth.path("evidence").path("reads").asString()).isEqualTo("1975-11-30");
            JsonNode number = changed(client, server, "T006");
            assertThat(number.path("kind").asString()).isEqualTo("suspect");
            assertThat(number.path("suspect").path("en").asString())
                    .isEqualTo("Sound by itself, but other columns agree against it");
        }
    }

    /// The first field that differs in the customer's newest mended event.
    private static JsonNode changed(HttpClient client, LimnerServer server, String customer)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.port()
                                + "/api/v1/workspaces/member-register/customers/" + customer + "/mended"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(response.body())
                .path("events")
                .path(0)
                .path("changed")
                .path(0);
    }
}
