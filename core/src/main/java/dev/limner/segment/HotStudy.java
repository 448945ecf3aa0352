package dev.limner.segment;

import dev.limner.engine.Engine;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.TextTable;
import dev.limner.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// Brings the histories of a store into this process's memory, with what live definitions read of them.
public final class HotStudy implements Study<HotStudy.Loaded> {
    /// All that is stored counts, also what is dated ahead.
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

    private final Needs needs;
    private final TrackingPlan plan;
    private final transient TextTable texts;

    /// A study that puts texts into `texts`.
    ///
    /// @param needs what live definitions read, of all time
    public HotStudy(Needs needs, TrackingPlan plan, TextTable texts) {
        this.needs = new Needs(needs.types(), needs.properties()).and(plan.known(), plan.id());
        this.plan = plan;
        this.texts = texts;
    }

    /// The histories so far, and the codes of their texts by those of the store's run.
    public static final class Loaded {
        private final HotHistories hot;
        private final Map<Long, Long> codes = new HashMap<>();

        Loaded(HotHistories hot) {
            this.hot = hot;
        }
    }

    /// The histories of everybody in the store, events dated ahead included.
    public static HotHistories load(Engine engine, Needs needs, TrackingPlan plan, TextTable texts, Work work) {
        return engine.run(new HotStudy(needs, plan, texts), Scope.asOf(FOR_EVER), work).hot;
    }

    /// The histories of some customers.
    public static HotHistories load(
            Engine engine, Needs needs, TrackingPlan plan, TextTable texts, RoaringBitmap customers, Work work) {
        Scope scope = Scope.asOf(FOR_EVER).within(customers);
        return engine.run(new HotStudy(needs, plan, texts), scope, work).hot;
    }

    @Override
    public Needs needs() {
        return needs;
    }

    @Override
    public Loaded start() {
        List<Property> kept = needs.properties().stream()
                .filter(property -> !property.equals(plan.id()))
                .toList();
        return new Loaded(new HotHistories(kept, plan.known(), texts));
    }

    @Override
    public void add(Loaded loaded, History history) {
        List<HotEvent> events = new ArrayList<>(history.size());
        for (int e = 0; e < history.size(); e++) {
            long[] values = new long[plan.ordinals()];
            Arrays.fill(values, History.MISSING);
            for (Property property : loaded.hot.properties()) {
                long value = history.value(property, e);
                values[property.ordinal()] =
                        value != History.MISSING && property.type().isText()
                                ? loaded.codes.computeIfAbsent(value, code -> texts.code(history.text(code)))
                                : value;
            }
            events.add(new HotEvent(
                    history.type(e),
                    history.at(e),
                    history.value(plan.known(), e),
                    history.value(plan.id(), e),
                    new HotEvent.Values(values)));
        }
        loaded.hot.put(history.customer(), events);
    }

    @Override
    public Loaded merge(Loaded left, Loaded right) {
        left.hot.absorb(right.hot);
        return left;
    }
}
