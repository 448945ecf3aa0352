package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.language.plan.Occurrences.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// `for any P: c`: the values of P seen in the positive sets inside for which c holds, every set restricted
/// to the value.
///
/// @param positive the sets whose events show the values that are looked at
/// @param all every set inside, to be cited where nothing holds
record ForAnyOf(Property property, Truth condition, List<Plain> positive, List<Plain> all) implements Truth {
    public ForAnyOf {
        positive = List.copyOf(positive);
        all = List.copyOf(all);
    }

    /// The events of one value: those of `events` from `from` to `to` (excluded).
    private static final class Group {
        private final long value;
        private final int[] events;
        private final int from;
        private final int to;

        Group(long value, int[] events, int from, int to) {
            this.value = value;
            this.events = events;
            this.from = from;
            this.to = to;
        }
    }

    @Override
    public boolean holds(Frame frame) {
        for (Group group : groups(frame)) {
            boolean found = condition.holds(part(frame, group));
            frame.leaveParts();
            if (found) {
                return true;
            }
        }
        return false;
    }

    /// The values for which the condition holds, in the order in which they were first seen.
    List<Long> values(Frame frame) {
        List<Long> values = new ArrayList<>();
        for (Group group : groups(frame)) {
            if (condition.holds(part(frame, group))) {
                values.add(group.value);
            }
            frame.leaveParts();
        }
        return values;
    }

    /// A value as people see it.
    String text(Frame frame, long value) {
        if (property.type() == ValueType.TEXT) {
            return frame.history().text(value);
        }
        java.math.BigDecimal number = Folds.Stored.decimal(property.type(), value);
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    /// Looks at the part of one value: the first for which the condition holds, else the first that was seen.
    ///
    /// @param look given the part's frame and the value; not called where there is no value at all
    void inPart(Frame frame, BiConsumer<Frame, String> look) {
        List<Group> groups = groups(frame);
        Group chosen = groups.isEmpty() ? null : groups.getFirst();
        for (Group group : groups) {
            boolean holds = condition.holds(part(frame, group));
            frame.leaveParts();
            if (holds) {
                chosen = group;
                break;
            }
        }
        if (chosen != null) {
            look.accept(part(frame, chosen), text(frame, chosen.value));
            frame.leaveParts();
        }
    }

    /// The values that were seen, as people see them.
    List<String> seen(Frame frame) {
        return groups(frame).stream().map(group -> text(frame, group.value)).toList();
    }

    private static Frame part(Frame frame, Group group) {
        Frame part = frame.inner();
        part.openPart(frame, group.events, group.from, group.to);
        return part;
    }

    private List<Group> groups(Frame frame) {
        History history = frame.history();
        int most = 0;
        for (Plain set : positive) {
            most += Occurrences.count(set.range(frame));
        }
        if (most == 0) {
            return List.of();
        }
        Places places = new Places(most);
        for (Plain set : positive) {
            long range = set.range(frame);
            int[] list = set.list(frame);
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = history.value(property, list[i]);
                if (value != History.MISSING) {
                    places.add(value);
                }
            }
        }
        return grouped(frame, places);
    }

    /// All events from the first that any set looks at, by their values.
    private List<Group> grouped(Frame frame, Places places) {
        History history = frame.history();
        int[] universe = frame.universe();
        int first = Occurrences.firstAt(history, universe, frame.size(), low(frame));
        int[] placeOf = new int[frame.size() - first];
        int[] ends = new int[places.size() + 1];
        for (int i = 0; i < placeOf.length; i++) {
            placeOf[i] = places.of(history.value(property, universe[first + i]));
            if (placeOf[i] >= 0) {
                ends[placeOf[i] + 1]++;
            }
        }
        for (int place = 0; place < places.size(); place++) {
            ends[place + 1] += ends[place];
        }
        int[] next = ends.clone();
        int[] events = new int[ends[places.size()]];
        for (int i = 0; i < placeOf.length; i++) {
            if (placeOf[i] >= 0) {
                events[next[placeOf[i]]++] = universe[first + i];
            }
        }
        List<Group> groups = new ArrayList<>(places.size());
        for (int place = 0; place < places.size(); place++) {
            groups.add(new Group(places.value(place), events, ends[place], ends[place + 1]));
        }
        return groups;
    }

    /// The instant before which no set inside looks.
    private long low(Frame frame) {
        long low = Long.MAX_VALUE;
        for (Plain set : all) {
            low = Math.min(low, set.window() == null ? Long.MIN_VALUE : frame.low(set.window()));
        }
        return low;
    }

    @Override
    public long until(Frame frame) {
        long until = Long.MAX_VALUE;
        for (Plain set : positive) {
            until = Math.min(until, set.enters(frame)); // it may show a value that was not seen
        }
        for (Group group : groups(frame)) {
            Frame part = part(frame, group);
            boolean holds = condition.holds(part);
            until = Math.min(until, condition.until(part, holds));
            if (holds) {
                until = Math.min(until, vanishes(part));
            }
            frame.leaveParts();
        }
        return until;
    }

    /// When the value of a part is not seen any more, unless it is seen anew.
    private long vanishes(Frame part) {
        long vanishes = Long.MIN_VALUE;
        for (Plain set : positive) {
            int count = Occurrences.count(set.range(part));
            if (count > 0) {
                vanishes = Math.max(vanishes, set.leaves(part, count - 1));
            }
        }
        return vanishes;
    }

    @Override
    public void cite(Frame frame, Citation citation) {
        for (Group group : groups(frame)) {
            Frame part = part(frame, group);
            if (condition.holds(part)) {
                condition.cite(part, citation);
                for (Plain set : positive) {
                    citeOne(part, set, citation);
                }
                frame.leaveParts();
                return;
            }
            frame.leaveParts();
        }
        all.forEach(set -> set.cite(frame, citation));
        for (Group group : groups(frame)) {
            condition.cite(part(frame, group), citation);
            frame.leaveParts();
        }
    }

    /// An event that shows the value.
    private static void citeOne(Frame part, Plain set, Citation citation) {
        long range = set.range(part);
        if (Occurrences.count(range) > 0) {
            citation.add(set.list(part)[Occurrences.to(range) - 1]);
        }
    }
}
