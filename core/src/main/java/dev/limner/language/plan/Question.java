package dev.limner.language.plan;

import dev.limner.engine.Scope;
import dev.limner.history.History;
import java.util.BitSet;

/// One condition asked of one history as of one instant, also without some of its events.
record Question(Evaluation evaluation, History history, long micros, Scope.Mode mode) {
    boolean holdsWithout(BitSet removed) {
        evaluation.openWithout(removed, history, micros, mode);
        return evaluation.holds(0);
    }

    int[] citedWithout(BitSet removed) {
        evaluation.openWithout(removed, history, micros, mode);
        return evaluation.cited(0).events();
    }
}
