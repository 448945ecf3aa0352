package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Right;
import dev.limner.collect.Delivery;
import dev.limner.collect.Intake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Collecting among the other routes: open to pages of any site, where the others are not.
class CollectingRoutesTest {
    private static final class Counting implements Intake {
        final List<Delivery> taken = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable String source(String key) {
            return key;
        }

        @Override
        public void take(Delivery delivery) {
            taken.add(delivery);
        }

        @Override
        public void refuse(Delivery delivery, String reason) {
            throw new AssertionError(reason);
        }
    }

    @Test
    void theAddressesOpenToAllAreTheseAndNoOthers() {
        assertThat(Routes.collecting(new Counting(), InstantSource.system()))
                .allMatch(route -> route.right() == Right.COLLECT)
                .filteredOn(route -> !route.method().name().equals("OPTIONS"))
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrder(
                        "POST /v1/batch",
                        "POST /v1/import",
                        "POST /v1/b",
                        "POST /v1/m",
                        "POST /v1/t",
                        "POST /v1/i",
                        "POST /v1/p",
                        "POST /v1/s",
                        "POST /v1/g",
                        "POST /v1/a",
                        "POST /v1/track",
                        "POST /v1/identify",
                        "POST /v1/page",
                        "POST /v1/screen",
                        "POST /v1/group",
                        "POST /v1/alias",
                        "POST /beacon/v1/batch",
                        "POST /rsaMetrics",
                        "GET /v1/projects/{writeKey}/settings",
                        "GET /sourceConfig",
                        "GET /sa",
                        "POST /sa",
                        "GET /sa.gif",
                        "POST /sa.gif",
                        "POST /debug",
                        "POST /batch",
                        "POST /capture",
                        "POST /e",
                        "POST /i/v0/e",
                        "POST /flags",
                        "POST /decide",
                        "GET /array/{key}/config",
                        "GET /array/{key}/config.js",
                        "POST /v1/events");
    }

    @Test
    void pagesOfOtherSitesMaySendEventsAndNothingElse() throws IOException, InterruptedException {
        Counting intake = new Counting();
        try (LimnerServer server = LimnerServer.start(Desks.none(), intake, InstantSource.system(), 0);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(status(client, server, "/v1/batch?writeKey=k", "https://shop.example"))
                    .isEqualTo(200);
            assertThat(intake.taken).hasSize(1);
            assertThat(status(client, server, "/api/v1/workspaces/shop/cancel", "https://shop.example"))
                    .isEqualTo(403);
        }
    }

    private static int status(HttpClient client, LimnerServer server, String path, String origin)
            throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                                .header("Origin", origin)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"batch\":[]}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
