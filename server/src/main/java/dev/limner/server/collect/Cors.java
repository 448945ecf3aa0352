package dev.limner.server.collect;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/// Pages of any site may send events, since it is the write key that says whose they are. No cookies are taken.
final class Cors {
    private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9_, -]{1,2000}");
    /// In seconds; browsers hold no answer to a preflight longer.
    private static final String HOLDS = "7200";

    private Cors() {}

    static void allow(Context request) {
        request.header("Access-Control-Allow-Origin", "*");
        // Without it a page cannot see how long it should wait, and tries again at once.
        request.header("Access-Control-Expose-Headers", "Retry-After");
        request.header("Cross-Origin-Resource-Policy", "cross-origin");
        request.header("Cache-Control", "no-store");
    }

    static void answerPreflight(Context request) {
        allow(request);
        request.header("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        request.header("Access-Control-Max-Age", HOLDS);
        String headers = request.header("Access-Control-Request-Headers");
        if (headers != null && HEADERS.matcher(headers).matches()) {
            request.header("Access-Control-Allow-Headers", headers);
        }
        if ("true".equals(request.header("Access-Control-Request-Private-Network"))) {
            request.header("Access-Control-Allow-Private-Network", "true");
        }
        request.status(204);
    }
}
