package dev.limner.language.plan;

import dev.limner.history.History;
import dev.limner.history.LocalClock;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Things that happened, each at one event of the history: events themselves, or matches of a sequence at
/// their last step.
sealed interface Occurrences extends Serializable {
    /// The indices of events, ascending; those that count lie in [#range].
    int[] list(Frame frame);

    /// From which place of the list (in the upper half) up to which (excluded, in the lower half) they count.
    long range(Frame frame);

    /// As [Truth#until] says, of what counts.
    long until(Frame frame);

    /// Cites all that counts.
    void cite(Frame frame, Citation citation);

    /// Notes that what was looked for among them was not there, where there may be some before those that are seen.
    default void missed(Frame frame) {
        if (this instanceof Plain(var _, var window) && window == null) {
            frame.evaluation().miss();
        }
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int to(long range) {
        return (int) range;
    }

    static int count(long range) {
        return to(range) - from(range);
    }

    static long range(int from, int to) {
        return ((long) from << 32) | to;
    }

    /// All events of a type (or of any) that fulfil a condition, as far back as anybody looks.
    ///
    /// @param type the type's ordinal; -1 for any
    /// @param zoned whether the condition asks for local hours or weekdays
    record Base(int slot, int type, @Nullable Truth where, boolean zoned, Reach reach) implements Serializable {
        static final int ANY = -1;

        /// Whether events of a type are looked at.
        boolean isOf(int other) {
            return type == ANY || type == other;
        }

        int[] list(Frame frame) {
            if (where == null) {
                return type == ANY ? frame.universe() : frame.ofType(type);
            }
            if (!frame.hasList(slot)) {
                filter(frame, where);
            }
            return frame.list(slot);
        }

        int size(Frame frame) {
            if (where == null) {
                return type == ANY ? frame.size() : frame.countOfType(type);
            }
            list(frame);
            return frame.listSize(slot);
        }

        private void filter(Frame frame, Truth condition) {
            int[] source = type == ANY ? frame.universe() : frame.ofType(type);
            int count = type == ANY ? frame.size() : frame.countOfType(type);
            int first = firstAt(frame.history(), source, count, reach.low(frame));
            int[] kept = frame.room(slot, count - first);
            int size = 0;
            for (int i = first; i < count; i++) {
                frame.look(source[i]);
                if (condition.holds(frame)) {
                    kept[size++] = source[i];
                }
            }
            frame.keep(slot, size);
        }
    }

    /// The events of a base within a window.
    record Plain(Base base, @Nullable Bounds window) implements Occurrences {
        @Override
        public int[] list(Frame frame) {
            return base.list(frame);
        }

        @Override
        public long range(Frame frame) {
            int size = base.size(frame);
            if (window == null) {
                return size;
            }
            int[] list = base.list(frame);
            long high = frame.high(window);
            int from = firstAt(frame.history(), list, size, frame.low(window));
            int to = high >= frame.t() ? size : Math.max(from, firstAt(frame.history(), list, size, high + 1));
            return Occurrences.range(Math.min(from, to), to);
        }

        @Override
        public long until(Frame frame) {
            return window == null
                    ? Long.MAX_VALUE
                    : windowUntil(frame, window, list(frame), base.size(frame), range(frame));
        }

        /// When the event at a place among those in the window, from 0, leaves it; [Long#MAX_VALUE] for never.
        long leaves(Frame frame, int place) {
            return window == null
                    ? Long.MAX_VALUE
                    : window.until(
                            frame.t(),
                            frame.clock(window.customerZone()),
                            frame.history().at(list(frame)[from(range(frame)) + place]),
                            Long.MAX_VALUE);
        }

        /// When the next event, of those that happened, comes into the window; [Long#MAX_VALUE] for never.
        long enters(Frame frame) {
            int next = to(range(frame));
            return window == null || next == base.size(frame)
                    ? Long.MAX_VALUE
                    : window.until(
                            frame.t(),
                            frame.clock(window.customerZone()),
                            Long.MAX_VALUE,
                            frame.history().at(list(frame)[next]));
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            long range = range(frame);
            citation.add(list(frame), from(range), to(range));
            citeZone(frame, citation);
        }

        /// Cites what tells the customer's zone, where that matters.
        void citeZone(Frame frame, Citation citation) {
            if (base.zoned() || (window != null && window.customerZone())) {
                frame.evaluation().zones().cite(frame.whole(), citation);
            }
        }
    }

    /// One step of a sequence.
    ///
    /// @param within microseconds after the step before; [Long#MAX_VALUE] for whenever
    record StepOf(Base base, long within, List<Base> without) implements Serializable {}

    /// The matches of a sequence.
    record Matches(int slot, List<StepOf> steps, @Nullable Bounds window) implements Occurrences {
        @Override
        public int[] list(Frame frame) {
            if (!frame.hasList(slot)) {
                match(frame);
            }
            return frame.list(slot);
        }

        @Override
        public long range(Frame frame) {
            list(frame);
            return frame.listSize(slot);
        }

        private void match(Frame frame) {
            History history = frame.history();
            Base first = steps.getFirst().base();
            int[] starts = first.list(frame);
            int size = first.size(frame);
            long low = window == null ? Long.MIN_VALUE : frame.low(window);
            long high = window == null ? Long.MAX_VALUE : frame.high(window);
            int[] ends = frame.room(slot, size);
            int matches = 0;
            int last = -1;
            for (int i = firstAt(history, starts, size, low); i < size && history.at(starts[i]) <= high; i++) {
                if (starts[i] > last) {
                    int end = end(frame, starts[i], high);
                    if (end >= 0) {
                        ends[matches++] = end;
                        last = end;
                    }
                }
            }
            frame.keep(slot, matches);
        }

        /// The event at which the match that begins with `start` ends; -1 where there is none.
        private int end(Frame frame, int start, long high) {
            History history = frame.history();
            int current = start;
            for (StepOf step : steps.subList(1, steps.size())) {
                int next = after(step.base(), frame, current);
                if (next < 0 || history.at(next) > high) {
                    return -1;
                }
                if (step.within() != Long.MAX_VALUE && history.at(next) - history.at(current) > step.within()) {
                    return -1;
                }
                for (Base forbidden : step.without()) {
                    int between = after(forbidden, frame, current);
                    if (between >= 0 && between < next) {
                        return -1;
                    }
                }
                current = next;
            }
            return current;
        }

        /// The first event of a base after an event; -1 for none.
        private static int after(Base base, Frame frame, int event) {
            int[] list = base.list(frame);
            int low = 0;
            int high = base.size(frame);
            int size = high;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (list[middle] <= event) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low < size ? list[low] : -1;
        }

        /// Until when there is a match, or is none. Whatever begins one counts, as long as it is in the window.
        long untilAny(Frame frame) {
            if (window == null || frame.high(window) < frame.t()) {
                return until(frame); // events come into the window, or none ever leaves it
            }
            Plain first = new Plain(steps.getFirst().base(), window);
            int[] starts = first.list(frame);
            long range = first.range(frame);
            for (int i = Occurrences.to(range) - 1; i >= Occurrences.from(range); i--) {
                if (end(frame, starts[i], frame.high(window)) >= 0) {
                    return first.leaves(frame, i - Occurrences.from(range));
                }
            }
            return Long.MAX_VALUE;
        }

        @Override
        public long until(Frame frame) {
            if (window == null) {
                return Long.MAX_VALUE;
            }
            long until = Long.MAX_VALUE;
            for (StepOf step : steps) {
                until = Math.min(until, new Plain(step.base(), window).until(frame));
                for (Base forbidden : step.without()) {
                    until = Math.min(until, new Plain(forbidden, window).until(frame));
                }
            }
            return until;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            for (StepOf step : steps) {
                new Plain(step.base(), window).cite(frame, citation);
                step.without().forEach(forbidden -> new Plain(forbidden, window).cite(frame, citation));
            }
        }
    }

    /// The first place in a list of events, ascending, of one that happened at `at` or later.
    static int firstAt(History history, int[] list, int size, long at) {
        if (size == 0 || history.at(list[0]) >= at) {
            return 0;
        }
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.at(list[middle]) < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long windowUntil(Frame frame, Bounds window, int[] list, int size, long range) {
        LocalClock clock = frame.clock(window.customerZone());
        long first = count(range) > 0 ? frame.history().at(list[from(range)]) : Long.MAX_VALUE;
        long next = to(range) < size ? frame.history().at(list[to(range)]) : Long.MAX_VALUE;
        return window.until(frame.t(), clock, first, next);
    }
}
