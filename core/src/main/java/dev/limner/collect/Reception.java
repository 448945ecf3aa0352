package dev.limner.collect;

import dev.limner.collect.Delivery.Protocol;
import dev.limner.collect.Draft.Parting;
import dev.limner.engine.Engine;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Arrivals;
import dev.limner.engine.duckdb.Memory;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.StayLog;
import dev.limner.engine.duckdb.Store;
import dev.limner.event.Property;
import dev.limner.history.History;
import dev.limner.history.HotEvent;
import dev.limner.history.HotHistories;
import dev.limner.history.LocalClock;
import dev.limner.history.TextTable;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.membership.Crossing;
import dev.limner.privacy.ConsentStudy.Asked;
import dev.limner.privacy.Consents;
import dev.limner.segment.HotStudy;
import dev.limner.segment.LiveSegments;
import dev.limner.segment.SavedLive;
import dev.limner.source.EventBatch;
import dev.limner.source.Mapping;
import dev.limner.trigger.Intent;
import dev.limner.trigger.Trigger;
import dev.limner.trigger.Triggers;
import dev.limner.work.Work;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Works a journal off, in steps: deliveries become events, events make memberships, memberships make
/// intents; each step is stored as a whole, with its place in the journal.
///
/// What it knows is a function of the store: made anew it goes on where the last step ended, and comes to
/// the same. One thread takes and steps; definitions may be changed by another.
final class Reception {
    private final Store store;
    private final Engine engine;
    private final Consumer<List<Intent>> outbox;
    private final Arrivals arrivals;
    private final Draft draft;
    private final LiveSegments live;
    private final Triggers triggers;
    private final Map<String, Consents> consents = new HashMap<>();
    private final List<Crossing> crossings = new ArrayList<>();
    /// Held from the first event of a step that live segments are told until the step is stored.
    private final ReentrantLock stepping = new ReentrantLock();

    /// How often the store had been changed by other hands when this began, and since then by its own.
    private long rewritings;

    private volatile Rules rules;
    private boolean resumed;
    private long position;
    private volatile long stored;
    private Set<Property> read = Set.of();
    /// From which record on streams are to be read, once all that was taken is stored.
    private final Map<String, Long> streams = new HashMap<>();
    /// Those that the next step stores.
    private final Map<String, Long> moved = new HashMap<>();

    /// Goes on where the store ends.
    ///
    /// @param outbox is told of intents once they are stored
    /// @param now when there is nothing to go on with
    Reception(
            Store store,
            Engine engine,
            Map<String, Mapping> mappings,
            Rules rules,
            Feed feed,
            Consumer<List<Intent>> outbox,
            Instant now) {
        this.store = store;
        this.engine = engine;
        this.outbox = outbox;
        this.rules = rules;
        rewritings = store.rewritings();
        arrivals = new Arrivals(store);
        arrivals.giveUp();
        position = arrivals.position();
        streams.putAll(arrivals.streams());
        stored = position;
        Instant known = arrivals.clock();
        Instant clock = known == null ? now : known;
        Duplicates duplicates = new Duplicates();
        Set<String> sources = new HashSet<>(mappings.keySet());
        sources.add(Draft.UNKNOWN);
        arrivals.recent(
                sources,
                (clock.isBefore(now) ? clock : now).minus(Duplicates.KEPT),
                (high, low, received) -> duplicates.add(high, low, LocalClock.instant(Math.max(received, 0))));
        triggers = new Triggers(
                rules.triggers().values(), customer -> store.customers().identifiers(customer), this::isGiven);
        rules.triggers().forEach((name, trigger) -> {
            if (trigger.purpose() != null) {
                Asked asked = new Asked(trigger.purpose(), trigger.channel());
                consents.put(name, new Consents(rules.lexicon(), List.of(asked), 0, Scope.Mode.AS_KNOWN));
            }
        });
        new OutboxLog(store)
                .since(clock.minus(triggers.reach())).stream()
                        .filter(entry -> entry.intent().heldBack() == null)
                        .forEach(entry -> triggers.acted(
                                entry.intent().trigger(),
                                store.customers().customer(entry.intent().customer()),
                                entry.intent().value(),
                                entry.intent().at()));
        TextTable texts = new TextTable();
        live = new LiveSegments(
                rules.lexicon(),
                rules.inForce(),
                texts,
                needs -> load(needs, texts),
                () -> store.customers().all(),
                this::crossed,
                () -> this.rules.beside());
        Collection<String> anew = begin(clock);
        TraitMemory memory = new TraitMemory(store.plan(), store.customers(), live);
        draft = new Draft(store.plan(), store.customers(), mappings, duplicates, memory, feed);
        StayLog log = new StayLog(store);
        live.differences(log, anew, log::append);
    }

    /// Begins with what was known when the program ended, where that is still so, else with what the store says.
    ///
    /// @return the segments of which the log may not know who is in
    private Collection<String> begin(Instant clock) {
        SavedLive saved = memory().read(in -> SavedLive.read(in, store.plan(), live.texts()));
        if (saved != null) {
            resumed = true;
            return live.resume(rules.uses(), saved);
        }
        live.start(rules.uses(), clock);
        return rules.uses().stream().map(LiveSegments.Use::id).toList();
    }

    private Memory memory() {
        return new Memory(store, rules.lexicon().clock().zone().toString());
    }

    /// Keeps what is known in memory for the next start; all that was taken must be stored.
    void keep() throws IOException {
        memory().write(live::save);
    }

    /// The store's histories, once no step is under way of which live segments know more.
    private HotHistories load(Needs needs, TextTable texts) {
        awaitStep();
        return HotStudy.load(engine, needs, store.plan(), texts, new Work());
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing is done while it is held
    private void awaitStep() {
        stepping.lock();
        stepping.unlock();
    }

    /// Whether a customer consents to what a trigger is for, as of now.
    private boolean isGiven(Trigger trigger, int customer) {
        Consents asked = consents.get(trigger.trigger());
        return asked == null || live.look(customer, history -> asked.isGiven(history, LocalClock.micros(live.clock())));
    }

    private void crossed(Crossing crossing) {
        synchronized (crossings) {
            crossings.add(crossing);
        }
    }

    private List<Crossing> crossings() {
        synchronized (crossings) {
            List<Crossing> all = List.copyOf(crossings);
            crossings.clear();
            return all;
        }
    }

    LiveSegments live() {
        return live;
    }

    /// Whether it went on with what was in memory when the program ended.
    boolean isResumed() {
        return resumed;
    }

    /// Whether others have changed the store since, by an import or by saying who is who.
    boolean isOutdated() {
        return store.rewritings() != rewritings;
    }

    /// How far the journal is worked off.
    long position() {
        return position;
    }

    /// How far the journal is worked off and all that follows from it stored.
    long stored() {
        return stored;
    }

    /// From which record on streams are to be read.
    Map<String, Long> streams() {
        return Map.copyOf(streams);
    }

    /// Takes a delivery; what it brings is stored with the next step.
    void take(Delivery delivery, List<Message> messages, long end) {
        draft.take(delivery, messages, end);
        if (delivery.protocol() == Protocol.STREAM) {
            String stream = StreamRecord.stream(delivery);
            moved.merge(stream, StreamRecord.next(delivery), Math::max);
            streams.put(stream, Objects.requireNonNull(moved.get(stream)));
        }
        position = end;
    }

    /// Lets time pass; returns whether there is anything to store.
    boolean tick(Instant now) {
        live.tick(now);
        synchronized (crossings) {
            return !crossings.isEmpty()
                    || !draft.isEmpty()
                    || !moved.isEmpty()
                    || position > stored; // all of it may be of who was erased
        }
    }

    /// Stores what was taken and what followed from it.
    ///
    /// @return how many events it brought
    int step(Instant now) {
        stepping.lock();
        try {
            read = live.read();
            RoaringBitmap stale = parted();
            draft.drop(arrivals.known(draft.old()));
            Instant received = draft.received();
            List<Draft.Place> order = draft.order();
            List<Intent> intents;
            try (Arrivals.Step step = arrivals.begin(draft.parts(), received == null ? now : received)) {
                if (isOutdated()) {
                    return 0; // all of it is done again, from what is stored
                }
                stale.or(reassigned(step.moved(), now));
                live.append(order.stream()
                        .map(place -> arrival(place, step))
                        .filter(Objects::nonNull)
                        .toList());
                live.tick(now);
                List<Crossing> all = crossings();
                intents = all.stream()
                        .flatMap(crossing -> triggers.on(crossing).stream())
                        .toList();
                step.commit(all, intents, position, live.clock(), moved);
            }
            moved.clear();
            outbox.accept(intents.stream()
                    .filter(intent -> intent.heldBack() == null)
                    .toList()); // before anything that can fail
            draft.clear();
            restore(stale, now);
            stored = position;
            return order.size();
        } finally {
            stepping.unlock();
        }
    }

    /// What live segments are told of an event; null where it is nobody's, or past its age.
    private LiveSegments.@Nullable Arrival arrival(Draft.Place place, Arrivals.Step step) {
        EventBatch events = place.part().events();
        int node = events.customers[place.event()];
        int customer = node == EventBatch.ANONYMOUS ? Customers.NOBODY : step.customer(node);
        boolean isDue = store.held()
                .hides(events.types[place.event()].name(), place.part().source(), events.at[place.event()]);
        return customer == Customers.NOBODY || isDue
                ? null
                : new LiveSegments.Arrival(customer, hot(place), place.received());
    }

    private HotEvent hot(Draft.Place place) {
        EventBatch events = place.part().events();
        int event = place.event();
        long[] values = new long[store.plan().ordinals()];
        Arrays.fill(values, History.MISSING);
        Set<String> gone =
                store.held().blanked(events.types[event].name(), place.part().source(), events.at[event]);
        for (Property property : read) {
            if (gone.contains(property.name())) {
                continue; // past its age
            }
            if (property.equals(store.plan().zone())) {
                values[property.ordinal()] = live.texts().code(place.part().zone(event));
            } else if (property.equals(store.plan().source())) {
                values[property.ordinal()] = live.texts().code(place.part().source());
            } else if (property.ordinal() < events.properties().size()) {
                values[property.ordinal()] = value(events, property, event);
            }
        }
        return new HotEvent(
                events.types[event].ordinal(),
                events.at[event],
                events.known[event],
                HotEvent.order(new UUID(events.idHigh[event], events.idLow[event])),
                new HotEvent.Values(values));
    }

    private long value(EventBatch events, Property property, int event) {
        if (!property.type().isText()) {
            return events.values(property)[event];
        }
        String text = events.texts(property)[event];
        return text == null ? History.MISSING : live.texts().code(text);
    }

    // ---- Who is who

    /// Lets hold what sources said about who is not who; returns whose histories it changed.
    private RoaringBitmap parted() {
        RoaringBitmap changed = new RoaringBitmap();
        Customers customers = store.customers();
        for (Parting parting : draft.partings()) {
            Integer which = customers.node(
                    parting.which().kind() + ":" + parting.which().value());
            if (which == null || which >= customers.kept() || customers.customer(which) == Customers.NOBODY) {
                continue;
            }
            int whole = customers.customer(which);
            List<Integer> others = customers.members(whole).stream()
                    .filter(node -> !node.equals(which))
                    .toList();
            boolean isOfThem = parting.from() == null || others.contains(node(parting));
            if (!others.isEmpty() && isOfThem) {
                Decision apart = new Decision.Apart(List.of(List.of(which), others));
                store.identity()
                        .append(new Entry.Decided(apart), parting.source(), "unlink", parting.at(), parting.at());
                rewritings++;
                changed.add(whole);
                changed.add(customers.customer(which));
                others.forEach(node -> changed.add(customers.customer(node)));
            }
        }
        return changed;
    }

    private @Nullable Integer node(Parting parting) {
        return parting.from() == null
                ? null
                : store.customers()
                        .node(parting.from().kind() + ":" + parting.from().value());
    }

    /// Merges whole customers at once; returns those of which only a part went elsewhere.
    private RoaringBitmap reassigned(List<Arrivals.Moved> moves, Instant now) {
        RoaringBitmap stale = new RoaringBitmap();
        Map<Integer, Set<Integer>> targets = new HashMap<>();
        moves.forEach(move -> {
            if (move.before() != Customers.NOBODY) {
                targets.computeIfAbsent(move.before(), _ -> new HashSet<>()).add(move.after());
            }
        });
        Set<Integer> nodes = new HashSet<>();
        moves.forEach(move -> nodes.add(move.node()));
        targets.forEach((before, afters) -> {
            // a customer bears the number of its first node: where that stays, something of it stays
            boolean whole = afters.size() == 1 && !afters.contains(Customers.NOBODY) && nodes.contains(before);
            if (whole) {
                int into = afters.iterator().next();
                live.merge(before, into, now);
                triggers.merge(before, into);
            } else {
                stale.add(before);
                afters.stream().filter(after -> after != Customers.NOBODY).forEach(stale::add);
            }
        });
        return stale;
    }

    /// Gives customers the histories that the store has of them.
    private void restore(RoaringBitmap customers, Instant now) {
        if (customers.isEmpty()) {
            return;
        }
        HotHistories stored = HotStudy.load(engine, live.needs(), store.plan(), live.texts(), customers, new Work());
        live.restore(customers, stored, now);
    }

    /// Lets other definitions hold: exact once this returns, and until then what they were. By another
    /// thread than the one that steps.
    void redefine(Rules rules, Instant now) {
        this.rules = rules;
        live.replace(rules.lexicon(), rules.uses(), now);
    }
}
