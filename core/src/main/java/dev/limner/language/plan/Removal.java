package dev.limner.language.plan;

import java.io.Serializable;
import java.util.List;

/// Whether an answer flips when events are taken away.
public sealed interface Removal extends Serializable {
    /// Without these events the answer is the opposite.
    ///
    /// @param smallest whether no set of fewer events does that; else none of these events can be kept by
    /// itself
    record Flips(List<Integer> events, boolean smallest) implements Removal {
        public Flips {
            events = List.copyOf(events);
        }
    }

    /// No removal was found that flips it.
    ///
    /// @param certain whether there is none
    record None(boolean certain) implements Removal {}
}
