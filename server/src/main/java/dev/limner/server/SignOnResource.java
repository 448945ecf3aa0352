package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.access.SignOn;
import dev.limner.access.SignOn.Visit;
import dev.limner.access.User;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way in by another program that says who people are: where a browser is sent, and what it comes back with.
///
/// A visit is known by its state, which also stands in a cookie: so nobody can send somebody else's browser in
/// under a name of his own.
final class SignOnResource {
    /// The page that a browser comes back to; it hands over what came with it.
    static final String PAGE = "/arrival";

    private static final String COOKIE = "limner_visit";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_VISITS = 1_000;

    private final Guard guard;
    private final SessionResource sessions;
    private final Map<String, Visit> visits = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visit> eldest) {
            return size() > MOST_VISITS;
        }
    };

    private SignOnResource(Guard guard, SessionResource sessions) {
        this.guard = guard;
        this.sessions = sessions;
    }

    /// @param to where the browser must go
    record VisitView(String to) {}

    /// @param query what came with the browser, with its question mark
    record Returned(String query) {}

    static List<Route> routes(Guard guard, SessionResource sessions) {
        SignOnResource resource = new SignOnResource(guard, sessions);
        return List.of(
                new Route(
                        HandlerType.POST,
                        SessionResource.PATH + "/visit",
                        Right.PUBLIC,
                        "Begins a visit to the program that says who people are.",
                        List.of(),
                        null,
                        VisitView.class,
                        Route.JSON,
                        resource::begin),
                Route.post(
                                SessionResource.PATH + PAGE,
                                "Logs in whoever comes back from a visit: sets the session's cookie.",
                                List.of(),
                                Returned.class,
                                SessionResource.SessionView.class,
                                resource::end)
                        .under(Right.PUBLIC)
                        .recorded());
    }

    private SignOn signOn() {
        SignOn signOn = SessionResource.closed(guard).signOn();
        if (signOn == null) {
            throw UserProblem.of(Code.SIGN_ON_FAILED, "oidc_issuer");
        }
        return signOn;
    }

    private VisitView begin(Context request) {
        Visit visit = signOn().begin(guard.site().address(request.host(), PAGE));
        synchronized (visits) {
            visits.put(visit.state(), visit);
        }
        guard.setCookie(request, COOKIE, visit.state(), SessionResource.PATH, LONGEST);
        return new VisitView(visit.to().toString());
    }

    private SessionResource.SessionView end(Context request) {
        String cookie = request.cookie(COOKIE);
        Visit visit = cookie == null ? null : taken(cookie);
        guard.setCookie(request, COOKIE, "", SessionResource.PATH, Duration.ZERO);
        if (visit == null) {
            throw UserProblem.of(Code.SIGN_ON_FAILED, "no visit");
        }
        User user = SessionResource.closed(guard)
                .signedOn(signOn().end(visit, answered(visit, Asked.body(request, Returned.class))));
        return sessions.begin(request, user);
    }

    private @Nullable Visit taken(String state) {
        synchronized (visits) {
            return visits.remove(state);
        }
    }

    private static URI answered(Visit visit, Returned returned) {
        try {
            return URI.create(visit.back() + returned.query());
        } catch (IllegalArgumentException _) {
            throw UserProblem.of(Code.SIGN_ON_FAILED, "no address");
        }
    }
}
