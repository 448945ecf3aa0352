package dev.limner.language.plan;

import java.io.Serializable;

/// A condition that holds or does not, for the history, instant and, within `where`, the event of a [Frame].
interface Truth extends Serializable {
    boolean holds(Frame frame);

    /// An instant after the frame's up to which, without a new event, the answer stays; [Long#MAX_VALUE]
    /// for ever.
    long until(Frame frame);

    /// The same where the answer is known already.
    default long until(Frame frame, boolean answer) {
        return until(frame);
    }

    /// Cites events, such that any history which has them and is part of this one gives the same answer.
    void cite(Frame frame, Citation citation);
}
