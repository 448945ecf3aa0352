package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model fitted and asked for its scores over HTTP.
class ModelScoresTest {
    private static final String WORKSPACE = "/api/v1/workspaces/shop";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final HttpClient client = HttpClient.newHttpClient();

    private JsonNode ask(LimnerServer server, String path, String body) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.port() + WORKSPACE + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        HttpResponse<String> response = client.send(
                body.isEmpty()
                        ? request.build()
                        : request.POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    @Test
    void whoIsLikeliestComesFirst() throws IOException, InterruptedException {
        try (Desk desk = Workbench.open(MadeUpOrders.shop(folder.resolve("shop"), 400));
                LimnerServer server = LimnerServer.start(new Desks(List.of(desk), Workbench.rows()), 0)) {
            ask(server, "/models/fit", "{\"models\": [\"churn\"]}");
            while (desk.state() == Desk.State.WORKING) {
                Thread.sleep(20);
            }
            assertThat(desk.failure()).isNull();
            JsonNode answer = ask(server, "/models/churn/scores?limit=5", "");
            assertThat(answer.path("model").asString()).isEqualTo("churn");
            assertThat(answer.path("customers").intValue()).isBetween(1, 400);
            List<Double> scores = answer.path("scores").values().stream()
                    .map(row -> row.path("score").doubleValue())
                    .toList();
            assertThat(scores)
                    .hasSize(5)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                    .allMatch(score -> score >= 0 && score <= 1);
            String first = answer.path("scores").path(0).path("customer").asString();
            JsonNode same = ask(server, "/customers/" + first + "/predictions", "");
            assertThat(same.toString())
                    .contains("churn")
                    .contains(scores.getFirst().toString());
        }
    }
}
