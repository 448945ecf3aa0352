package dev.limner.segment;

import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
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
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What live segments know: the definitions in force, everybody's history, who is in, and when to ask again.
///
/// Whatever changes it holds one lock, so that changes come one after the other; questions do not wait for
/// it.
final class LiveState {
    /// So many customers are looked at before events get their turn again.
    private static final int AT_ONCE = 128;

    private final Consumer<Crossing> listener;
    /// Held by whoever changes anything; fair, so that events wait for a few customers at the most.
    private final ReentrantLock writing = new ReentrantLock(true);
    /// Held for the moment in which readers would see half a change.
    private final ReadWriteLock showing = new ReentrantReadWriteLock();

    private final RoaringBitmap existing = new RoaringBitmap();
    private DueTimes due = new DueTimes();
    private LivePlan plan;
    private HotHistories hot;
    private @Nullable Preparation preparation;
    private volatile long clock = Long.MIN_VALUE;

    LiveState(LivePlan plan, HotHistories hot, Consumer<Crossing> listener) {
        this.plan = plan;
        this.hot = hot;
        this.listener = listener;
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
            Preparation begun = new Preparation(fresh, whole, enough ? hot : null);
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
            at.begin(existing);
            return true;
        });
        try (Looking looking = new Looking(at.plan())) {
            while (more) {
                more = changing(() -> lookAtSome(at, looking));
            }
        }
    }

    private boolean lookAtSome(Preparation at, Looking looking) {
        HotHistories histories = at.hot();
        if (histories == null || at.plan().rules().isEmpty()) {
            return false;
        }
        List<Integer> some = new ArrayList<>(AT_ONCE);
        for (int customer = at.next(); customer >= 0; customer = some.size() < AT_ONCE ? at.next() : -1) {
            if (existing.contains(customer)) {
                some.add(customer);
            }
        }
        for (Looking.Found found : looking.at(some, histories, clock)) {
            at.due().never(found.customer());
            found.dues().forEach(due -> at.due().set(found.customer(), due.place(), due.instant()));
            apply(at.plan(), found.customer(), found.zone(), found.changes());
        }
        return !some.isEmpty();
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

    void append(int customer, HotEvent event, Instant instant) {
        changing(() -> {
            tick(instant);
            Preparation preparing = preparation;
            if (preparing != null && preparing.whole().reads(event.type())) {
                preparing.change(hot, histories -> histories.add(customer, event));
            }
            boolean isNew = existing.checkedAdd(customer);
            boolean isRead = plan.reads(event.type()) && hot.add(customer, event);
            if (isNew || isRead) {
                int[] numbers = isNew ? plan.all() : plan.reading(event.type());
                long from = Math.min(event.at(), clock);
                evaluate(customer, clock, numbers, new Reason(Cause.EVENT, clock, from, isNew ? null : event));
            }
            follow(preparing, customer);
            return isRead;
        });
    }

    void tick(Instant instant) {
        changing(() -> {
            long micros = Math.max(LocalClock.micros(instant), clock);
            for (int customer = due.next(micros); customer >= 0; customer = due.next(micros)) {
                long at = due.lastDue();
                evaluate(customer, at, plan.numbers(due.lastPlaces()), new Reason(Cause.CLOCK, micros, at));
            }
            Preparation preparing = preparation;
            if (preparing != null) {
                DueTimes of = preparing.due();
                for (int customer = of.next(micros); customer >= 0; customer = of.next(micros)) {
                    evaluate(preparing, customer, of.lastDue());
                }
            }
            clock = micros;
            return micros;
        });
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
            for (int customer : customers) {
                evaluate(customer, clock, plan.all(), new Reason(cause, clock, clock));
                follow(preparing, customer);
            }
            return customers.length;
        });
    }

    private void follow(@Nullable Preparation preparing, int customer) {
        if (preparing != null && preparing.follows(customer)) {
            evaluate(preparing, customer, clock);
        }
    }

    /// Why somebody is asked about.
    ///
    /// @param at when it became known
    /// @param from since when at the earliest what changes is true
    /// @param event the only one that has come; null where something else happened, or the customer is new
    private record Reason(
            Cause cause, long at, long from, @Nullable HotEvent event) {
        Reason(Cause cause, long at, long from) {
            this(cause, at, from, null);
        }
    }

    /// Asks segments of these numbers anew for one customer as of an instant, and notes when to ask next.
    private void evaluate(int customer, long micros, int[] numbers, Reason reason) {
        if (numbers.length == 0) {
            return;
        }
        List<LivePlan.Change> changes = new ArrayList<>(0);
        String zone = null;
        if (existing.contains(customer)) {
            boolean isDone = reason.cause() == Cause.CLOCK && askPart(customer, micros, numbers, changes);
            if (!isDone) {
                History history = hot.history(customer);
                plan.ask(history, micros, numbers, news(history, reason), changes, due);
                zone = plan.zone();
            }
        } else {
            plan.askNobody(customer, changes);
            due.never(customer);
        }
        if (!changes.isEmpty() || (zone != null && !plan.livesIn(customer, zone))) {
            List<Crossing> crossings = new ArrayList<>(changes.size());
            changes.forEach(
                    change -> Edits.of(change, customer, (in, value) -> moment(change, in, value, reason, customer))
                            .forEach(crossings::add));
            apply(plan, customer, zone, changes);
            crossings.forEach(listener);
        }
    }

    /// Asks them by that part of the history alone that they mostly look at; false where that does not suffice.
    private boolean askPart(int customer, long micros, int[] numbers, List<LivePlan.Change> changes) {
        HotHistories.Wanted wanted = plan.wanted(numbers, micros);
        if (wanted == null) {
            return false;
        }
        boolean suffices = plan.askPart(hot.history(customer, wanted), micros, numbers, changes, due);
        if (!suffices) {
            changes.clear();
        }
        return suffices;
    }

    /// The event that has just been added at the end; -1 where it was added in between, or something else
    /// happened.
    private static int news(History history, Reason reason) {
        int last = history.size() - 1;
        boolean isLast = last == 0 || (last > 0 && history.at(last - 1) < history.at(last));
        return reason.event() != null
                        && isLast
                        && history.at(last) == reason.event().at()
                ? last
                : -1;
    }

    private Crossing.Moment moment(
            LivePlan.Change change, boolean in, @Nullable String value, Reason reason, int customer) {
        long effective = reason.cause() == Cause.EVENT && reason.from() < reason.at()
                ? plan.since(hot.history(customer), change.number(), in, value, reason.from(), reason.at())
                : reason.from();
        return new Crossing.Moment(LocalClock.instant(reason.at()), LocalClock.instant(effective), reason.cause());
    }

    /// Asks the segments that are being prepared about one customer; nobody is told.
    private void evaluate(Preparation of, int customer, long micros) {
        HotHistories histories = of.hot();
        if (histories == null || of.plan().rules().isEmpty()) {
            return;
        }
        List<LivePlan.Change> changes = new ArrayList<>();
        String zone = null;
        if (existing.contains(customer)) {
            of.plan().ask(histories.history(customer), micros, of.plan().all(), -1, changes, of.due());
            zone = of.plan().zone();
        } else {
            of.plan().askNobody(customer, changes);
            of.due().never(customer);
        }
        apply(of.plan(), customer, zone, changes);
    }

    private void apply(LivePlan of, int customer, @Nullable String zone, List<LivePlan.Change> changes) {
        show(() -> {
            changes.forEach(change -> change.rule().set(customer, change.in(), change.values()));
            of.settle(customer, zone);
        });
    }
}
