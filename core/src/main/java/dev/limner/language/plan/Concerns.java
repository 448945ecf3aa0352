package dev.limner.language.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Which conditions of a plan an event can change.
final class Concerns implements Serializable {
    /// All sets of events that the conditions look at.
    private final List<Occurrences.Base> bases = new ArrayList<>();
    /// By condition: the places of its sets; none where everything concerns it.
    private final int[][] of;
    /// By condition: the types of which each event concerns it.
    private final BitSet[] whole;
    /// The conditions that depend on the customer's clock.
    private final BitSet ofClock = new BitSet();

    Concerns(List<Concern> conditions, int types) {
        IdentityHashMap<Occurrences.Base, Integer> places = new IdentityHashMap<>();
        of = new int[conditions.size()][];
        whole = new BitSet[conditions.size()];
        for (int i = 0; i < of.length; i++) {
            Concern concern = conditions.get(i);
            Set<Occurrences.Base> looked = concern.isEverything() ? Set.of() : concern.bases();
            of[i] = looked.stream()
                    .mapToInt(base -> places.computeIfAbsent(base, each -> {
                        bases.add(each);
                        return bases.size() - 1;
                    }))
                    .toArray();
            whole[i] = new BitSet();
            ofClock.set(i, concern.isOfClock());
            for (int type = 0; type < types; type++) {
                whole[i].set(type, concern.isWhole(type));
            }
        }
    }

    /// The conditions that an event of the history in a frame can change, whether or not it is visible yet.
    BitSet of(Frame frame, int event) {
        int type = frame.history().type(event);
        frame.look(event);
        BitSet fitting = new BitSet();
        for (int i = 0; i < bases.size(); i++) {
            Occurrences.Base base = bases.get(i);
            fitting.set(
                    i, base.isOf(type) && (base.where() == null || base.where().holds(frame)));
        }
        BitSet concerned = new BitSet();
        boolean turnsClock = !ofClock.isEmpty() && frame.evaluation().zones().isTurnedBy(frame, event);
        for (int i = 0; i < of.length; i++) {
            boolean is = whole[i].get(type) || (turnsClock && ofClock.get(i));
            for (int j = 0; j < of[i].length && !is; j++) {
                is = fitting.get(of[i][j]);
            }
            concerned.set(i, is);
        }
        return concerned;
    }
}
