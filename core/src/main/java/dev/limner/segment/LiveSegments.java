package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.language.Source;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.membership.Crossing;
import dev.limner.membership.Crossing.Cause;
import dev.limner.membership.MembershipLog;
import dev.limner.membership.Stay;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Who is in which segment right now: exact after each event, and at each instant at which time alone
/// changes a membership.
///
/// Answers are *as known*. Each crossing is told to a listener, in the order in which they happened, by the
/// thread that
/// brought it about. Events go on being taken while a definition is prepared; readers are many and wait for
/// neither.
public final class LiveSegments {
    /// So many customers are looked at before events get their turn again.
    private static final int AT_ONCE = 64;

    private final InForce inForce;
    private final TextTable texts;
    private final Function<Needs, HotHistories> loader;
    private final Supplier<RoaringBitmap> everybody;
    private final Consumer<Crossing> listener;
    /// Held by whoever changes anything; fair, so that events wait for a few customers at the most.
    private final ReentrantLock writing = new ReentrantLock(true);
    /// Held for the moment in which readers would see half a change.
    private final ReadWriteLock showing = new ReentrantReadWriteLock();

    private final ReentrantLock defining = new ReentrantLock(true);
    private final RoaringBitmap existing = new RoaringBitmap();
    private Lexicon lexicon;
    private LivePlan plan;
    private HotHistories hot;
    private DueTimes due = new DueTimes();
    private @Nullable Preparation preparation;
    private volatile long clock = Long.MIN_VALUE;

    /// A segment of the lexicon in use.
    ///
    /// @param version of its definition, told with each crossing
    /// @param track whether it has a history even where it flips for everybody in a zone at once
    public record Use(String id, int version, boolean track) {}

    /// Live segments without any definition.
    ///
    /// @param loader gives the histories of the store with what it is asked for, packed with `texts`
    /// @param everybody gives the numbers of all customers in the store
    public LiveSegments(
            Lexicon lexicon,
            InForce inForce,
            TextTable texts,
            Function<Needs, HotHistories> loader,
            Supplier<RoaringBitmap> everybody,
            Consumer<Crossing> listener) {
        this.lexicon = lexicon;
        this.inForce = inForce;
        this.texts = texts;
        this.loader = loader;
        this.everybody = everybody;
        this.listener = listener;
        plan = new LivePlan(lexicon, List.of(), inForce);
        hot = new HotHistories(List.of(), lexicon.plan().known(), texts);
    }

    // ---- Definitions

    /// Begins with these segments of the lexicon, over what the store holds as of an instant. Nobody
    /// enters: whoever is in
    /// was in.
    public void start(Collection<Use> uses, Instant instant) {
        prepare(lexicon, List.copyOf(uses), ids(uses), instant, false);
    }

    /// Adds a segment, or changes one in use, and those that name it; they are exact once this returns, and
    /// until then a
    /// changed one is what it was. People who come in or go out by it cross with the cause *edit*.
    ///
    /// @throws UserProblem where the definition is wrong or refers to itself; then nothing has changed
    public void define(Use use, Source source, Instant instant) {
        defining.lock();
        try {
            List<Use> uses = new ArrayList<>(uses());
            boolean isNew = uses.stream().noneMatch(other -> other.id().equals(use.id()));
            uses.replaceAll(other -> other.id().equals(use.id()) ? use : other);
            if (isNew) {
                uses.add(use);
            }
            Lexicon with = lexicon.with(use.id(), source);
            prepare(with, uses, naming(use.id(), with, uses), instant, true);
        } finally {
            defining.unlock();
        }
    }

    /// Takes a segment out of use; its members leave.
    ///
    /// @throws UserProblem where another one in use names it; then nothing has changed
    public void remove(String id, Instant instant) {
        defining.lock();
        try {
            List<Use> uses = uses().stream().filter(use -> !use.id().equals(id)).toList();
            prepare(lexicon.without(id), uses, Set.of(), instant, true);
        } finally {
            defining.unlock();
        }
    }

    /// Asks those segments anew that depend on parameters of populations, after others have come into force.
    public void published(Instant instant) {
        defining.lock();
        try {
            prepare(lexicon, uses(), Set.copyOf(plan.dependingOnParameters()), instant, true);
        } finally {
            defining.unlock();
        }
    }

    private List<Use> uses() {
        return plan.rules().stream().map(LiveRule::use).toList();
    }

    private static Set<String> ids(Collection<Use> uses) {
        Set<String> ids = new HashSet<>();
        uses.forEach(use -> ids.add(use.id()));
        return ids;
    }

    private static Set<String> naming(String id, Lexicon with, Collection<Use> uses) {
        Set<String> naming = new HashSet<>(Set.of(id));
        uses.stream()
                .filter(use -> with.segmentsOf(with.segment(use.id()).expr()).contains(id))
                .forEach(use -> naming.add(use.id()));
        return naming;
    }

    private void prepare(Lexicon with, List<Use> uses, Set<String> stale, Instant instant, boolean tell) {
        defining.lock();
        try {
            List<LiveRule> fresh = new ArrayList<>();
            List<LiveRule> all = new ArrayList<>();
            for (Use use : uses) {
                LiveRule known = stale.contains(use.id()) ? null : plan.rule(use.id());
                LiveRule rule = known == null ? new LiveRule(use, with) : known;
                if (known == null) {
                    fresh.add(rule);
                }
                all.add(rule);
            }
            Preparation begun =
                    begin(new LivePlan(with, fresh, inForce), new LivePlan(with, all, inForce), with, instant);
            boolean more = true;
            while (more) {
                more = look(begun);
            }
            finish(with, begun, tell);
        } finally {
            defining.unlock();
        }
    }

    private Preparation begin(LivePlan fresh, LivePlan whole, Lexicon with, Instant instant) {
        Preparation begun;
        Needs needs = whole.needs();
        List<Property> read = new ArrayList<>(needs.properties());
        read.remove(with.plan().known());
        writing.lock();
        try {
            tick(instant);
            boolean enough = hot.properties().containsAll(read)
                    && needs.types().stream().allMatch(type -> plan.reads(type.ordinal()));
            begun = new Preparation(fresh, whole, enough ? hot : null);
            preparation = begun;
        } finally {
            writing.unlock();
        }
        boolean done = false;
        try {
            HotHistories loaded = begun.hot() == null ? loader.apply(needs) : null;
            RoaringBitmap stored = everybody.get();
            begin(begun, loaded, stored);
            done = true;
        } finally {
            if (!done) {
                end();
            }
        }
        return begun;
    }

    private void begin(Preparation begun, @Nullable HotHistories loaded, RoaringBitmap stored) {
        writing.lock();
        try {
            if (loaded != null) {
                begun.loaded(loaded);
            }
            existing.or(stored);
            begun.begin(existing);
        } finally {
            writing.unlock();
        }
    }

    private void end() {
        showing.writeLock().lock();
        try {
            preparation = null;
        } finally {
            showing.writeLock().unlock();
        }
    }

    /// Looks at some more customers; whether any remain.
    private boolean look(Preparation at) {
        writing.lock();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                int customer = at.next();
                if (customer < 0) {
                    return false;
                }
                if (existing.contains(customer)) {
                    evaluate(at, customer, clock);
                }
            }
            return true;
        } finally {
            writing.unlock();
        }
    }

    private void finish(Lexicon with, Preparation done, boolean tell) {
        writing.lock();
        try {
            LivePlan before = plan;
            LivePlan next = done.whole();
            next.settleAs(done.plan(), before);
            due.both(done.due());
            showing.writeLock().lock();
            try {
                plan = next;
                lexicon = with;
                hot = Objects.requireNonNull(done.hot());
                preparation = null;
            } finally {
                showing.writeLock().unlock();
            }
            if (tell) {
                Edits.between(before, next, LocalClock.instant(clock)).forEach(listener);
            }
        } finally {
            writing.unlock();
        }
    }

    /// What a log does not know yet of who is in, and what it has of people who are out: crossings for it,
    /// with the cause
    /// *edit*. For a log beside live segments that are switched on.
    public List<Crossing> differences(MembershipLog log) {
        writing.lock();
        try {
            List<Crossing> all = new ArrayList<>();
            for (LiveRule rule : plan.rules()) {
                List<Stay> open = log.ofSegment(rule.use().id(), true);
                all.addAll(Edits.between(open, rule, LocalClock.instant(clock)));
            }
            return all;
        } finally {
            writing.unlock();
        }
    }

    // ---- What happens

    /// Takes one event of a customer, which the store has taken already, as of `instant`.
    public void append(int customer, HotEvent event, Instant instant) {
        writing.lock();
        try {
            tick(instant);
            Preparation preparing = preparation;
            if (preparing != null && preparing.whole().reads(event.type())) {
                preparing.change(hot, histories -> histories.add(customer, event));
            }
            boolean isNew = existing.checkedAdd(customer);
            boolean isRead = plan.reads(event.type()) && hot.add(customer, event);
            long from = Math.min(event.at(), clock);
            if (isNew || isRead) {
                evaluate(
                        customer,
                        clock,
                        isNew ? plan.all() : plan.reading(event.type()),
                        new Reason(Cause.EVENT, clock, from));
            }
            if (preparing != null && preparing.follows(customer)) {
                evaluate(preparing, customer, clock);
            }
        } finally {
            writing.unlock();
        }
    }

    /// Lets time pass: every membership that it changes up to `instant`, each at its own instant, in order.
    /// Time does not
    /// go back: an earlier instant counts as the latest one.
    public void tick(Instant instant) {
        writing.lock();
        try {
            long micros = Math.max(LocalClock.micros(instant), clock);
            for (int customer = due.next(micros); customer >= 0; customer = due.next(micros)) {
                long at = due.lastDue();
                evaluate(customer, at, plan.all(), new Reason(Cause.CLOCK, micros, at));
            }
            Preparation preparing = preparation;
            if (preparing != null) {
                DueTimes of = preparing.due();
                for (int customer = of.next(micros); customer >= 0; customer = of.next(micros)) {
                    evaluate(preparing, customer, of.lastDue());
                }
            }
            clock = micros;
        } finally {
            writing.unlock();
        }
    }

    /// Two customers are one: the events of `from` are those of `into`.
    public void merge(int from, int into, Instant instant) {
        change(
                instant,
                Cause.MERGE,
                histories -> histories.merge(from, into),
                () -> {
                    existing.remove(from);
                    existing.add(into);
                },
                from,
                into);
    }

    /// Takes events of a customer out, as if they had never been.
    public void erase(int customer, Predicate<HotEvent> which, Instant instant) {
        change(instant, Cause.ERASURE, histories -> histories.remove(customer, which), () -> {}, customer);
    }

    /// Takes a customer out, with everything.
    public void erase(int customer, Instant instant) {
        change(
                instant,
                Cause.ERASURE,
                histories -> histories.remove(customer),
                () -> existing.remove(customer),
                customer);
    }

    private void change(Instant instant, Cause cause, Consumer<HotHistories> how, Runnable then, int... customers) {
        writing.lock();
        try {
            tick(instant);
            Preparation preparing = preparation;
            if (preparing != null) {
                preparing.change(hot, how);
            }
            how.accept(hot);
            then.run();
            for (int customer : customers) {
                evaluate(customer, clock, plan.all(), new Reason(cause, clock, clock));
                if (preparing != null && preparing.follows(customer)) {
                    evaluate(preparing, customer, clock);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /// Why somebody is asked about.
    ///
    /// @param at when it became known
    /// @param from since when at the earliest what changes is true
    private record Reason(Cause cause, long at, long from) {}

    /// Asks segments of these numbers anew for one customer as of an instant, and notes when to ask next.
    private void evaluate(int customer, long micros, int[] numbers, Reason reason) {
        if (numbers.length == 0) {
            return;
        }
        List<LivePlan.Change> changes = new ArrayList<>(0);
        History history = hot.history(customer);
        String zone = null;
        if (existing.contains(customer)) {
            long until = plan.ask(history, micros, numbers, changes);
            zone = plan.zone();
            due.set(customer, numbers == plan.all() ? until : Math.min(until, due.of(customer)));
        } else {
            plan.askNobody(customer, changes);
            due.set(customer, Long.MAX_VALUE);
        }
        if (!changes.isEmpty() || (zone != null && !plan.livesIn(customer, zone))) {
            List<Crossing> crossings = new ArrayList<>(changes.size());
            changes.forEach(
                    change -> Edits.of(change, customer, (in, value) -> moment(change, in, value, reason, history))
                            .forEach(crossings::add));
            apply(plan, customer, zone, changes);
            crossings.forEach(listener);
        }
    }

    private Crossing.Moment moment(
            LivePlan.Change change, boolean in, @Nullable String value, Reason reason, History history) {
        long effective = reason.cause() == Cause.EVENT && reason.from() < reason.at()
                ? plan.since(history, change.number(), in, value, reason.from(), reason.at())
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
            of.due()
                    .set(
                            customer,
                            of.plan()
                                    .ask(
                                            histories.history(customer),
                                            micros,
                                            of.plan().all(),
                                            changes));
            zone = of.plan().zone();
        } else {
            of.plan().askNobody(customer, changes);
            of.due().set(customer, Long.MAX_VALUE);
        }
        apply(of.plan(), customer, zone, changes);
    }

    private void apply(LivePlan of, int customer, @Nullable String zone, List<LivePlan.Change> changes) {
        showing.writeLock().lock();
        try {
            changes.forEach(change -> change.rule().set(customer, change.in(), change.values()));
            of.settle(customer, zone);
        } finally {
            showing.writeLock().unlock();
        }
    }

    // ---- Questions

    /// Asks while nothing changes.
    private <T> T shown(String id, java.util.function.BiFunction<LivePlan, LiveRule, T> question) {
        showing.readLock().lock();
        try {
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
        } finally {
            showing.readLock().unlock();
        }
    }

    /// The members of a segment; a copy. Of a new one that is being prepared, those found so far.
    ///
    /// @throws UserProblem where there is no such segment in use
    public RoaringBitmap members(String id) {
        return shown(id, (of, rule) -> of.members(rule, clock));
    }

    /// Whether a customer is in a segment.
    ///
    /// @throws UserProblem where there is no such segment in use
    public boolean isMember(String id, int customer) {
        return shown(id, (of, rule) -> of.isMember(rule, customer, clock));
    }

    /// The values by which a customer is in a segment that is a `for any`.
    ///
    /// @throws UserProblem where there is no such segment in use
    public List<String> values(String id, int customer) {
        return shown(id, (of, rule) -> of.isMember(rule, customer, clock) ? rule.values(customer) : List.of());
    }

    /// The members as they are now, to be kept.
    ///
    /// @throws UserProblem where there is no such segment in use
    public Audience audience(String id) {
        return shown(id, (of, rule) -> new Audience(id, LocalClock.instant(clock), of.members(rule, clock)));
    }

    /// How far the preparation of a new or edited segment is, 0 to 1; 1 where there is none.
    public double prepared(String id) {
        writing.lock();
        try {
            Preparation preparing = preparation;
            return preparing == null || preparing.plan().rule(id) == null ? 1 : preparing.share();
        } finally {
            writing.unlock();
        }
    }

    /// How many bytes the packed histories take (see [HotHistories#bytes]).
    public long bytes() {
        writing.lock();
        try {
            return hot.bytes();
        } finally {
            writing.unlock();
        }
    }

    /// The texts of the histories, whose codes events bring.
    public TextTable texts() {
        return texts;
    }
}
