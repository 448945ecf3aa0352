package dev.limner.models;

/// 64 bits that tell one set of data from another: the same numbers in the same order give the same bits on
/// every machine. Not meant against people who look for a collision.
public final class Fingerprint {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long state = ODD;

    private Fingerprint() {}

    /// That of nothing yet.
    public static Fingerprint start() {
        return new Fingerprint();
    }

    /// That of `rows`.
    public static Fingerprint of(double[][] rows) {
        return start().and(rows);
    }

    /// With one more number.
    public Fingerprint and(long bits) {
        state = (Long.rotateLeft(state, 23) ^ bits) * ODD;
        return this;
    }

    /// With numbers.
    public Fingerprint and(double... numbers) {
        and((long) numbers.length);
        for (double number : numbers) {
            and(Double.doubleToLongBits(number));
        }
        return this;
    }

    /// With rows of numbers.
    public Fingerprint and(double[][] rows) {
        and((long) rows.length);
        for (double[] row : rows) {
            and(row);
        }
        return this;
    }

    /// With whether something is so.
    public Fingerprint and(boolean[] events) {
        and((long) events.length);
        for (boolean event : events) {
            and(event ? 1L : 0L);
        }
        return this;
    }

    /// With a text.
    public Fingerprint and(String text) {
        and((long) text.length());
        for (int i = 0; i < text.length(); i++) {
            and((long) text.charAt(i));
        }
        return this;
    }

    /// The bits.
    public long value() {
        long mixed = (state ^ (state >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
