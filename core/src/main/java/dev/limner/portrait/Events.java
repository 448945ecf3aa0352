package dev.limner.portrait;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Sets of event indices of one history, ascending.
final class Events {
    private Events() {}

    static int[] union(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b))
                .sorted()
                .distinct()
                .toArray();
    }

    /// The last one as an array, empty where there is none.
    static int[] last(int[] events) {
        return events.length == 0 ? events : new int[] {events[events.length - 1]};
    }
}
