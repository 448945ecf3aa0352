package dev.limner.server.collect;

import dev.limner.server.collect.Gate.Outcome;
import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What clients that come again are told.
final class Answers {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    private Answers() {}

    /// @param thanks the body where all is well
    static void write(Context request, Outcome outcome, String thanks) {
        switch (outcome) {
            case Outcome.Taken _ -> request.result(thanks);
            case Outcome.Turned(String reason) -> {
                int status = status(reason);
                request.status(status);
                request.result(
                        status == 200
                                ? thanks
                                : Tree.empty()
                                        .put("success", false)
                                        .put("reason", reason)
                                        .toString());
            }
            case Outcome.Later(int seconds) -> later(request, 429, seconds);
        }
    }

    static void later(Context request, int status, int seconds) {
        request.status(status);
        request.header("Retry-After", Integer.toString(seconds));
        request.result("{\"success\":false,\"reason\":\"overloaded\"}");
    }

    /// A client drops what it sent at any of 400, 401, 404, 413. It does so rightly where all of it is of no use;
    /// where only the key is unknown, the events may be good ones, and are kept.
    static int status(String reason) {
        return switch (reason) {
            case "no_key", "unknown_key" -> 200;
            case "too_long" -> 413;
            case "too_slow" -> 408;
            default -> 400;
        };
    }

    /// The host that was asked, so that libraries go on asking it.
    static String host(Context request) {
        @Nullable String host = request.host();
        return host != null && HOST.matcher(host).matches() ? host : "localhost";
    }

    /// `https` where whoever stands before the server says so.
    static String scheme(Context request) {
        return "https".equals(request.header("X-Forwarded-Proto")) ? "https" : request.scheme();
    }
}
