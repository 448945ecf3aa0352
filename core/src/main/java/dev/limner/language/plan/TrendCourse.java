package dev.limner.language.plan;

/// The sum of weighted values that a trend of whole numbers rests on, as time passes without a new event: each event
/// passes from its window into the one before, and out of the first.
final class TrendCourse {
    private final int count;
    private final long unit;
    private final int[] windows;
    private final long[] values;
    /// When each event passes on.
    private final long[] passes;
    private int size;
    private long weight;

    /// @param weight the sum of (2 i - (n - 1)) y_i over the windows
    /// @param count how many windows
    /// @param unit how long each is, in microseconds
    /// @param most at most so many events
    TrendCourse(long weight, int count, long unit, int most) {
        this.weight = weight;
        this.count = count;
        this.unit = unit;
        windows = new int[most];
        values = new long[most];
        passes = new long[most];
    }

    void add(int window, long value, long passes) {
        windows[size] = window;
        values[size] = value;
        this.passes[size++] = passes;
    }

    long weight() {
        return weight;
    }

    /// When the next events pass on; [Long#MAX_VALUE] for never.
    long next() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            next = Math.min(next, passes[i]);
        }
        return next;
    }

    /// Lets those pass on who do at an instant.
    void pass(long t) {
        for (int i = size - 1; i >= 0; i--) {
            if (passes[i] != t) {
                continue;
            }
            if (windows[i] > 0) {
                weight -= 2 * values[i];
                windows[i]--;
                passes[i] += unit;
            } else {
                weight += (count - 1) * values[i];
                size--;
                windows[i] = windows[size];
                values[i] = values[size];
                passes[i] = passes[size];
            }
        }
    }
}
