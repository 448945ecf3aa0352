package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.TextTable;
import java.util.ArrayList;
import java.util.List;

/// Brings the histories of a store into this process's memory, with what live definitions read of them.
///
/// Events that share their instant keep the order of the store, and stand before those that come later.
public final class HotStudy implements Study<HotHistories> {
    private final Needs needs;
    private final Property known;
    private final transient TextTable texts;

    /// A study that puts texts into `texts`.
    ///
    /// @param needs what live definitions read, of all time
    /// @param known the plan's property that says when an event became known
    public HotStudy(Needs needs, Property known, TextTable texts) {
        this.needs = needs.and(known);
        this.known = known;
        this.texts = texts;
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public HotHistories start() {
        return new HotHistories(needs.properties(), texts);
    }

    @Override
    public void add(HotHistories hot, History history) {
        List<HotEvent> events = new ArrayList<>();
        for (int e = 0; e < history.size(); e++) {
            long[] values = new long[needs.properties().size()];
            for (int i = 0; i < values.length; i++) {
                Property property = needs.properties().get(i);
                long value = history.value(property, e);
                values[i] = value != History.MISSING && property.type().isText()
                        ? texts.code(history.text(value))
                        : value;
            }
            long when = history.has(known, e) ? history.value(known, e) : history.at(e);
            events.add(new HotEvent(history.type(e), history.at(e), when, 0, new HotEvent.Values(values)));
        }
        hot.put(history.customer(), events);
    }

    @Override
    public HotHistories merge(HotHistories left, HotHistories right) {
        left.absorb(right);
        return left;
    }
}
