package dev.limner.server.collect;

import java.util.Arrays;

/// That a body cannot be taken as a whole.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private static final int KEPT = 64 * 1024;

    /// A short name, such as `bad_gzip`.
    final String reason;
    /// What there is of the body, to be looked at.
    private final byte[] body;

    Refused(String reason, byte[] body) {
        super(reason, null, false, false);
        this.reason = reason;
        this.body = start(body);
    }

    byte[] body() {
        return body;
    }

    /// As much of a body as is kept of one that is refused.
    static byte[] start(byte[] body) {
        return body.length <= KEPT ? body : Arrays.copyOf(body, KEPT);
    }
}
