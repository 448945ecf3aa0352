package dev.limner.server;

import dev.limner.access.Access;
import dev.limner.access.Closed;
import dev.limner.access.Principal;
import dev.limner.access.Right;
import dev.limner.access.Role;
import dev.limner.access.Sessions;
import dev.limner.access.User;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The way in and out: who am I, logging in, the first administrator, another password.
final class SessionResource {
    static final String PATH = "/api/v1/session";

    private final Guard guard;

    private SessionResource(Guard guard) {
        this.guard = guard;
    }

    /// @param open whether nobody need log in
    /// @param setUp whether there is an administrator
    /// @param name null where nobody has logged in
    /// @param role null for keys and where nobody has logged in
    /// @param signOn what the program is called that says who people are; null where there is none
    /// @param proof what the header `X-Limner-Proof` of changes must show; null without a session
    record SessionView(
            boolean open,
            boolean setUp,
            @Nullable String name,
            @Nullable String display,
            @Nullable Role role,
            List<Right> rights,
            @Nullable String signOn,
            @Nullable String proof) {}

    record LogIn(String name, String password) {}

    record FirstAdministrator(String secret, String name, String display, String password) {}

    record NewPassword(String old, String password) {}

    static List<Route> routes(Guard guard) {
        SessionResource resource = new SessionResource(guard);
        List<Route> routes = new ArrayList<>(resource.own());
        routes.addAll(SignOnResource.routes(guard, resource));
        return routes;
    }

    private List<Route> own() {
        return List.of(
                Route.get(
                                PATH,
                                "Who calls, and what the caller may do.",
                                List.of(),
                                SessionView.class,
                                request -> view(Caller.of(request).principal(), request.cookie(Guard.COOKIE)))
                        .under(Right.PUBLIC),
                Route.post(
                                PATH,
                                "Logs a user in: sets the session's cookie.",
                                List.of(),
                                LogIn.class,
                                SessionView.class,
                                this::logIn)
                        .under(Right.PUBLIC)
                        .recorded(),
                new Route(
                                HandlerType.DELETE,
                                PATH,
                                Right.SIGNED_IN,
                                "Logs the caller out.",
                                List.of(),
                                null,
                                SessionView.class,
                                Route.JSON,
                                this::logOut)
                        .recorded(),
                Route.post(
                                PATH + "/first",
                                "Makes the first administrator by the link that was printed at the start.",
                                List.of(),
                                FirstAdministrator.class,
                                SessionView.class,
                                this::first)
                        .under(Right.PUBLIC)
                        .recorded(),
                Route.post(
                                PATH + "/password",
                                "Gives the caller another password, which ends all his other sessions.",
                                List.of(),
                                NewPassword.class,
                                SessionView.class,
                                this::password)
                        .under(Right.SIGNED_IN)
                        .recorded());
    }

    private Closed closed() {
        return closed(guard);
    }

    /// The accounts, where there are some.
    ///
    /// @throws UserProblem where nobody logs in
    static Closed closed(Guard guard) {
        return switch (guard.access()) {
            case Access.Open _ -> throw UserProblem.of(Code.NO_ACCOUNTS);
            case Closed closed -> closed;
        };
    }

    private SessionView view(Principal principal, @Nullable String token) {
        boolean isKnown = principal.kind() == Principal.Kind.USER || principal.kind() == Principal.Kind.KEY;
        boolean isUser = principal.kind() == Principal.Kind.USER;
        return switch (guard.access()) {
            case Access.Open _ -> new SessionView(true, true, null, null, null, rights(Right.given()), null, null);
            case Closed closed ->
                new SessionView(
                        false,
                        closed.accounts().hasAdministrator(),
                        isKnown ? principal.name() : null,
                        isKnown ? principal.display() : null,
                        isUser ? closed.accounts().user(principal.name()).role() : null,
                        rights(principal.rights()),
                        closed.signOn() == null ? null : closed.signOn().title(),
                        isUser && token != null ? Sessions.proof(token) : null);
        };
    }

    private static List<Right> rights(Set<Right> rights) {
        return List.copyOf(new TreeSet<>(rights));
    }

    private SessionView logIn(Context request) {
        LogIn body = Asked.body(request, LogIn.class);
        Closed closed = closed();
        if (closed.accounts().users().stream().anyMatch(user -> user.name().equals(body.name()))) {
            Caller.about(request, "user " + body.name());
        }
        return begin(request, closed.logIn(body.name(), body.password(), guard.address(request)));
    }

    private SessionView first(Context request) {
        FirstAdministrator body = Asked.body(request, FirstAdministrator.class);
        return begin(
                request,
                closed().first(body.secret(), body.name(), body.display(), body.password(), guard.address(request)));
    }

    private SessionView password(Context request) {
        NewPassword body = Asked.body(request, NewPassword.class);
        Principal caller = Caller.of(request).principal();
        if (caller.kind() != Principal.Kind.USER) {
            throw UserProblem.of(Code.FORBIDDEN, "password");
        }
        return begin(request, closed().changePassword(caller.name(), body.old(), body.password()));
    }

    /// Begins the session of a user who has shown that he is he.
    SessionView begin(Context request, User user) {
        String token = closed().sessions().begin(user);
        guard.setCookie(request, Guard.COOKIE, token, "/", Sessions.LONGEST);
        Principal principal = Principal.of(user);
        new Caller(principal, () -> principal).isOf(request);
        return view(principal, token);
    }

    private SessionView logOut(Context request) {
        String token = request.cookie(Guard.COOKIE);
        if (token != null && guard.access() instanceof Closed closed) {
            closed.sessions().end(token);
            guard.setCookie(request, Guard.COOKIE, "", "/", Duration.ZERO);
        }
        return view(Principal.NOBODY, null);
    }
}
