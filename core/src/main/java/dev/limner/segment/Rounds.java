package dev.limner.segment;

import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.segment.LiveSegments.Arrival;
import dev.limner.segment.Turn.Order;
import dev.limner.segment.Turn.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Some events, and what time does before each and after them, for all customers.
///
/// No customer's segments depend on another one's events. So they are asked in rounds, in each round everybody about
/// what happens to him next; told is nevertheless what happened in its order, as if it had been done one by one.
final class Rounds {
    /// So many are asked about at the most before what was found is told.
    private static final int MOST = 4096;

    private final LivePlan plan;
    private final HotHistories hot;
    private final DueTimes due;
    private final RoaringBitmap existing;
    private final Asking asking;

    private final List<Arrival> arrivals;
    /// When each event is taken; time does not go back. At last: until when time passes.
    private final long[] at;
    /// Which events have not had their turn yet, in order, and at last one that stands for the end.
    private int[] waiting;
    /// The last turn of a stretch is what time does at this instant ...
    private long lastDue;
    /// ... before the event of this number.
    private int lastArrival;
    /// Whether the stretch ends where its first round has as many as are asked about at once.
    private boolean isOpen;

    /// @param clock until when time has passed
    /// @param until until when it passes now
    Rounds(
            LivePlan plan,
            HotHistories hot,
            DueTimes due,
            RoaringBitmap existing,
            Asking asking,
            List<Arrival> arrivals,
            long clock,
            long until) {
        this.plan = plan;
        this.hot = hot;
        this.due = due;
        this.existing = existing;
        this.asking = asking;
        this.arrivals = arrivals;
        at = new long[arrivals.size() + 1];
        long latest = clock;
        for (int i = 0; i < arrivals.size(); i++) {
            latest = Math.max(latest, LocalClock.micros(arrivals.get(i).instant()));
            at[i] = latest;
        }
        at[arrivals.size()] = Math.max(latest, until);
        waiting = new int[at.length];
        Arrays.setAll(waiting, i -> i);
    }

    /// Until when time has passed at the end.
    long end() {
        return at[arrivals.size()];
    }

    /// Lets it happen, stretch by stretch.
    ///
    /// @param apply lets what was found hold
    /// @param listener is told of the crossings, in order
    void run(Consumer<Found> apply, Consumer<Crossing> listener) {
        do {
            lastArrival = arrivals.size();
            lastDue = end();
            isOpen = true;
            List<Found> told = new ArrayList<>();
            for (List<Turn> turns = next(); !turns.isEmpty(); turns = next()) {
                for (Found found : asking.all(turns)) {
                    apply.accept(found);
                    if (!found.crossings().isEmpty()) {
                        told.add(found);
                    }
                }
            }
            told.sort(Comparator.comparing(found -> found.turn().order()));
            told.forEach(found -> found.crossings().forEach(listener));
        } while (lastArrival < arrivals.size() || lastDue < end());
    }

    /// A round: what happens next to everybody within the stretch, or to as many as are asked about at once, each
    /// customer once; they are held.
    private List<Turn> next() {
        List<Turn> turns = new ArrayList<>();
        int left = 0;
        int i = 0;
        for (; i < waiting.length && waiting[i] <= lastArrival; i++) {
            int number = waiting[i];
            boolean isLast = number == lastArrival;
            boolean isFull = !dues(isLast ? lastDue : at[number], turns);
            if (isFull && isOpen) {
                lastDue = due.lastDue();
                lastArrival = number;
            }
            if (isFull || isLast) {
                break;
            }
            int customer = arrivals.get(number).customer();
            if (due.isHeld(customer)) {
                waiting[left++] = number;
                continue;
            }
            Turn turn = taken(number);
            if (turn != null) {
                due.hold(customer);
                turns.add(turn);
            }
        }
        waiting = rest(left, i);
        isOpen = false;
        return turns;
    }

    /// Those that are left before a place, and all from it on.
    private int[] rest(int left, int from) {
        int[] rest = Arrays.copyOf(waiting, left + waiting.length - from);
        System.arraycopy(waiting, from, rest, left, waiting.length - from);
        return rest;
    }

    /// Adds what time does up to an instant; false where that is as much as is asked about at once.
    private boolean dues(long until, List<Turn> turns) {
        for (int customer = due.next(until); customer >= 0; customer = due.next(until)) {
            long instant = due.lastDue();
            int number = firstFrom(instant);
            turns.add(new Turn(
                    customer,
                    instant,
                    plan.numbers(due.lastPlaces()),
                    new Reason(Cause.CLOCK, at[number], instant),
                    new Order(number, instant, customer)));
            if (turns.size() >= MOST) {
                return false;
            }
        }
        return true;
    }

    /// The first event that is not before an instant.
    private int firstFrom(long instant) {
        int low = 0;
        int high = arrivals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Takes an event; null where it changes nothing.
    private @Nullable Turn taken(int number) {
        int customer = arrivals.get(number).customer();
        HotEvent event = arrivals.get(number).event();
        boolean isNew = existing.checkedAdd(customer);
        boolean isRead = plan.reads(event.type()) && hot.add(customer, event);
        int[] numbers = isNew ? plan.all() : plan.reading(event.type());
        if ((!isNew && !isRead) || numbers.length == 0) {
            return null;
        }
        Reason reason = new Reason(Cause.EVENT, at[number], Math.min(event.at(), at[number]), isNew ? null : event);
        return new Turn(customer, at[number], numbers, reason, new Order(number, Long.MAX_VALUE, customer));
    }
}
