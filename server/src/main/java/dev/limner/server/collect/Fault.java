package dev.limner.server.collect;

/// Why one event cannot be understood.
final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    /// A short name, such as `bad_time`, and after a colon where.
    final String reason;

    Fault(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    Fault(String reason, String where) {
        this(reason + ":" + (where.length() <= 100 ? where : where.substring(0, 100)));
    }
}
