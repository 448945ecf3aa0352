package dev.limner.server;

import dev.limner.access.Accounts;
import dev.limner.access.AuditEntry;
import dev.limner.access.AuditLog;
import dev.limner.access.Closed;
import dev.limner.access.Key;
import dev.limner.access.Right;
import dev.limner.access.Role;
import dev.limner.access.User;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Users, keys and the record of what was done, for administrators.
final class AccountResource {
    private static final String USERS = "/api/v1/users";
    private static final String KEYS = "/api/v1/keys";

    private AccountResource() {}

    record UserList(List<Account> users) {}

    record Account(String name, String display, Role role, boolean disabled, String createdAt) {}

    record NewUser(String name, String display, Role role, String password) {}

    /// @param password another one; the old one stays where null
    record UserChange(
            String display,
            Role role,
            boolean disabled,
            @Nullable String password) {}

    record KeyList(List<ApiKey> keys) {}

    /// @param workspaces the only ones that it opens; all where empty
    record ApiKey(
            String id,
            String title,
            List<Right> rights,
            List<String> workspaces,
            String createdBy,
            String createdAt,
            @Nullable String lastUsed,
            @Nullable String expiresAt,
            @Nullable String revokedAt) {}

    /// @param expiresAt an instant; null for never
    record KeyWish(
            String title,
            List<Right> rights,
            List<String> workspaces,
            @Nullable String expiresAt) {}

    /// @param secret is shown this once
    record KeyMade(ApiKey key, String secret) {}

    record AuditPage(long total, List<AuditRow> entries) {}

    record AuditRow(
            String at,
            String who,
            Right right,
            String deed,
            @Nullable String workspace,
            @Nullable String object,
            AuditEntry.Outcome outcome,
            int times) {}

    private interface Deed {
        Object of(Closed closed, Context request);
    }

    static List<Route> routes(Guard guard) {
        return List.of(
                route(HandlerType.GET, USERS, "The users.", null, UserList.class, guard, (closed, _) -> users(closed)),
                route(
                        HandlerType.POST,
                        USERS,
                        "Adds a user.",
                        NewUser.class,
                        UserList.class,
                        guard,
                        AccountResource::addUser),
                route(
                        HandlerType.PUT,
                        USERS + "/{user}",
                        "Changes a user's display name, role or password, or shuts him out.",
                        UserChange.class,
                        UserList.class,
                        guard,
                        AccountResource::changeUser),
                route(
                        HandlerType.DELETE,
                        USERS + "/{user}",
                        "Takes a user away.",
                        null,
                        UserList.class,
                        guard,
                        (closed, request) -> {
                            closed.accounts().remove(request.pathParam("user"));
                            return users(closed);
                        }),
                route(HandlerType.GET, KEYS, "The keys.", null, KeyList.class, guard, (closed, _) -> keys(closed)),
                route(
                        HandlerType.POST,
                        KEYS,
                        "Makes a key; its secret is in this answer and nowhere else.",
                        KeyWish.class,
                        KeyMade.class,
                        guard,
                        AccountResource::addKey),
                route(
                        HandlerType.DELETE,
                        KEYS + "/{key}",
                        "Lets a key open nothing any more.",
                        null,
                        KeyList.class,
                        guard,
                        (closed, request) -> {
                            closed.accounts().revokeKey(request.pathParam("key"));
                            return keys(closed);
                        }),
                new Route(
                        HandlerType.GET,
                        "/api/v1/audit",
                        Right.ADMINISTER,
                        "What was done, by whom, the newest first.",
                        List.of(
                                Route.one("who", "A user's name, or key and its id."),
                                Route.one("outcome", "done, refused or failed."),
                                Route.one("q", "Part of the deed or of what it was done to."),
                                Route.one("workspace", "One workspace; all where left out."),
                                Route.one("offset", "How many to pass over."),
                                Route.one("limit", "How many to show, 1 to 500; 50 where left out.")),
                        null,
                        AuditPage.class,
                        Route.JSON,
                        request -> audit(SessionResource.closed(guard).audit(), request)));
    }

    private static Route route(
            HandlerType method,
            String path,
            String summary,
            @Nullable Class<?> body,
            Class<?> answer,
            Guard guard,
            Deed deed) {
        return new Route(
                method,
                path,
                Right.ADMINISTER,
                summary,
                List.of(),
                body,
                answer,
                Route.JSON,
                request -> deed.of(SessionResource.closed(guard), request));
    }

    private static UserList users(Closed closed) {
        return new UserList(closed.accounts().users().stream()
                .map(user -> new Account(
                        user.name(),
                        user.display(),
                        user.role(),
                        user.disabled(),
                        user.createdAt().toString()))
                .toList());
    }

    private static UserList addUser(Closed closed, Context request) {
        NewUser body = Asked.body(request, NewUser.class);
        User user = closed.accounts().add(body.name(), body.display(), body.role(), body.password());
        Caller.about(request, "user " + user.name() + " " + Json.name(user.role()));
        return users(closed);
    }

    private static UserList changeUser(Closed closed, Context request) {
        UserChange body = Asked.body(request, UserChange.class);
        String name = request.pathParam("user");
        User user = closed.accounts().change(name, body.display(), body.role(), body.disabled());
        String password = body.password();
        if (password != null) {
            closed.accounts().changePassword(name, password);
        }
        Caller.about(
                request,
                "user " + user.name() + " " + Json.name(user.role()) + (user.disabled() ? " disabled" : "")
                        + (password == null ? "" : " password"));
        return users(closed);
    }

    private static KeyList keys(Closed closed) {
        return new KeyList(closed.accounts().keys().stream()
                .sorted(Comparator.comparing(Key::createdAt).reversed())
                .map(key -> view(closed, key))
                .toList());
    }

    private static ApiKey view(Closed closed, Key key) {
        return new ApiKey(
                key.id(),
                key.title(),
                List.copyOf(new TreeSet<>(key.rights())),
                key.workspaces(),
                key.createdBy(),
                key.createdAt().toString(),
                textOrNull(closed.uses().last(key.id())),
                textOrNull(key.expiresAt()),
                textOrNull(key.revokedAt()));
    }

    private static @Nullable String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static KeyMade addKey(Closed closed, Context request) {
        KeyWish body = Asked.body(request, KeyWish.class);
        Accounts.NewKey made = closed.accounts()
                .addKey(
                        body.title(),
                        Set.copyOf(body.rights()),
                        body.workspaces(),
                        Caller.of(request).principal().name(),
                        instant(body.expiresAt()));
        Caller.about(request, "key " + made.key().id());
        return new KeyMade(view(closed, made.key()), made.secret());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw UserProblem.of(Code.BAD_DATE, text);
        }
    }

    private static AuditPage audit(AuditLog log, Context request) {
        String who = Asked.text(request, "who");
        String workspace = Asked.text(request, "workspace");
        String part = Asked.text(request, "q");
        AuditEntry.Outcome outcome = Asked.oneOf(request, "outcome", AuditEntry.Outcome.class);
        AuditLog.Page page = log.page(
                entry -> (who.isEmpty() || entry.who().equals(who))
                        && (workspace.isEmpty() || workspace.equals(entry.workspace()))
                        && (outcome == null || entry.outcome() == outcome)
                        && (part.isEmpty() || (entry.deed() + " " + entry.object()).contains(part)),
                Asked.whole(request, "offset", 0, Integer.MAX_VALUE, 0),
                Asked.whole(request, "limit", 1, 500, 50));
        return new AuditPage(
                page.total(),
                page.entries().stream()
                        .map(entry -> new AuditRow(
                                entry.at().toString(),
                                entry.who(),
                                entry.right(),
                                entry.deed(),
                                entry.workspace(),
                                entry.object(),
                                entry.outcome(),
                                entry.times()))
                        .toList());
    }
}
