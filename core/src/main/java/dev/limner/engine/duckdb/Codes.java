package dev.limner.engine.duckdb;

/// Finds codes of texts in ascending order: they are spread evenly, so that a code's place is nearly told
/// by its
/// size.
final class Codes {
    private Codes() {}

    /// Ascending codes, by their place.
    interface Ascending {
        long code(int place);
    }

    /// The place of a code among `size` ascending ones, -1 where it is not among them.
    static int find(Ascending codes, int size, long code) {
        int low = 0;
        int high = size - 1;
        long least = 0;
        long most = Long.MAX_VALUE;
        while (low <= high) {
            double share = ((double) code - least) / ((double) most - least);
            int guess = low + (int) (share * (high - low));
            guess = Math.clamp(guess, low, high);
            long there = codes.code(guess);
            if (there == code) {
                return guess;
            }
            if (there < code) {
                low = guess + 1;
                least = there;
            } else {
                high = guess - 1;
                most = there;
            }
        }
        return -1;
    }
}
