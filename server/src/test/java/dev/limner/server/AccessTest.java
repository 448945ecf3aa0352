package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Closed;
import dev.limner.access.Right;
import dev.limner.access.Role;
import dev.limner.access.User;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
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
            "GET /api/v1/openapi.json",
            "GET /api/v1/session",
            "POST /api/v1/session",
            "POST /api/v1/session/first");

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
        access = new Closed(folder.resolve("accounts"), Clock.systemUTC(), new SecureRandom());
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
        return role.name().toLowerCase(java.util.Locale.ROOT);
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
                    dev.limner.access.Sessions.proof(token));
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
        String proof = dev.limner.access.Sessions.proof(token);
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
    void aWrongPasswordAndAnUnknownNameAreToldAlike() {
        HttpResponse<String> wrong = logIn("analyst", "not the password");
        HttpResponse<String> unknown = logIn("nobody-of-that-name", "not the password");
        isRefused(wrong, 401, "WRONG_PASSWORD");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }
}
