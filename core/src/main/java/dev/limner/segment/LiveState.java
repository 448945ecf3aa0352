package dev.limner.segment;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.segment.LiveSegments.Arrival;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What live segments know: the definitions in force, everybody's history, who is in, and when to ask again.
///
/// Whatever changes it holds one lock, so that changes come one after the other; questions do not wait for
/// it.
final class LiveState {
    /// So many customers are looked at before events get their turn again.
    private static final int AT_ONCE = 128;

    /// So many events come before whoever changes something else gets his turn.
    private static final int TOLD_AT_ONCE = 1024;

    private final Consumer<Crossing> listener;
    /// Held by whoever changes anything; fair, so that events wait for a few customers at the most.
    private final ReentrantLock writing = new ReentrantLock(true);
    /// Held for the moment in which readers would see half a change.
    private final ReadWriteLock showing = new ReentrantReadWriteLock();

    private final RoaringBitmap existing = new RoaringBitmap();
    private DueTimes due = new DueTimes();
    private LivePlan plan;
    private HotHistories hot;
    private Asking asking;
    private @Nullable Preparation preparation;
    private volatile long clock = Long.MIN_VALUE;

    LiveState(LivePlan plan, HotHistories hot, Consumer<Crossing> listener) {
        this.plan = plan;
        this.hot = hot;
        this.listener = listener;
        asking = new Asking(plan, hot, due, existing, true);
    }

    private <T> T changing(Supplier<T> what) {
        writing.lock();
        try {
            return what.get();
        } finally {
            writing.unlock();
        }
    }

    /// Asks while nothing changes.
    private <T> T showing(Supplier<T> what) {
        showing.readLock().lock();
        try {
            return what.get();
        } finally {
            showing.readLock().unlock();
        }
    }

    /// Lets readers see a change as a whole.
    private void show(Runnable what) {
        showing.writeLock().lock();
        try {
            what.run();
        } finally {
            showing.writeLock().unlock();
        }
    }

    /// The last instant that was told of, in microseconds since 1970.
    long clock() {
        return clock;
    }

    /// The definitions in force.
    LivePlan plan() {
        return showing(() -> plan);
    }

    /// Something asked about a segment in use, or about a new one that is being prepared.
    ///
    /// @throws UserProblem where there is neither
    <T> T of(String id, BiFunction<LivePlan, LiveRule, T> question) {
        return showing(() -> {
            LiveRule rule = plan.rule(id);
            if (rule != null) {
                return question.apply(plan, rule);
            }
            Preparation preparing = preparation;
            LiveRule coming = preparing == null ? null : preparing.plan().rule(id);
            if (preparing == null || coming == null) {
                throw UserProblem.of(Code.UNKNOWN_SEGMENT, id);
            }
            return question.apply(preparing.plan(), coming);
        });
    }

    /// Something asked about all segments while nothing at all changes.
    <T> T ofAll(BiFunction<LivePlan, Instant, T> question) {
        return changing(() -> question.apply(plan, LocalClock.instant(clock)));
    }

    /// Something asked about all segments as they are shown.
    <T> T ofShown(BiFunction<LivePlan, Long, T> question) {
        return showing(() -> question.apply(plan, clock));
    }

    /// Something asked about a customer's history, without waiting for changes.
    <T> T look(int customer, Function<History, T> question) {
        return showing(() -> hot).look(customer, question);
    }

    /// How far a new or edited segment is, 0 to 1.
    double prepared(String id) {
        return changing(() -> {
            Preparation preparing = preparation;
            return preparing == null || preparing.plan().rule(id) == null ? 1.0 : preparing.share();
        });
    }

    /// The properties that are read now, or will be once what is being prepared is in use.
    Set<Property> read() {
        return changing(() -> {
            Set<Property> all = new HashSet<>(plan.needs().properties());
            Preparation preparing = preparation;
            if (preparing != null) {
                all.addAll(preparing.whole().needs().properties());
            }
            return all;
        });
    }

    long bytes() {
        return changing(() -> hot.bytes());
    }

    /// Writes all of it, for [SavedLive#read].
    void save(DataOutput out) throws IOException {
        writing.lock();
        try {
            plan.save(clock, hot, existing, due, out);
        } finally {
            writing.unlock();
        }
    }

    /// Goes on with what was saved.
    ///
    /// @param resumed the segments of it that are in use now
    void resume(SavedLive saved, LivePlan resumed) {
        changing(() -> {
            existing.or(saved.existing());
            due = saved.due();
            clock = saved.clock();
            due.keep(resumed.places());
            resumed.settle(saved.zones());
            show(() -> {
                plan = resumed;
                hot = saved.hot();
            });
            asking = new Asking(plan, hot, due, existing, true);
            return resumed;
        });
    }

    // ---- Definitions on their way into use

    /// Begins to prepare definitions; the histories that it will need are there, or must be loaded.
    Preparation prepare(LivePlan fresh, LivePlan whole, List<Property> read, Instant instant) {
        return changing(() -> {
            tick(instant);
            boolean enough = hot.properties().containsAll(read)
                    && whole.needs().types().stream().allMatch(type -> plan.reads(type.ordinal()));
            Preparation begun = new Preparation(fresh, whole, enough ? hot : null, existing);
            show(() -> preparation = begun);
            return begun;
        });
    }

    /// Looks at everybody, a few at a time.
    ///
    /// @param loaded the histories, where they had to be loaded
    void look(Preparation at, @Nullable HotHistories loaded, RoaringBitmap stored) {
        boolean more = changing(() -> {
            if (loaded != null) {
                at.loaded(loaded);
            }
            existing.or(stored);
            at.begin();
            return true;
        });
        while (more) {
            more = changing(() -> lookAtSome(at));
        }
    }

    private boolean lookAtSome(Preparation at) {
        if (at.asking() == null) {
            return false;
        }
        List<Turn> turns = new ArrayList<>(AT_ONCE);
        for (int customer = at.next(); customer >= 0; customer = turns.size() < AT_ONCE ? at.next() : -1) {
            if (existing.contains(customer)) {
                turns.add(first(at, customer, clock));
            }
        }
        at.asking().all(turns).forEach(found -> apply(at.plan(), found));
        return !turns.isEmpty();
    }

    /// Somebody is asked all that is being prepared; nobody is told.
    private static Turn first(Preparation of, int customer, long micros) {
        return new Turn(customer, micros, of.plan().all(), new Turn.Reason(Cause.EDIT, micros, micros));
    }

    /// Brings what was prepared into use.
    void use(Preparation done, boolean tell) {
        changing(() -> {
            LivePlan before = plan;
            LivePlan next = done.whole();
            next.settleAs(done.plan(), before);
            due.keep(next.places());
            due.both(done.due());
            show(() -> {
                plan = next;
                hot = Objects.requireNonNull(done.hot());
                preparation = null;
            });
            asking = new Asking(plan, hot, due, existing, true);
            if (tell) {
                Edits.between(before, next, LocalClock.instant(clock)).forEach(listener);
            }
            return next;
        });
    }

    /// Nothing is being prepared any more.
    void giveUp() {
        changing(() -> {
            show(() -> preparation = null);
            return true;
        });
    }

    // ---- What happens

    void append(List<Arrival> arrivals) {
        for (int from = 0; from < arrivals.size(); from += TOLD_AT_ONCE) {
            List<Arrival> some = arrivals.subList(from, Math.min(arrivals.size(), from + TOLD_AT_ONCE));
            changing(() -> {
                if (preparation == null) {
                    pass(some, clock);
                } else {
                    some.forEach(each -> append(each, Objects.requireNonNull(preparation)));
                }
                return clock;
            });
        }
    }

    private void append(Arrival arrival, Preparation preparing) {
        tick(arrival.instant());
        if (preparing.whole().reads(arrival.event().type())) {
            preparing.change(hot, histories -> histories.add(arrival.customer(), arrival.event()));
        }
        pass(List.of(arrival), clock);
        follow(preparing, arrival.customer());
    }

    void tick(Instant instant) {
        changing(() -> {
            pass(List.of(), LocalClock.micros(instant));
            Preparation preparing = preparation;
            if (preparing != null) {
                DueTimes of = preparing.due();
                for (int customer = of.next(clock); customer >= 0; customer = of.next(clock)) {
                    ask(preparing, customer, of.lastDue());
                }
            }
            return clock;
        });
    }

    /// Lets events come and time pass.
    private void pass(List<Arrival> arrivals, long until) {
        Rounds rounds = new Rounds(plan, hot, due, existing, asking, arrivals, clock, until);
        rounds.run(found -> apply(plan, found), listener);
        clock = rounds.end();
    }

    /// Changes histories other than by an event, and asks about these customers anew.
    ///
    /// @param then what else changes, of who exists
    void change(
            Instant instant, Cause cause, Consumer<HotHistories> how, Consumer<RoaringBitmap> then, int... customers) {
        changing(() -> {
            tick(instant);
            Preparation preparing = preparation;
            if (preparing != null) {
                preparing.change(hot, how);
            }
            how.accept(hot);
            then.accept(existing);
            List<Turn> turns = new ArrayList<>();
            for (int customer : customers) {
                turns.add(new Turn(customer, clock, plan.all(), new Turn.Reason(cause, clock, clock)));
            }
            for (Found found : asking.all(turns)) {
                apply(plan, found);
                found.crossings().forEach(listener);
            }
            if (preparing != null) {
                IntStream.of(customers).forEach(customer -> follow(preparing, customer));
            }
            return clock;
        });
    }

    private void follow(Preparation preparing, int customer) {
        if (preparing.follows(customer)) {
            ask(preparing, customer, clock);
        }
    }

    /// Asks the segments that are being prepared about one customer.
    private void ask(Preparation of, int customer, long micros) {
        if (of.asking() != null) {
            apply(of.plan(), of.asking().one(first(of, customer, micros)));
        }
    }

    private void apply(LivePlan of, Found found) {
        int customer = found.turn().customer();
        String zone = found.zone();
        boolean isGone = !existing.contains(customer);
        boolean moves = isGone || (zone != null && !of.livesIn(customer, zone));
        if (!found.changes().isEmpty() || moves) {
            show(() -> {
                found.changes().forEach(change -> change.rule().set(customer, change.in(), change.values()));
                if (moves) {
                    of.settle(customer, zone);
                }
            });
        }
    }
}
