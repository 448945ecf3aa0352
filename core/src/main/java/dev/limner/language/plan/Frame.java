package dev.limner.language.plan;

import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.util.Arrays;
import java.util.BitSet;

/// One customer's history as it is seen at one instant: which events count, the event that a condition
/// within `where` is
/// about, and what was computed for it already.
///
/// Frames are reused, customer after customer. A frame may look at a part of another one: earlier in time,
/// or at the
/// events with one value of a property.
final class Frame {
    private final Evaluation evaluation;
    private final int depth;
    private Frame whole = this;
    /// Of a whole frame: how deep the parts of it lie that are being looked at.
    private int busy;
    private History history;
    private long t;
    /// The last instant whose events are visible: `t`, or just before it.
    private long seen;
    /// The instant that moving values are asked for; `t`, unless a flip is being looked for.
    private long now;

    private Scope.Mode mode = Scope.Mode.AS_CORRECTED;
    private int event;

    private int[] universe = new int[64];
    private int size;
    private long nextVisible;

    private int stamp;
    private final boolean[] usesType;
    private final int[][] byType;
    private final int[] byTypeSize;
    private final int[][] lists;
    private final int[] sizes;
    private final int[] listStamps;
    private final long[] lows;
    private final long[] highs;
    private final long[] boundTimes;
    private final LocalClock[] boundClocks;
    private final byte[] truths;
    private final int[] truthStamps;
    private int clockStamp;
    private LocalClock customerClock;
    private int pastStamp;
    private History past;

    Frame(Evaluation evaluation, int depth, History history, LocalClock clock) {
        Slots slots = evaluation.slots();
        this.evaluation = evaluation;
        this.depth = depth;
        this.history = history;
        this.past = history;
        this.customerClock = clock;
        usesType = new boolean[slots.types()];
        for (int type = 0; type < usesType.length; type++) {
            usesType[type] = slots.uses(type);
        }
        byType = new int[slots.types()][16];
        byTypeSize = new int[slots.types()];
        lists = new int[slots.lists()][0];
        sizes = new int[slots.lists()];
        listStamps = new int[slots.lists()];
        lows = new long[slots.bounds()];
        highs = new long[slots.bounds()];
        boundTimes = new long[slots.bounds()];
        Arrays.fill(boundTimes, Long.MIN_VALUE);
        boundClocks = new LocalClock[slots.bounds()];
        Arrays.fill(boundClocks, clock);
        truths = new byte[slots.truths()];
        truthStamps = new int[slots.truths()];
    }

    // ---- What is seen

    /// Looks at all events of a history that are visible at an instant.
    void open(History of, long at, Scope.Mode as) {
        begin(of, at, as);
        whole = this;
        Property known = as == Scope.Mode.AS_KNOWN ? evaluation.known() : null;
        long[] instants = of.instants();
        if (known == null) {
            for (int e = 0; e < of.size(); e++) {
                see(e, instants[e]);
            }
        } else {
            long[] knowns = of.values(known);
            for (int e = 0; e < of.size(); e++) {
                see(e, Math.max(instants[e], knowns[e])); // what is missing is less than any instant
            }
        }
    }

    /// Looks at all events of a history but some that are visible at an instant.
    void openWithout(BitSet removed, History of, long at, Scope.Mode as) {
        begin(of, at, as);
        whole = this;
        for (int e = removed.nextClearBit(0); e < of.size(); e = removed.nextClearBit(e + 1)) {
            see(e, visible(e));
        }
    }

    /// Since when an event is visible.
    long visible(int e) {
        Property known = evaluation.known();
        return mode == Scope.Mode.AS_KNOWN && known != null && history.has(known, e)
                ? Math.max(history.at(e), history.value(known, e))
                : history.at(e);
    }

    /// Looks at what another frame would have seen at an earlier instant.
    void openEarlier(Frame later, long at) {
        openEarlier(later, at, at);
    }

    /// Looks at what another frame would have seen up to an instant, asked as of a later one.
    void openEarlier(Frame later, long last, long at) {
        begin(later.history, at, later.mode);
        seen = last;
        whole = this;
        for (int i = 0; i < later.whole.size; i++) {
            see(later.whole.universe[i], visible(later.whole.universe[i]));
        }
    }

    /// Looks at only some of another frame's events.
    void openPart(Frame of, int[] events, int from, int to) {
        begin(of.history, of.t, of.mode);
        now = of.now;
        whole = of.whole;
        whole.busy = depth;
        for (int i = from; i < to; i++) {
            see(events[i], Long.MIN_VALUE);
        }
    }

    private void begin(History of, long at, Scope.Mode as) {
        history = of;
        t = at;
        seen = at;
        now = at;
        mode = as;
        size = 0;
        busy = depth;
        nextVisible = Long.MAX_VALUE;
        stamp++;
        Arrays.fill(byTypeSize, 0);
        if (universe.length < of.size()) {
            universe = new int[Math.max(of.size(), universe.length * 2)];
        }
    }

    private void see(int e, long visible) {
        if (visible > seen) {
            nextVisible = Math.min(nextVisible, visible);
            return;
        }
        universe[size++] = e;
        int type = history.type(e);
        if (type < usesType.length && usesType[type]) {
            int[] list = byType[type];
            int place = byTypeSize[type]++;
            if (place == list.length) {
                list = Arrays.copyOf(list, place * 2);
                byType[type] = list;
            }
            list[place] = e;
        }
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /// The customer's frame, which `for any` does not restrict.
    Frame whole() {
        return whole;
    }

    History history() {
        return history;
    }

    long t() {
        return t;
    }

    long now() {
        return now;
    }

    void ask(long instant) {
        now = instant;
        whole.now = instant;
    }

    int event() {
        return event;
    }

    /// Looks at one event, for conditions within `where`.
    void look(int at) {
        event = at;
    }

    /// The next instant at which an event of the history becomes visible.
    long nextVisible() {
        return nextVisible;
    }

    int[] universe() {
        return universe;
    }

    int size() {
        return size;
    }

    /// A frame for looking at a part of this one, or at an earlier time; none that is being used.
    Frame inner() {
        return evaluation.frame(Math.max(depth, whole.busy) + 1);
    }

    /// No part of this frame is looked at any more.
    void leaveParts() {
        whole.busy = depth;
    }

    /// The history with the visible events only; itself, where the invisible ones all come last.
    History past() {
        if (whole != this) {
            return whole.past();
        }
        if (pastStamp != stamp) {
            pastStamp = stamp;
            boolean prefix = size == 0 || universe[size - 1] == size - 1;
            past = prefix ? history : history.only(universe, size);
        }
        return past;
    }

    /// The index in [#history] of an event of [#past].
    int original(int eventOfPast) {
        return whole.universe[eventOfPast];
    }

    // ---- What is remembered

    int[] ofType(int type) {
        return byType[type];
    }

    int countOfType(int type) {
        return byTypeSize[type];
    }

    boolean hasList(int slot) {
        return listStamps[slot] == stamp;
    }

    int[] list(int slot) {
        return lists[slot];
    }

    int listSize(int slot) {
        return sizes[slot];
    }

    /// An array to fill for a slot, with room for so many.
    int[] room(int slot, int most) {
        if (lists[slot].length < most) {
            lists[slot] = new int[Math.max(most, lists[slot].length * 2)];
        }
        return lists[slot];
    }

    void keep(int slot, int count) {
        sizes[slot] = count;
        listStamps[slot] = stamp;
    }

    long low(Bounds bounds) {
        bound(bounds);
        return lows[bounds.slot()];
    }

    long high(Bounds bounds) {
        bound(bounds);
        return highs[bounds.slot()];
    }

    private void bound(Bounds bounds) {
        LocalClock clock = clock(bounds.customerZone());
        int slot = bounds.slot();
        if (boundTimes[slot] != t || boundClocks[slot] != clock) {
            lows[slot] = bounds.low(t, clock);
            highs[slot] = bounds.high(t, clock);
            boundTimes[slot] = t;
            boundClocks[slot] = clock;
        }
    }

    /// The answer remembered at a slot: 1 yes, 0 no, -1 none.
    int truth(int slot) {
        return truthStamps[slot] == stamp ? truths[slot] : -1;
    }

    void keepTruth(int slot, boolean answer) {
        truths[slot] = (byte) (answer ? 1 : 0);
        truthStamps[slot] = stamp;
    }

    /// The calendar of the event that is looked at: of its own zone, else the customer's.
    LocalClock eventClock() {
        LocalClock own = evaluation.zones().clockOf(history, event);
        return own == null ? clock(true) : own;
    }

    /// The calendar that counts: the customer's, or the workspace's.
    LocalClock clock(boolean customerZone) {
        if (!customerZone) {
            return evaluation.clock();
        }
        if (whole != this) {
            return whole.clock(true);
        }
        if (clockStamp != stamp) {
            clockStamp = stamp;
            customerClock = evaluation.zones().clock(this);
        }
        return customerClock;
    }
}
