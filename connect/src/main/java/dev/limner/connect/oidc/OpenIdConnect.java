package dev.limner.connect.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.limner.access.SignOn;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider of OpenID Connect, asked by the authorization code flow with proof of who began it.
///
/// [OpenID Connect Core 1.0](https://openid.net/specs/openid-connect-core-1_0.html), RFC 7636 (S256).
public final class OpenIdConnect implements SignOn {
    private static final int WAIT_MS = (int) Duration.ofSeconds(10).toMillis();
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int LONGEST_NAME = 64;
    /// Signatures by keys that the provider alone has; never `none` or a shared secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final Settings settings;
    private @Nullable Provider provider;

    /// What is known of the provider beforehand.
    ///
    /// @param issuer the address under which the provider describes itself
    /// @param secret null for a client without one
    /// @param nameClaim the claim that says what somebody is called here
    public record Settings(
            String title,
            String issuer,
            String client,
            @Nullable String secret,
            String nameClaim,
            RoleRule roles) {}

    /// What a provider says of itself, and its keys, which are fetched anew when they change.
    private record Provider(OIDCProviderMetadata about, IDTokenValidator validator) {}

    public OpenIdConnect(Settings settings) {
        this.settings = settings;
    }

    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        algorithms.addAll(JWSAlgorithm.Family.ED);
        return Set.copyOf(algorithms);
    }

    @Override
    public String title() {
        return settings.title();
    }

    @Override
    public Visit begin(URI back) {
        State state = new State(32);
        Nonce nonce = new Nonce(32);
        CodeVerifier verifier = new CodeVerifier();
        URI to = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new com.nimbusds.oauth2.sdk.Scope("openid", "profile", "email"),
                        new ClientID(settings.client()),
                        back)
                .endpointURI(provider().about().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Visit(to, back, state.getValue(), nonce.getValue(), verifier.getValue());
    }

    @Override
    public Person end(Visit visit, URI answered) {
        try {
            OIDCTokens tokens = tokens(visit, answered);
            ClaimsSet claims = provider().validator().validate(tokens.getIDToken(), Nonce.parse(visit.nonce()));
            String subject = claims.getStringClaim("sub");
            ClaimsSet more = more(tokens, subject);
            List<ClaimsSet> told = more == null ? List.of(claims) : List.of(claims, more);
            String name = said(told, settings.nameClaim());
            if (name == null) {
                throw UserProblem.of(Code.SIGN_ON_FAILED, "no claim " + settings.nameClaim());
            }
            String display = said(told, "name");
            return new Person(
                    settings.issuer() + " " + subject,
                    simple(name),
                    display == null ? name : display,
                    settings.roles().of(told));
        } catch (IOException e) {
            throw failed("the provider does not answer", e);
        } catch (GeneralException | BadJOSEException | JOSEException e) {
            throw failed("the answer is not genuine", e);
        }
    }

    private OIDCTokens tokens(Visit visit, URI answered) throws IOException, GeneralException {
        var response = AuthenticationResponseParser.parse(answered);
        if (!response.indicatesSuccess()) {
            throw failed(
                    String.valueOf(response.toErrorResponse().getErrorObject().getCode()), null);
        }
        if (!new State(visit.state()).equals(response.getState())) {
            throw failed("another visit's answer", null);
        }
        HTTPRequest asked = tokenRequest(new AuthorizationCodeGrant(
                response.toSuccessResponse().getAuthorizationCode(), visit.back(), new CodeVerifier(visit.verifier())));
        HTTPResponse told = sent(asked);
        var parsed = OIDCTokenResponseParser.parse(told);
        if (!parsed.indicatesSuccess()) {
            throw failed(
                    String.valueOf(parsed.toErrorResponse().getErrorObject().getCode()), null);
        }
        return (OIDCTokens) parsed.toSuccessResponse().getTokens();
    }

    private HTTPRequest tokenRequest(AuthorizationCodeGrant grant) {
        OIDCProviderMetadata about = provider().about();
        ClientID client = new ClientID(settings.client());
        ClientAuthentication authentication = authentication(client, about.getTokenEndpointAuthMethods());
        return authentication == null
                ? new TokenRequest.Builder(about.getTokenEndpointURI(), client, grant)
                        .build()
                        .toHTTPRequest()
                : new TokenRequest.Builder(about.getTokenEndpointURI(), authentication, grant)
                        .build()
                        .toHTTPRequest();
    }

    /// How the client shows its secret: as a header, unless the provider takes it in the body only.
    private @Nullable ClientAuthentication authentication(
            ClientID client, @Nullable List<ClientAuthenticationMethod> taken) {
        String secret = settings.secret();
        if (secret == null) {
            return null;
        }
        boolean inBody = taken != null
                && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return inBody
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    /// What the provider tells beside its word, where it tells more.
    private @Nullable ClaimsSet more(OIDCTokens tokens, @Nullable String subject) throws IOException, ParseException {
        URI endpoint = provider().about().getUserInfoEndpointURI();
        if (endpoint == null || !(tokens.getAccessToken() instanceof BearerAccessToken access)) {
            return null;
        }
        UserInfoResponse told = UserInfoResponse.parse(sent(new UserInfoRequest(endpoint, access).toHTTPRequest()));
        if (!told.indicatesSuccess()) {
            return null;
        }
        ClaimsSet claims = told.toSuccessResponse().getUserInfo();
        // another subject's information would be a swap (Core 5.3.2)
        return claims != null && String.valueOf(subject).equals(claims.getStringClaim("sub")) ? claims : null;
    }

    private static @Nullable String said(List<ClaimsSet> told, String claim) {
        return told.stream()
                .map(claims -> claims.getStringClaim(claim))
                .filter(said -> said != null && !said.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }

    /// A name as names here may be.
    private static String simple(String name) {
        String simple =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]", "-").replaceFirst("^[^a-z0-9]+", "");
        return simple.substring(0, Math.min(LONGEST_NAME, simple.length()));
    }

    private static HTTPResponse sent(HTTPRequest request) throws IOException {
        request.setConnectTimeout(WAIT_MS);
        request.setReadTimeout(WAIT_MS);
        request.setFollowRedirects(false);
        return request.send();
    }

    /// The provider, asked about itself at the first need and as long as it did not answer.
    private synchronized Provider provider() {
        Provider known = provider;
        if (known == null) {
            known = found();
            provider = known;
        }
        return known;
    }

    private Provider found() {
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata about = OIDCProviderMetadata.resolve(issuer, WAIT_MS, WAIT_MS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            about.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(WAIT_MS, WAIT_MS, LONGEST_ANSWER))
                    .retrying(true)
                    .build();
            return new Provider(
                    about,
                    new IDTokenValidator(
                            issuer,
                            new ClientID(settings.client()),
                            new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                            null));
        } catch (GeneralException | MalformedURLException e) {
            throw failed("no provider at " + settings.issuer(), e);
        } catch (IOException e) {
            throw failed("the provider does not answer", e);
        }
    }

    private static UserProblem failed(String why, @Nullable Exception cause) {
        UserProblem problem = UserProblem.of(Code.SIGN_ON_FAILED, why);
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
