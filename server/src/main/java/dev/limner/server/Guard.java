package dev.limner.server;

import dev.limner.access.Access;
import dev.limner.access.Closed;
import dev.limner.access.Principal;
import dev.limner.access.Right;
import dev.limner.access.Sessions;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands before every route: finds out who calls, and lets nobody do what he may not.
///
/// A page of some other site must not reach the server through a visitor's browser either. So the host that was
/// asked for must be one of the server's names, against DNS rebinding (but for health, which orchestrators ask for
/// by address); and what changes something with a session's cookie must come from the own pages, and show what only
/// they can know.
final class Guard {
    static final String COOKIE = "limner_session";
    /// Bears the session's proof.
    static final String PROOF = "X-Limner-Proof";

    private static final String BEARER = "Bearer ";
    private static final Set<HandlerType> QUESTIONS = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final Access access;
    private final Site site;

    Guard(Access access, Site site) {
        this.access = access;
        this.site = site;
    }

    /// Lets in whoever is on this machine.
    static Guard open() {
        return new Guard(new Access.Open(), Site.LOOPBACK);
    }

    Access access() {
        return access;
    }

    Site site() {
        return site;
    }

    /// Lets a request pass, or refuses it.
    ///
    /// @throws UserProblem where it must not pass
    void admit(Right right, Context request) {
        new Caller(Principal.NOBODY, () -> Principal.NOBODY).isOf(request);
        if (right == Right.COLLECT) {
            return; // events may come from pages of any site
        }
        if (!site.isOwn(request.host()) && !HealthResource.isWatched(request.path())) {
            throw UserProblem.of(Code.FORBIDDEN, "host " + request.host());
        }
        boolean isChange = !QUESTIONS.contains(request.method());
        if (isChange) {
            refuseOtherSites(request);
        }
        Caller caller = caller(request);
        caller.isOf(request);
        if (right == Right.PUBLIC) {
            return;
        }
        if (!caller.may(Right.SIGNED_IN)) {
            throw UserProblem.of(Code.UNAUTHENTICATED);
        }
        if (access instanceof Closed closed) {
            closed.pace(caller.principal());
        }
        if (isChange && caller.principal().kind() == Principal.Kind.USER) {
            requireProof(request);
        }
        if (!caller.may(right)) {
            throw UserProblem.of(Code.FORBIDDEN, Json.name(right));
        }
        String workspace = request.pathParamMap().get("workspace");
        if (workspace != null && !caller.principal().reaches(workspace)) {
            throw UserProblem.of(Code.FORBIDDEN, "workspace " + workspace);
        }
    }

    private void refuseOtherSites(Context request) {
        String origin = request.header("Origin");
        if (origin != null && !site.isOwnOrigin(origin, request.host())) {
            throw UserProblem.of(Code.FORBIDDEN, "origin " + origin);
        }
        String from = request.header("Sec-Fetch-Site");
        if (from != null && !from.equals("same-origin") && !from.equals("none")) {
            throw UserProblem.of(Code.FORBIDDEN, "site " + from);
        }
    }

    /// Beside its cookie, a browser says where a change comes from, and the page shows the session's proof.
    private static void requireProof(Context request) {
        String cookie = request.cookie(COOKIE);
        String proof = request.header(PROOF);
        boolean saysWhence = request.header("Origin") != null || request.header("Sec-Fetch-Site") != null;
        if (cookie == null || proof == null || !saysWhence || !same(proof, Sessions.proof(cookie))) {
            throw UserProblem.of(Code.FORBIDDEN, PROOF);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Caller caller(Context request) {
        return switch (access) {
            case Access.Open _ -> new Caller(Principal.ANYBODY, () -> Principal.ANYBODY);
            case Closed closed -> {
                String authorization = request.header("Authorization");
                String cookie = request.cookie(COOKIE);
                Supplier<@Nullable Principal> found = authorization != null
                        ? () -> authorization.startsWith(BEARER)
                                ? closed.byKey(
                                        authorization.substring(BEARER.length()).strip())
                                : null
                        : () -> cookie == null ? null : closed.bySession(cookie);
                yield new Caller(orNobody(found.get()), () -> orNobody(found.get()));
            }
        };
    }

    private static Principal orNobody(@Nullable Principal found) {
        return found == null ? Principal.NOBODY : found;
    }

    /// Sets a cookie that only the own pages send and no script reads; one that lasts no time is taken away.
    void setCookie(Context request, String name, String value, String path, Duration lasting) {
        request.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=" + path + "; Max-Age=" + lasting.toSeconds()
                                + "; HttpOnly; SameSite=Lax" + (site.isSecure() ? "; Secure" : ""));
    }

    /// Where a request comes from; where a proxy stands in front, the proxy says so.
    String address(Context request) {
        String forwarded = request.header("X-Forwarded-For");
        return site.publicUrl() != null && forwarded != null
                ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
                : request.ip();
    }
}
