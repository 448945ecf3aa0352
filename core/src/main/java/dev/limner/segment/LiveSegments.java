package dev.limner.segment;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.event.Property;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.language.Source;
import dev.limner.language.plan.Compiler;
import dev.limner.language.plan.Evaluation;
import dev.limner.language.plan.InForce;
import dev.limner.language.plan.Lexicon;
import dev.limner.language.plan.Plan;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/// Who is in which segment right now: exact after each event, and at each instant at which time alone changes a membership.
///
/// Answers are *as known*. Events and ticks come from one thread at a time; readers may be many, and never wait for a
/// definition's pass. Each crossing is told to a listener, in the order in which they happened.
public final class LiveSegments {
    private final Consumer<Crossing> listener;
    private final InForce inForce;
    private final Function<Needs, HotHistories> loader;
    private final Supplier<RoaringBitmap> everybody;
    private final TextTable texts;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Lexicon lexicon;
    private Definitions now;

    /// The definitions in force, compiled together, and who is in.
    private static final class Definitions {
        private final List<String> ids;
        private final Plan plan;
        private final Evaluation evaluation;
        private final HotHistories hot;
        private final List<RoaringBitmap> members = new ArrayList<>();
        /// By the number of the definition, then by customer: the values by which a `for any` holds.
        private final List<Map<Integer, TreeSet<String>>> values = new ArrayList<>();
        private final DueTimes due = new DueTimes();
        private final RoaringBitmap existing;

        Definitions(List<String> ids, Plan plan, InForce inForce, HotHistories hot, RoaringBitmap existing) {
            this.existing = existing;
            this.ids = ids;
            this.plan = plan;
            this.evaluation = plan.evaluation(inForce);
            this.hot = hot;
            ids.forEach(_ -> {
                members.add(new RoaringBitmap());
                values.add(new LinkedHashMap<>());
            });
        }
    }

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
        this.now = new Definitions(
                List.of(),
                new Compiler(lexicon).plan(),
                inForce,
                new HotHistories(List.of(), texts),
                new RoaringBitmap());
    }

    // ---- Definitions

    /// Begins with these segments of the lexicon, over what the store holds as of an instant. Nobody enters: whoever is in
    /// was in.
    public synchronized void start(Collection<String> ids, Instant instant) {
        swap(List.copyOf(ids), lexicon, instant, _ -> {});
    }

    /// Adds a segment, or changes one in use; exact once this returns. People who come in or go out by it cross with the
    /// cause *edit*, those of segments that name it too.
    ///
    /// @throws UserProblem where the definition is wrong or refers to itself; then nothing has changed
    public synchronized void define(String id, Source source, Instant instant) {
        List<String> ids = new ArrayList<>(now.ids);
        if (!ids.contains(id)) {
            ids.add(id);
        }
        swap(List.copyOf(ids), lexicon.with(id, source), instant, listener);
    }

    /// Takes a segment out of use; its members leave.
    public synchronized void remove(String id, Instant instant) {
        List<String> ids = now.ids.stream().filter(other -> !other.equals(id)).toList();
        swap(ids, lexicon, instant, listener);
    }

    private void swap(List<String> ids, Lexicon with, Instant instant, Consumer<Crossing> tell) {
        Compiler compiler = new Compiler(with);
        ids.forEach(id -> compiler.condition(with.segment(id)));
        Plan plan = compiler.plan();
        RoaringBitmap existing = RoaringBitmap.or(now.existing, everybody.get());
        Definitions next = new Definitions(ids, plan, inForce, histories(plan, with), existing);
        long micros = LocalClock.micros(instant);
        for (int customer : existing) {
            evaluate(next, customer, micros, micros, Crossing.Cause.EDIT, _ -> {});
        }
        Definitions before = now;
        lock.writeLock().lock();
        try {
            now = next;
            lexicon = with;
        } finally {
            lock.writeLock().unlock();
        }
        edits(before, next, instant, tell);
    }

    /// The histories in memory where they hold all that a plan reads; else those of the store, with what came since.
    private HotHistories histories(Plan plan, Lexicon with) {
        Property known = with.plan().known();
        Needs needs = plan.needs().and(known);
        boolean enough = now.hot.properties().containsAll(needs.properties())
                && now.plan.types().containsAll(plan.types());
        return enough ? now.hot : loader.apply(needs);
    }

    private static void edits(Definitions before, Definitions next, Instant instant, Consumer<Crossing> tell) {
        TreeSet<String> all = new TreeSet<>(before.ids);
        all.addAll(next.ids);
        for (String id : all) {
            RoaringBitmap was = members(before, id);
            RoaringBitmap is = members(next, id);
            RoaringBitmap.andNot(was, is)
                    .forEach((org.roaringbitmap.IntConsumer) customer -> tell.accept(new Crossing(
                            id, customer, null, false, instant, instant, Crossing.Cause.EDIT)));
            RoaringBitmap.andNot(is, was)
                    .forEach((org.roaringbitmap.IntConsumer) customer -> tell.accept(new Crossing(
                            id, customer, null, true, instant, instant, Crossing.Cause.EDIT)));
        }
    }

    private static RoaringBitmap members(Definitions of, String id) {
        int place = of.ids.indexOf(id);
        return place < 0 ? new RoaringBitmap() : of.members.get(place);
    }

    // ---- What happens

    /// The properties that an event's values are given for, in this order.
    public synchronized List<Property> properties() {
        return now.hot.properties();
    }

    /// Takes one event of a customer, known from `instant` on.
    public synchronized void append(int customer, HotEvent event, Instant instant) {
        tick(instant);
        now.hot.add(customer, event);
        boolean isNew = now.existing.checkedAdd(customer);
        if (isNew || now.plan.types().contains(event.type())) {
            long micros = LocalClock.micros(instant);
            evaluate(now, customer, micros, Math.min(event.at(), micros), Crossing.Cause.EVENT, listener);
        }
    }

    /// Lets time pass: every membership that it changes up to `instant`, each at its own instant, in order.
    public synchronized void tick(Instant instant) {
        long micros = LocalClock.micros(instant);
        for (int customer = now.due.next(micros); customer >= 0; customer = now.due.next(micros)) {
            long due = now.due.lastDue();
            evaluateDue(customer, due, instant);
        }
    }

    private void evaluateDue(int customer, long due, Instant instant) {
        evaluate(
                now,
                customer,
                due,
                due,
                Crossing.Cause.CLOCK,
                crossing -> listener.accept(new Crossing(
                        crossing.segment(),
                        crossing.customer(),
                        crossing.value(),
                        crossing.entered(),
                        instant,
                        crossing.effectiveAt(),
                        crossing.cause())));
    }

    /// Two customers are one: the events of `from` are those of `into`.
    public synchronized void merge(int from, int into, Instant instant) {
        tick(instant);
        now.hot.merge(from, into);
        now.existing.remove(from);
        now.existing.add(into);
        long micros = LocalClock.micros(instant);
        evaluate(now, from, micros, micros, Crossing.Cause.MERGE, listener);
        evaluate(now, into, micros, micros, Crossing.Cause.MERGE, listener);
    }

    /// Takes events of a customer out, as if they had never been.
    public synchronized void erase(int customer, Predicate<HotEvent> which, Instant instant) {
        tick(instant);
        now.hot.remove(customer, which);
        long micros = LocalClock.micros(instant);
        evaluate(now, customer, micros, micros, Crossing.Cause.ERASURE, listener);
    }

    /// Asks all definitions anew for one customer as of an instant, and notes when to ask next.
    private void evaluate(
            Definitions of,
            int customer,
            long micros,
            long effective,
            Crossing.Cause cause,
            Consumer<Crossing> tell) {
        of.evaluation.open(of.hot.history(customer), micros, Scope.Mode.AS_KNOWN);
        boolean exists = of.existing.contains(customer);
        long until = Long.MAX_VALUE;
        List<Crossing> crossings = new ArrayList<>();
        lock.writeLock().lock();
        try {
            for (int i = 0; i < of.ids.size(); i++) {
                boolean in = exists && of.evaluation.holds(i);
                if (of.plan.hasValues(i)) {
                    values(of, i, customer, in ? of.evaluation.values(i) : List.of(), micros, effective, cause, crossings);
                }
                boolean was = of.members.get(i).contains(customer);
                if (in && !was) {
                    of.members.get(i).add(customer);
                } else if (!in && was) {
                    of.members.get(i).remove(customer);
                }
                if (in != was && !of.plan.hasValues(i)) {
                    crossings.add(crossing(of.ids.get(i), customer, null, in, micros, effective, cause));
                }
                until = exists ? Math.min(until, of.evaluation.until(i)) : until;
            }
        } finally {
            lock.writeLock().unlock();
        }
        of.due.set(customer, until);
        crossings.forEach(tell);
    }

    private static Crossing crossing(
            String id,
            int customer,
            @org.jspecify.annotations.Nullable String value,
            boolean entered,
            long micros,
            long effective,
            Crossing.Cause cause) {
        return new Crossing(
                id, customer, value, entered, LocalClock.instant(micros), LocalClock.instant(effective), cause);
    }

    private static void values(
            Definitions of,
            int place,
            int customer,
            List<String> found,
            long micros,
            long effective,
            Crossing.Cause cause,
            List<Crossing> crossings) {
        TreeSet<String> was = of.values.get(place).getOrDefault(customer, new TreeSet<>());
        TreeSet<String> is = new TreeSet<>(found);
        String id = of.ids.get(place);
        was.stream()
                .filter(value -> !is.contains(value))
                .forEach(value -> crossings.add(crossing(id, customer, value, false, micros, effective, cause)));
        is.stream()
                .filter(value -> !was.contains(value))
                .forEach(value -> crossings.add(crossing(id, customer, value, true, micros, effective, cause)));
        if (is.isEmpty()) {
            of.values.get(place).remove(customer);
        } else {
            of.values.get(place).put(customer, is);
        }
    }

    // ---- Questions

    /// The members of a segment; a copy.
    ///
    /// @throws UserProblem where there is no such segment in use
    public RoaringBitmap members(String id) {
        lock.readLock().lock();
        try {
            return now.members.get(place(id)).clone();
        } finally {
            lock.readLock().unlock();
        }
    }

    public boolean isMember(String id, int customer) {
        lock.readLock().lock();
        try {
            return now.members.get(place(id)).contains(customer);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The values by which a customer is in a segment that is a `for any`.
    public List<String> values(String id, int customer) {
        lock.readLock().lock();
        try {
            return List.copyOf(now.values.get(place(id)).getOrDefault(customer, new TreeSet<>()));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Bytes of packed histories.
    public synchronized long bytes() {
        return now.hot.bytes();
    }

    /// The texts of the histories, whose codes events bring.
    public TextTable texts() {
        return texts;
    }

    private int place(String id) {
        int place = now.ids.indexOf(id);
        if (place < 0) {
            throw UserProblem.of(Code.UNKNOWN_SEGMENT, id);
        }
        return place;
    }
}
