package dev.limner.language.plan;

import dev.limner.history.LocalClock;
import dev.limner.language.Expr.Crossing;
import dev.limner.language.Expr.Point;
import java.util.ArrayList;
import java.util.List;

/// Conditions about segments: in one, in one at another time, entered or left.
sealed interface Memberships extends Truth {

    /// `in segment 'vip'`
    record Now(Definition segment) implements Memberships {
        @Override
        public boolean holds(Frame frame) {
            return segment.holds(frame);
        }

        @Override
        public long until(Frame frame) {
            return segment.truth().until(frame.whole());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            segment.truth().cite(frame.whole(), citation);
        }
    }

    /// `in segment 'vip' at 90 days ago`; a date means its beginning, as everywhere; a point to come means now
    record At(Definition segment, Point point, boolean customerZone) implements Memberships {
        @Override
        public boolean holds(Frame frame) {
            return segment.holds(then(frame));
        }

        /// The customer as it was at the point.
        Frame then(Frame frame) {
            Frame then = frame.inner();
            long at = instant(frame, frame.t());
            then.openEarlier(frame.whole(), point instanceof Point.Day && at < frame.t() ? at - 1 : at, at);
            return then;
        }

        private long instant(Frame frame, long t) {
            LocalClock clock = frame.clock(customerZone);
            return Math.min(t, Bounds.first(point, t, clock.zone()));
        }

        @Override
        public long until(Frame frame) {
            Frame then = then(frame);
            long changes = Math.min(segment.truth().until(then), then.nextVisible());
            if (changes == Long.MAX_VALUE) {
                return changes;
            }
            return switch (point) {
                case Point.Ago(var count, var unit) when Calendars.fixed(unit) > 0 -> changes + (frame.t() - then.t());
                case Point.Ago _ -> reached(frame, changes);
                case Point.Day _, Point.At _ -> then.t() == frame.t() ? changes : Long.MAX_VALUE;
            };
        }

        /// The first instant at which the point, which never moves backwards, has come to `target`.
        private long reached(Frame frame, long target) {
            long left = frame.t();
            long right =
                    left + (target - left) + (frame.t() - instant(frame, frame.t())) + 40 * LocalClock.MICROS_PER_DAY;
            right = Math.max(
                    right, target + 2 * (frame.t() - instant(frame, frame.t())) + 40 * LocalClock.MICROS_PER_DAY);
            if (instant(frame, right) < target) {
                return right;
            }
            while (right - left > 1) {
                long middle = left + (right - left) / 2;
                if (instant(frame, middle) >= target) {
                    right = middle;
                } else {
                    left = middle;
                }
            }
            return right;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            segment.truth().cite(then(frame), citation);
            if (customerZone) {
                frame.evaluation().zones().cite(frame.whole(), citation);
            }
        }
    }

    /// `entered segment 'dormant' in last 7 days`: every instant at which membership began, or ended, is
    /// found by going
    /// from one instant at which it may change to the next.
    record Crossed(Crossing crossing, Definition segment, Bounds window) implements Memberships {
        @Override
        public boolean holds(Frame frame) {
            return !crossings(frame, true).isEmpty();
        }

        private List<Long> crossings(Frame frame, boolean firstOnly) {
            Frame whole = frame.whole();
            long low = whole.low(window);
            long high = Math.min(whole.t(), whole.high(window));
            List<Long> found = new ArrayList<>();
            Frame then = frame.inner();
            then.openEarlier(whole, Math.max(low - 1, Calendars.LONG_AGO));
            boolean in = segment.holds(then);
            while (true) {
                long next = Math.min(segment.truth().until(then), then.nextVisible());
                if (next > high) {
                    return found;
                }
                then.openEarlier(whole, next);
                boolean now = segment.holds(then);
                if (now != in && now == (crossing == Crossing.ENTERED)) {
                    found.add(next);
                    if (firstOnly) {
                        return found;
                    }
                }
                in = now;
            }
        }

        @Override
        public long until(Frame frame) {
            Frame whole = frame.whole();
            List<Long> crossings = crossings(frame, false);
            long first = crossings.isEmpty() ? Long.MAX_VALUE : crossings.getFirst();
            long leaves = window.until(whole.t(), whole.clock(window.customerZone()), first, Long.MAX_VALUE);
            // a crossing between the window's end and now may come into a window whose end moves
            long enters = whole.high(window) < whole.t() ? beyond(frame) : Long.MAX_VALUE;
            return Math.min(Math.min(leaves, enters), segment.truth().until(whole));
        }

        private long beyond(Frame frame) {
            Frame whole = frame.whole();
            Frame then = frame.inner();
            long high = whole.high(window);
            then.openEarlier(whole, Math.max(high, Calendars.LONG_AGO));
            long next = Math.min(segment.truth().until(then), then.nextVisible());
            return next > whole.t()
                    ? Long.MAX_VALUE
                    : window.until(whole.t(), whole.clock(window.customerZone()), Long.MAX_VALUE, next);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            Frame whole = frame.whole();
            citation.add(whole.universe(), 0, whole.size());
        }
    }
}
