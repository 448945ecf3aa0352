package dev.limner.server;

import dev.limner.problem.UserProblem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands before every route. Until an administrator exists, the server listens to this machine alone, and
/// the guard
/// makes sure that a page of some other site cannot reach it through a visitor's browser: the host that was
/// asked for
/// must be this
/// machine's own name (against DNS rebinding), and what changes something must come from the own pages.
final class Guard {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private Guard() {}

    /// Refuses what must not pass. Events may come from pages of any site.
    static void check(Context request) {
        if (request.routeRoles().contains(Right.COLLECT)) {
            return;
        }
        String host = request.host();
        if (host == null || !OWN_NAMES.contains(withoutPort(host))) {
            throw UserProblem.of(UserProblem.Code.FORBIDDEN, "host " + host);
        }
        @Nullable String origin = request.header("Origin");
        if (!request.method().equals(HandlerType.GET) && origin != null && !host.equals(authority(origin))) {
            throw UserProblem.of(UserProblem.Code.FORBIDDEN, "origin " + origin);
        }
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "");
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
