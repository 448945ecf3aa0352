package dev.limner.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.access.Role;
import dev.limner.access.SignOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Visits to a provider that others wrote, over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdConnectTest {
    private static final URI BACK = URI.create("http://localhost:7788/arrival");
    private static final RoleRule ROLES = RoleRule.read("groups", "limner-admins=administrator shop=analyst");

    private final MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config());
    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    void open() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterAll
    void close() {
        server.shutdown();
        browser.close();
    }

    private OpenIdConnect provider(String issuer, RoleRule roles) {
        return new OpenIdConnect(new OpenIdConnect.Settings(
                "Made-up ID", server.issuerUrl(issuer).toString(), "limner", "secret", "preferred_username", roles));
    }

    /// What the server will say of whoever comes next.
    private void says(String issuer, String subject, Map<String, Object> claims) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of("limner"), claims, 3600));
    }

    /// Goes where a browser is sent and returns where it is sent back to.
    private URI visit(SignOn.Visit visit) throws IOException, InterruptedException {
        HttpResponse<Void> answer =
                browser.send(HttpRequest.newBuilder(visit.to()).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void whoeverComesBackIsWhomTheProviderSaysWithTheRoleOfHisGroups() throws Exception {
        OpenIdConnect provider = provider("shop", ROLES);
        says(
                "shop",
                "u-17",
                Map.of("preferred_username", "Kim Example", "name", "Kim Example", "groups", List.of("x", "shop")));
        SignOn.Visit visit = provider.begin(BACK);
        assertThat(visit.to().getQuery()).contains("code_challenge_method=S256", "state=" + visit.state());
        URI answered = visit(visit);
        assertThat(answered.toString()).startsWith(BACK + "?");
        SignOn.Person person = provider.end(visit, answered);
        assertThat(person)
                .isEqualTo(new SignOn.Person(
                        server.issuerUrl("shop") + " u-17", "kim-example", "Kim Example", Role.ANALYST));
    }

    @Test
    void anAnswerOfAnotherVisitIsRefused() throws Exception {
        OpenIdConnect provider = provider("visits", ROLES);
        SignOn.Visit one = provider.begin(BACK);
        SignOn.Visit other = provider.begin(BACK);
        URI answered = visit(one);
        assertThatThrownBy(() -> provider.end(other, answered)).hasMessageStartingWith("SIGN_ON_FAILED");
        // the state alone does not do: the word names the visit that it was asked for by
        SignOn.Visit mixed = new SignOn.Visit(one.to(), BACK, one.state(), other.nonce(), one.verifier());
        says("visits", "u-17", Map.of("preferred_username", "kim"));
        URI again = visit(one);
        assertThatThrownBy(() -> provider.end(mixed, again)).hasMessageContaining("not genuine");
    }

    @Test
    void aWordWithoutANameIsRefused() throws Exception {
        OpenIdConnect provider = provider("nameless", ROLES);
        says("nameless", "u-17", Map.of("name", "Kim Example"));
        SignOn.Visit visit = provider.begin(BACK);
        URI answered = visit(visit);
        assertThatThrownBy(() -> provider.end(visit, answered))
                .hasMessageStartingWith("SIGN_ON_FAILED")
                .hasMessageContaining("preferred_username");
    }

    @Test
    void whatTheProviderRefusesIsRefused() {
        OpenIdConnect provider = provider("shop", ROLES);
        SignOn.Visit visit = provider.begin(BACK);
        URI denied = URI.create(BACK + "?error=access_denied&state=" + visit.state());
        assertThatThrownBy(() -> provider.end(visit, denied)).hasMessageContaining("access_denied");
        URI nonsense = URI.create(BACK + "?x=1");
        assertThatThrownBy(() -> provider.end(visit, nonsense)).hasMessageStartingWith("SIGN_ON_FAILED");
    }

    @Test
    void aProviderThatIsNotThereIsNamed() {
        String nowhere = "http://127.0.0.1:1/none";
        OpenIdConnect provider = new OpenIdConnect(
                new OpenIdConnect.Settings("Made-up ID", nowhere, "limner", null, "preferred_username", ROLES));
        assertThatThrownBy(() -> provider.begin(BACK)).hasMessageStartingWith("SIGN_ON_FAILED");
    }

    @Test
    void theHighestRoleOfSomebodysGroupsIsHis() {
        RoleRule rule = RoleRule.read("groups", "limner-admins=administrator, shop=analyst *=viewer");
        assertThat(rule.of(List.of(claims(Map.of("groups", List.of("shop", "limner-admins"))))))
                .isEqualTo(Role.ADMINISTRATOR);
        assertThat(rule.of(List.of(claims(Map.of()), claims(Map.of("groups", "shop")))))
                .isEqualTo(Role.ANALYST);
        assertThat(rule.of(List.of(claims(Map.of())))).isEqualTo(Role.VIEWER);
        assertThat(ROLES.of(List.of(claims(Map.of("groups", List.of("other"))))))
                .isNull();
        assertThatThrownBy(() -> RoleRule.read("groups", "shop=king")).hasMessageContaining("king");
        assertThatThrownBy(() -> RoleRule.read("groups", "shop")).hasMessageStartingWith("BAD_PARAMETER");
    }

    private static com.nimbusds.openid.connect.sdk.claims.ClaimsSet claims(Map<String, @Nullable Object> said) {
        var claims = new com.nimbusds.openid.connect.sdk.claims.UserInfo(new com.nimbusds.oauth2.sdk.id.Subject("1"));
        said.forEach(claims::setClaim);
        return claims;
    }
}
