package dev.limner.server;

import io.javalin.http.Context;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/// What ties a request to its lines in the log and to its problem: the caller's `X-Request-Id`, or one made here.
final class RequestId {
    static final String HEADER = "X-Request-Id";
    /// What log lines call it.
    static final String IN_LOG = "request";

    /// What another one is replaced by: it goes into log lines.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /// Takes or makes it, at the beginning of a request.
    static void begin(Context request) {
        String said = request.header(HEADER);
        String id = said != null && PLAIN.matcher(said).matches()
                ? said
                : UUID.randomUUID().toString();
        request.attribute(HEADER, id);
        request.header(HEADER, id);
        MDC.put(IN_LOG, id);
    }

    static void end() {
        MDC.remove(IN_LOG);
    }

    static String of(Context request) {
        String id = request.attribute(HEADER);
        return id == null ? "" : id;
    }
}
