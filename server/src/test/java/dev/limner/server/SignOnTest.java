package dev.limner.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Closed;
import dev.limner.access.Role;
import dev.limner.access.SignOn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The way in by another program: what of a visit the server itself must hold to.
class SignOnTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Closed access = unset();
    private Shop shop = unset();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // opened before each test
    private static <T> T unset() {
        return null;
    }

    /// Says of everybody who brings the visit's state back that he is Kim.
    private static final class Provider implements SignOn {
        private final AtomicInteger visits = new AtomicInteger();

        @Override
        public String title() {
            return "Made-up ID";
        }

        @Override
        public Visit begin(URI back) {
            String state = "state" + visits.incrementAndGet();
            return new Visit(URI.create("https://id.example/authorize?state=" + state), back, state, "n", "v");
        }

        @Override
        public Person end(Visit visit, URI answered) {
            assertThat(answered.toString()).isEqualTo(visit.back() + "?code=c&state=" + visit.state());
            return new Person("https://id.example 1", "kim", "Kim Example", Role.ANALYST);
        }
    }

    @BeforeEach
    void open() throws IOException {
        access = new Closed(folder.resolve("accounts"), Clock.systemUTC(), new SecureRandom(), new Provider());
        shop = Shop.open(folder.resolve("shop"), Map.of(), access);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpResponse<String> post(String path, String body, String cookie) {
        return shop.send(shop.request("/api/v1/session/" + path)
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.split(";", -1)[0])
                .findFirst()
                .orElse("");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static String arrival(String cookie) {
        return "{\"query\":\"?code=c&state=%s\"}".formatted(cookie.substring(cookie.indexOf('=') + 1));
    }

    @Test
    void whoeverComesBackFromHisOwnVisitIsLoggedInOnce() {
        HttpResponse<String> begun = post("visit", "", "");
        assertThat(json(begun).path("to").asString()).startsWith("https://id.example/authorize");
        String visit = cookie(begun, "limner_visit");
        HttpResponse<String> ended = post("arrival", arrival(visit), visit);
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        assertThat(json(ended).path("name").asString()).isEqualTo("kim");
        String session = cookie(ended, "limner_session");
        assertThat(session).isNotEmpty();
        HttpResponse<String> asked = shop.send(
                shop.request("/api/v1/workspaces").header("Cookie", session).GET());
        assertThat(asked.statusCode()).isEqualTo(200);
        HttpResponse<String> again = post("arrival", arrival(visit), visit);
        assertThat(again.statusCode()).isEqualTo(502);
        assertThat(json(again).path("code").asString()).isEqualTo("SIGN_ON_FAILED");
    }

    @Test
    void nobodyIsLoggedInByTheVisitOfSomebodyElse() {
        String visit = cookie(post("visit", "", ""), "limner_visit");
        for (String cookie : new String[] {"", "limner_visit=made-up"}) {
            HttpResponse<String> ended = post("arrival", arrival(visit), cookie);
            assertThat(ended.statusCode()).isEqualTo(502);
            assertThat(cookie(ended, "limner_session")).isEmpty();
        }
    }

    @Test
    void theDoorSaysWhatTheOtherProgramIsCalled() {
        HttpResponse<String> asked = shop.send(shop.request("/api/v1/session").GET());
        assertThat(json(asked).path("signOn").asString()).isEqualTo("Made-up ID");
    }
}
