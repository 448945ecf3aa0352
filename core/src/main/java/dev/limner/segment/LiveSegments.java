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
import dev.limner.problem.UserProblem;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/// Who is in which segment right now: exact after each event, and at each instant at which time alone
/// changes a membership.
///
/// Answers are *as known*. Each crossing is told to a listener, in the order in which they happened, by the
/// thread that brought it about. Events go on being taken while definitions are prepared; readers wait for
/// neither.
public final class LiveSegments {
    private static final Needs NOTHING = new Needs(List.of(), List.of());

    private final InForce inForce;
    private final Supplier<Needs> beside;
    private final TextTable texts;
    private final Function<Needs, HotHistories> loader;
    private final Supplier<RoaringBitmap> everybody;
    private final LiveState state;
    /// Held by whoever changes definitions.
    private final ReentrantLock defining = new ReentrantLock(true);

    private Lexicon lexicon;

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
        this(lexicon, inForce, texts, loader, everybody, listener, () -> NOTHING);
    }

    /// The same, with histories that keep more than the segments read.
    ///
    /// @param beside what else they keep; asked for anew with each change of definitions
    public LiveSegments(
            Lexicon lexicon,
            InForce inForce,
            TextTable texts,
            Function<Needs, HotHistories> loader,
            Supplier<RoaringBitmap> everybody,
            Consumer<Crossing> listener,
            Supplier<Needs> beside) {
        this.beside = beside;
        this.lexicon = lexicon;
        this.inForce = inForce;
        this.texts = texts;
        this.loader = loader;
        this.everybody = everybody;
        HotHistories none = new HotHistories(List.of(), lexicon.plan().known(), texts);
        state = new LiveState(new LivePlan(lexicon, List.of(), inForce, NOTHING), none, listener);
    }

    // ---- Definitions

    /// Begins with these segments of the lexicon, over what the store holds as of an instant. Nobody
    /// enters: whoever is in was in.
    public void start(Collection<Use> uses, Instant instant) {
        defining.lock();
        try {
            prepare(lexicon, uses, Set.of(), instant, false);
        } finally {
            defining.unlock();
        }
    }

    /// Begins as [#start] does with what was saved when the program ended: only segments that mean something
    /// else since, or that depend on parameters of populations, are asked anew.
    ///
    /// @return the ids of those that were asked anew
    public Set<String> resume(Collection<Use> uses, SavedLive saved) {
        defining.lock();
        try {
            List<LiveRule> resumed = new ArrayList<>();
            Set<String> anew = new TreeSet<>();
            for (Use use : uses) {
                SavedRule known = saved.rule(use.id());
                LiveRule rule = known == null ? null : LiveRule.resumed(known, use, lexicon);
                if (rule == null) {
                    anew.add(use.id());
                } else {
                    resumed.add(rule);
                }
            }
            state.resume(saved, new LivePlan(lexicon, resumed, inForce, saved.needs()));
            prepare(lexicon, uses, Set.of(), LocalClock.instant(saved.clock()), false);
            return anew;
        } finally {
            defining.unlock();
        }
    }

    /// Writes down all that is known now, for [#resume]; nothing may happen meanwhile.
    public void save(DataOutput out) throws IOException {
        defining.lock();
        try {
            state.save(out);
        } finally {
            defining.unlock();
        }
    }

    /// Adds a segment, or changes one in use, as [#replace] does.
    ///
    /// @throws UserProblem where the definition is wrong or refers to itself; then nothing has changed
    public void define(Use use, Source source, Instant instant) {
        defining.lock();
        try {
            List<Use> uses = new ArrayList<>(uses());
            uses.removeIf(other -> other.id().equals(use.id()));
            uses.add(use);
            prepare(lexicon.with(use.id(), source), uses, Set.of(), instant, true);
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

    /// Takes these segments of another lexicon into use, in place of all so far. Those that mean what they
    /// meant go on; the others, also those that name something that changed, are exact once this returns,
    /// and until then what they were. People who come in or go out by it cross with the cause *edit*.
    ///
    /// @throws UserProblem where a definition is wrong or refers to itself; then nothing has changed
    public void replace(Lexicon by, Collection<Use> uses, Instant instant) {
        defining.lock();
        try {
            prepare(by, uses, Set.of(), instant, true);
        } finally {
            defining.unlock();
        }
    }

    /// Asks those segments anew that depend on parameters of populations, after others have come into force.
    public void published(Instant instant) {
        defining.lock();
        try {
            prepare(lexicon, uses(), Set.copyOf(state.plan().dependingOnParameters()), instant, true);
        } finally {
            defining.unlock();
        }
    }

    private List<Use> uses() {
        return state.plan().rules().stream().map(LiveRule::use).toList();
    }

    /// @param stale those to be asked anew though they mean the same
    private void prepare(Lexicon with, Collection<Use> uses, Set<String> stale, Instant instant, boolean tell) {
        List<LiveRule> fresh = new ArrayList<>();
        List<LiveRule> all = new ArrayList<>();
        BitSet taken = state.plan().places();
        for (Use use : uses) {
            LiveRule known = stale.contains(use.id()) ? null : state.plan().rule(use.id());
            if (known == null || !known.means(use, with)) {
                known = new LiveRule(use, taken.nextClearBit(0), with);
                taken.set(known.place());
                fresh.add(known);
            }
            all.add(known);
        }
        LivePlan whole = new LivePlan(with, all, inForce, beside.get());
        List<Property> read = new ArrayList<>(whole.needs().properties());
        read.remove(with.plan().known());
        Preparation begun = state.prepare(new LivePlan(with, fresh, inForce, NOTHING), whole, read, instant);
        boolean done = false;
        try {
            HotHistories loaded = begun.hot() == null ? loader.apply(whole.needs()) : null;
            state.look(begun, loaded, everybody.get());
            state.use(begun, tell);
            lexicon = with;
            done = true;
        } finally {
            if (!done) {
                state.giveUp();
            }
        }
    }

    /// What a log does not know yet of who is in, and what it has of people who are out: crossings for it,
    /// with the cause *edit*. For a log beside live segments that are switched on.
    public List<Crossing> differences(MembershipLog log) {
        List<Crossing> all = new ArrayList<>();
        differences(log, all::addAll);
        return all;
    }

    /// The same, segment by segment, so that no more than those of one are in memory.
    public void differences(MembershipLog log, Consumer<List<Crossing>> each) {
        differences(log, uses().stream().map(Use::id).toList(), each);
    }

    /// The same, of some segments alone.
    public void differences(MembershipLog log, Collection<String> ids, Consumer<List<Crossing>> each) {
        for (String id : ids) {
            each.accept(state.ofAll((plan, now) -> {
                LiveRule rule = plan.rule(id);
                return rule == null ? List.of() : Edits.between(log.ofSegment(id, true), rule, now);
            }));
        }
    }

    // ---- What happens

    /// One event of a customer, which the store has taken already, as of `instant`.
    public record Arrival(int customer, HotEvent event, Instant instant) {}

    /// Takes one event of a customer, which the store has taken already, as of `instant`.
    public void append(int customer, HotEvent event, Instant instant) {
        append(List.of(new Arrival(customer, event, instant)));
    }

    /// Takes events, in order: the same as one by one, on all processors. What crosses is told in the order in
    /// which it would be then; questions asked meanwhile may find one customer's events taken and not yet those of
    /// another one that came before.
    public void append(List<Arrival> arrivals) {
        state.append(arrivals);
    }

    /// Lets time pass: every membership that it changes up to `instant`, each at its own instant, in order.
    /// Time does not go back: an earlier instant counts as the latest one.
    public void tick(Instant instant) {
        state.tick(instant);
    }

    /// Two customers are one: the events of `from` are those of `into`.
    public void merge(int from, int into, Instant instant) {
        state.change(
                instant,
                Cause.MERGE,
                histories -> histories.merge(from, into),
                existing -> {
                    existing.remove(from);
                    existing.add(into);
                },
                from,
                into);
    }

    /// Customers have other events than they had: those in `stored`, which is packed with the same texts.
    public void restore(RoaringBitmap customers, HotHistories stored, Instant instant) {
        int[] numbers = customers.toArray();
        state.change(
                instant,
                Cause.MERGE,
                histories -> {
                    for (int customer : numbers) {
                        histories.put(customer, stored.events(customer));
                    }
                },
                existing -> existing.or(customers),
                numbers);
    }

    /// What the histories keep of events; other properties need not be given with them.
    public Set<Property> read() {
        return state.read();
    }

    /// What the histories are made of.
    public Needs needs() {
        return state.plan().needs();
    }

    /// Until when time has passed.
    public Instant clock() {
        return LocalClock.instant(state.clock());
    }

    /// Takes events of a customer out, as if they had never been.
    public void erase(int customer, Predicate<HotEvent> which, Instant instant) {
        state.change(instant, Cause.ERASURE, histories -> histories.remove(customer, which), _ -> {}, customer);
    }

    /// Takes a customer out, with everything.
    public void erase(int customer, Instant instant) {
        state.change(
                instant,
                Cause.ERASURE,
                histories -> histories.remove(customer),
                existing -> existing.remove(customer),
                customer);
    }

    // ---- Questions

    /// The members of a segment; a copy. Of a new one that is being prepared, those found so far.
    ///
    /// @throws UserProblem where there is no such segment in use
    public RoaringBitmap members(String id) {
        return state.of(id, (plan, rule) -> plan.members(rule, state.clock()));
    }

    /// Whether a customer is in a segment.
    ///
    /// @throws UserProblem where there is no such segment in use
    public boolean isMember(String id, int customer) {
        return state.of(id, (plan, rule) -> plan.isMember(rule, customer, state.clock()));
    }

    /// The values by which a customer is in a segment that is a `for any`.
    ///
    /// @throws UserProblem where there is no such segment in use
    public List<String> values(String id, int customer) {
        return state.of(
                id, (plan, rule) -> plan.isMember(rule, customer, state.clock()) ? rule.values(customer) : List.of());
    }

    /// What is read of a customer's history as it is now; it stands only meanwhile.
    public <T> T look(int customer, Function<History, T> question) {
        return state.look(customer, question);
    }

    /// The segments in use that a customer is in, by id.
    public List<String> of(int customer) {
        return state.ofShown((plan, clock) -> plan.rules().stream()
                .filter(rule -> plan.isMember(rule, customer, clock))
                .map(rule -> rule.use().id())
                .toList());
    }

    /// The members as they are now, to be kept.
    ///
    /// @throws UserProblem where there is no such segment in use
    public Audience audience(String id) {
        return state.of(
                id,
                (plan, rule) -> new Audience(id, LocalClock.instant(state.clock()), plan.members(rule, state.clock())));
    }

    /// How far the preparation of a new or edited segment is, 0 to 1; 1 where there is none.
    public double prepared(String id) {
        return state.prepared(id);
    }

    /// How many bytes the packed histories take (see [HotHistories#bytes]).
    public long bytes() {
        return state.bytes();
    }

    /// The texts of the histories, whose codes events bring.
    public TextTable texts() {
        return texts;
    }
}
