package dev.limner.language.plan;

import java.io.Serializable;

/// A condition with a place of its own in frames: a segment, answered once a frame however many ask.
record Definition(int slot, String name, Truth truth) implements Serializable {
    boolean holds(Frame asking) {
        Frame frame = asking.whole();
        int known = frame.truth(slot);
        if (known >= 0) {
            return known == 1;
        }
        boolean answer = truth.holds(frame);
        if (frame.now() == frame.t()) {
            frame.keepTruth(slot, answer);
        }
        return answer;
    }
}
