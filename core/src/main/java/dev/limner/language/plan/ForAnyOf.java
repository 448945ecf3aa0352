package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.language.plan.Occurrences.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// `for any P: c`: the values of P seen in the positive sets inside for which c holds, every set restricted to the value.
///
/// @param positive the sets whose events show the values that are looked at
/// @param all every set inside, to be cited where nothing holds
record ForAnyOf(Property property, Truth condition, List<Plain> positive, List<Plain> all) implements Truth {
    public ForAnyOf {
        positive = List.copyOf(positive);
        all = List.copyOf(all);
    }

    /// The events of one value.
    private static final class Group {
        private final long value;
        private int[] events = new int[8];
        private int count;

        Group(long value) {
            this.value = value;
        }

        void add(int event) {
            if (count == events.length) {
                events = Arrays.copyOf(events, count * 2);
            }
            events[count++] = event;
        }
    }

    @Override
    public boolean holds(Frame frame) {
        boolean found = false;
        for (Group group : groups(frame)) {
            found = found || condition.holds(part(frame, group));
            frame.leaveParts();
        }
        return found;
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
        part.openPart(frame, group.events, 0, group.count);
        return part;
    }

    private List<Group> groups(Frame frame) {
        Map<Long, Group> groups = new LinkedHashMap<>();
        History history = frame.history();
        for (Plain set : positive) {
            long range = set.range(frame);
            int[] list = set.list(frame);
            for (int i = Occurrences.from(range); i < Occurrences.to(range); i++) {
                long value = history.value(property, list[i]);
                if (value != History.MISSING) {
                    groups.computeIfAbsent(value, Group::new);
                }
            }
        }
        if (groups.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < frame.size(); i++) {
            int event = frame.universe()[i];
            @Nullable Group group = groups.get(history.value(property, event));
            if (group != null) {
                group.add(event);
            }
        }
        return List.copyOf(groups.values());
    }

    @Override
    public long until(Frame frame) {
        long until = Long.MAX_VALUE;
        for (Plain set : positive) {
            until = Math.min(until, set.until(frame));
        }
        for (Group group : groups(frame)) {
            until = Math.min(until, condition.until(part(frame, group)));
            frame.leaveParts();
        }
        return until;
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
