package dev.limner.language.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// How far back all who ask for a set of events look: the windows in which they do, or all time.
///
/// Filled while a plan is compiled.
final class Reach implements Serializable {
    private final List<Bounds> windows = new ArrayList<>();
    private boolean always;

    void always() {
        always = true;
    }

    void within(Bounds window) {
        if (!windows.contains(window)) {
            windows.add(window);
        }
    }

    /// The instant before which nobody looks at the set.
    long low(Frame frame) {
        if (always) {
            return Long.MIN_VALUE;
        }
        long low = Long.MAX_VALUE;
        for (int i = 0; i < windows.size(); i++) {
            low = Math.min(low, frame.low(windows.get(i)));
        }
        return low;
    }
}
