package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.access.Access;
import dev.limner.access.Closed;
import dev.limner.access.Right;
import dev.limner.access.Role;
import dev.limner.access.Sessions;
import dev.limner.access.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every route of a real server, asked by nobody, by each role, and by keys that lack a right or a workspace.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    /// What anybody may ask for, beside the addresses that collect and the pages' files.
    private static final Set<String> PUBLIC = Set.of(
            "GET /healthz",
            "GET /readyz",
            "GET /api/v1/openapi.json",
            "GET /api/v1/session",
            "POST /api/v1/session",
            "POST /api/v1/session/arrival",
            "POST /api/v1/session/first",
            "POST /api/v1/session/visit");

    /// Stands still, so that waiting is no matter of luck.
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);

    private static final String PASSWORD = "a long made-up password";

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Closed access = unset();
    private Shop shop = unset();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before all tests
    private static <T> T unset() {
        return null;
    }

    @BeforeAll
    void open() throws IOException {
        access = new Closed(folder.resolve("accounts"), CLOCK, new SecureRandom());
        shop = Shop.open(folder.resolve("shop"), Map.of(), access);
        for (Role role : Role.values()) {
            access.accounts().add(name(role), "Kim Example", role, PASSWORD);
        }
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static Stream<Route> routes() {
        return Routes.all(Desks.none(), Guard.open()).stream();
    }

    static Stream<Route> guarded() {
        return routes().filter(route -> !PUBLIC.contains(route.method() + " " + route.path()));
    }

    private HttpResponse<String> ask(Route route, String workspace, String... headers) {
        String path = route.path().replace("{workspace}", workspace).replaceAll("\\{\\w+}", "none");
        HttpRequest.Builder request = shop.request(path)
                .method(
                        route.method().name(),
                        route.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return shop.send(request);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static void isRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json(response).path("code").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobodyIsRefusedButOnThePublicList(Route route) {
        isRefused(ask(route, "shop"), 401, "UNAUTHENTICATED");
        isRefused(ask(route, "shop", "Authorization", "Bearer lim_made-up"), 401, "UNAUTHENTICATED");
        isRefused(ask(route, "shop", "Cookie", "limner_session=made-up"), 401, "UNAUTHENTICATED");
    }

    @Test
    void thePublicListIsWrittenHere() {
        assertThat(routes().filter(route -> route.right() == Right.PUBLIC))
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
        assertThat(routes()).noneMatch(route -> route.right() == Right.COLLECT);
        assertThat(Routes.collecting(new Intakes(List.of()), Clock.systemUTC()))
                .allMatch(route -> route.right() == Right.COLLECT);
    }

    static Stream<Route> withRights() {
        return guarded().filter(route -> route.right().isGiven());
    }

    @ParameterizedTest
    @MethodSource("withRights")
    void aKeyWithoutTheRightIsRefused(Route route) {
        EnumSet<Right> others = EnumSet.copyOf(Right.given());
        others.remove(route.right());
        isRefused(ask(route, "shop", "Authorization", "Bearer " + key(others)), 403, "FORBIDDEN");
    }

    private String key(Set<Right> rights, String... workspaces) {
        return access.accounts()
                .addKey("test", rights, List.of(workspaces), "test", null)
                .secret();
    }

    @ParameterizedTest
    @MethodSource("withRights")
    void aKeyOfAnotherWorkspaceIsRefused(Route route) {
        HttpResponse<String> response = ask(route, "shop", "Authorization", "Bearer " + key(Right.given(), "another"));
        if (route.path().equals("/api/v1/workspaces")) {
            assertThat(json(response).path("workspaces")).isEmpty();
        } else {
            isRefused(response, 403, "FORBIDDEN");
        }
    }

    @ParameterizedTest
    @MethodSource("withRights")
    void aRoleIsRefusedWhatItIsNotThereFor(Route route) {
        for (Role role : Role.values()) {
            String token = access.sessions().begin(access.accounts().user(name(role)));
            HttpResponse<String> response = ask(
                    route,
                    "none",
                    "Cookie",
                    "limner_session=" + token,
                    "Sec-Fetch-Site",
                    "same-origin",
                    "X-Limner-Proof",
                    Sessions.proof(token));
            if (role.rights().contains(route.right())) {
                assertThat(response.statusCode())
                        .as(role + " " + response.body())
                        .isNotIn(401, 403);
            } else {
                isRefused(response, 403, "FORBIDDEN");
            }
        }
    }

    @Test
    void aSessionChangesNothingFromAnotherSiteOrWithoutItsProof() {
        User user = access.accounts().user("operator");
        String token = access.sessions().begin(user);
        String proof = Sessions.proof(token);
        String own = "http://localhost:" + shop.port();
        String cookie = "limner_session=" + token;
        Route cancel = routes().filter(route -> route.path().endsWith("/cancel"))
                .findFirst()
                .orElseThrow();
        isRefused(ask(cancel, "shop", "Cookie", cookie), 403, "FORBIDDEN");
        isRefused(ask(cancel, "shop", "Cookie", cookie, "Origin", own), 403, "FORBIDDEN");
        isRefused(ask(cancel, "shop", "Cookie", cookie, "X-Limner-Proof", proof), 403, "FORBIDDEN");
        isRefused(ask(cancel, "shop", "Cookie", cookie, "Origin", own, "X-Limner-Proof", "made-up"), 403, "FORBIDDEN");
        isRefused(
                ask(cancel, "shop", "Cookie", cookie, "Origin", "http://evil.example", "X-Limner-Proof", proof),
                403,
                "FORBIDDEN");
        isRefused(
                ask(cancel, "shop", "Cookie", cookie, "Sec-Fetch-Site", "cross-site", "X-Limner-Proof", proof),
                403,
                "FORBIDDEN");
        assertThat(ask(cancel, "shop", "Cookie", cookie, "Origin", own, "X-Limner-Proof", proof)
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(cancel, "shop", "Authorization", "Bearer " + key(Set.of(Right.OPERATE)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoLogsInIsKnownByHisCookieUntilHeLogsOut() {
        HttpResponse<String> in = logIn("Viewer", PASSWORD);
        assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
        String session = cookie.substring(0, cookie.indexOf(';'));
        JsonNode me = json(shop.send(
                shop.request("/api/v1/session").header("Cookie", session).GET()));
        assertThat(me.path("name").asString()).isEqualTo("viewer");
        assertThat(me.path("role").asString()).isEqualTo("viewer");
        assertThat(me.path("rights").toString()).isEqualTo("[\"read\"]");
        HttpResponse<String> out = shop.send(shop.request("/api/v1/session")
                .header("Cookie", session)
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Limner-Proof", me.path("proof").asString())
                .DELETE());
        assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
        isRefused(
                shop.send(shop.request("/api/v1/workspaces")
                        .header("Cookie", session)
                        .GET()),
                401,
                "UNAUTHENTICATED");
    }

    private HttpResponse<String> logIn(String name, String password) {
        return shop.send(shop.request("/api/v1/session")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"%s\", \"password\": \"%s\"}".formatted(name, password))));
    }

    @Test
    void whatIsDoneAndRefusedIsRecordedWithoutSecretsAndIdentifiers() {
        String secret = key(Set.of(Right.ADMINISTER));
        String viewer = access.sessions().begin(access.accounts().user("viewer"));
        logIn("analyst", "not the password");
        get("/api/v1/workspaces/shop/customers/c20", "Cookie", "limner_session=" + viewer);
        get("/api/v1/workspaces/shop/customers.csv", "Cookie", "limner_session=" + viewer);
        get("/api/v1/workspaces/shop/kpis", "Cookie", "limner_session=" + viewer);
        get("/api/v1/users", "Cookie", "limner_session=" + viewer);
        HttpResponse<String> added = shop.send(shop.request("/api/v1/users")
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"lee\", \"display\": \"Lee Example\","
                        + " \"role\": \"viewer\", \"password\": \"" + PASSWORD + "\"}")));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        JsonNode page = json(get("/api/v1/audit?limit=500", "Authorization", "Bearer " + secret));
        List<String> told = page.path("entries")
                .valueStream()
                .map(entry -> entry.path("who").asString().replaceFirst("lim_.*", "...") + " "
                        + entry.path("deed").asString().replace("/api/v1/", "") + " "
                        + entry.path("object").asString("-") + " "
                        + entry.path("outcome").asString())
                .toList();
        int customer = shop.desk().customer("c20");
        assertThat(told)
                .contains(
                        " POST session user analyst failed",
                        "viewer GET workspaces/{workspace}/customers/{id} customer " + customer + " done",
                        "viewer GET workspaces/{workspace}/customers.csv - done",
                        "viewer GET users - refused",
                        "key ... POST users user lee viewer done")
                .noneMatch(entry -> entry.contains("kpis") && entry.endsWith(" done"));
        assertThat(page.toString()).doesNotContain(PASSWORD, secret, viewer, "not the password", "c20");
    }

    private HttpResponse<String> get(String path, String... headers) {
        return shop.send(shop.request(path).headers(headers).GET());
    }

    @Test
    void whoChangesWhoIsWhoIsNamedInItsLog() {
        HttpResponse<String> linked = shop.send(shop.request("/api/v1/workspaces/shop/identity/links")
                .header("Authorization", "Bearer " + key(Set.of(Right.OPERATE)))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"identifiers\": [\"c20\", \"c21\"], \"who\": \"somebody else\"}")));
        assertThat(json(linked).path("entry").path("who").asString()).startsWith("key lim_");
    }

    @Test
    void withoutAnAdministratorNobodyElsesMachineIsLetIn() {
        Closed nobody = new Closed(folder.resolve("nobody"), Clock.systemUTC(), new SecureRandom());
        Site everywhere = new Site("0.0.0.0", null);
        for (Access others : List.of(nobody, new Access.Open())) {
            assertThatThrownBy(() -> LimnerServer.start(
                            Desks.none(), new Intakes(List.of()), Clock.systemUTC(), others, everywhere, 0))
                    .hasMessageStartingWith(others == nobody ? "NO_ADMINISTRATOR" : "OPEN_TO_OTHERS");
        }
    }

    @Test
    void behindAProxyItsNamePassesAndTheCookieIsSecure() {
        Site site = new Site("127.0.0.1", URI.create("https://limner.example.com"));
        assertThat(site.isOwn("limner.example.com")).isTrue();
        assertThat(site.isOwn("evil.example.com")).isFalse();
        assertThat(site.isOwn("limner.example.com.evil.example")).isFalse();
        assertThat(site.isOwnOrigin("https://limner.example.com", "127.0.0.1:7788"))
                .isTrue();
        assertThat(site.isOwnOrigin("https://evil.example.com", "127.0.0.1:7788"))
                .isFalse();
        assertThat(site.isOwnOrigin("null", null)).isFalse();
        assertThat(site.isSecure()).isTrue();
        assertThat(Site.LOOPBACK.isSecure()).isFalse();
    }

    @Test
    void theFirstAdministratorComesByTheLinkAndOnlyOnce() {
        Closed fresh = new Closed(folder.resolve("fresh"), Clock.systemUTC(), new SecureRandom());
        String link = fresh.accounts().newLink();
        String body = "{\"secret\": \"%s\", \"name\": \"kim\", \"display\": \"Kim\", \"password\": \"%s\"}"
                .formatted(link, PASSWORD);
        try (LimnerServer server = LimnerServer.start(
                        Desks.none(), new Intakes(List.of()), Clock.systemUTC(), fresh, Site.LOOPBACK, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + "/api/v1/session/first"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> first = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            assertThat(json(first).path("role").asString()).isEqualTo("administrator");
            assertThat(first.headers().firstValue("Set-Cookie")).isPresent();
            isRefused(client.send(request, HttpResponse.BodyHandlers.ofString()), 403, "LINK_USED");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void whoGuessesIsToldHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            logIn("guessed", "not the password");
        }
        HttpResponse<String> last = logIn("guessed", "not the password");
        isRefused(last, 429, "TOO_MANY_REQUESTS");
        assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldAlike() {
        HttpResponse<String> wrong = logIn("analyst", "not the password");
        HttpResponse<String> unknown = logIn("nobody-of-that-name", "not the password");
        isRefused(wrong, 401, "WRONG_PASSWORD");
        assertThat(withoutRequestId(unknown)).isEqualTo(withoutRequestId(wrong));
    }

    private static String withoutRequestId(HttpResponse<String> response) {
        return response.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }
}
