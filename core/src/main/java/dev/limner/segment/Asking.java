package dev.limner.segment;

import dev.limner.history.HotHistories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaringbitmap.RoaringBitmap;

/// Asks segments about many customers, on all processors. Nothing may change meanwhile.
final class Asking {
    /// For fewer customers another thread takes longer to begin than it spares.
    private static final int FEW = 16;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /// Threads that have nothing to do for a while end.
    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("limner-asking-", 0).daemon().factory());

    private final LivePlan plan;
    private final HotHistories hot;
    private final DueTimes due;
    private final RoaringBitmap existing;
    private final boolean tells;
    private final List<Asker> askers = new ArrayList<>();

    /// @param due where is noted when to ask again
    /// @param existing who is a customer
    /// @param tells whether somebody is told of what changes
    Asking(LivePlan plan, HotHistories hot, DueTimes due, RoaringBitmap existing, boolean tells) {
        this.plan = plan;
        this.hot = hot;
        this.due = due;
        this.existing = existing;
        this.tells = tells;
    }

    /// Asks about one customer.
    Found one(Turn turn) {
        return all(List.of(turn)).getFirst();
    }

    /// Asks about customers, about each once.
    ///
    /// @return what was found, in their order
    List<Found> all(List<Turn> turns) {
        turns.forEach(turn -> due.hold(turn.customer()));
        int threads = Math.clamp(turns.size() / FEW, 1, PROCESSORS);
        while (askers.size() < threads) {
            askers.add(new Asker(plan, hot, due, tells));
        }
        Found[] found = new Found[turns.size()];
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> others = askers.subList(1, threads).stream()
                .map(asker -> CompletableFuture.runAsync(() -> ask(asker, turns, next, found), THREADS))
                .toList();
        try {
            ask(askers.getFirst(), turns, next, found);
        } finally {
            join(others);
            turns.forEach(turn -> due.release(turn.customer()));
        }
        return Arrays.asList(found);
    }

    private void ask(Asker asker, List<Turn> turns, AtomicInteger next, Found[] found) {
        for (int i = next.getAndIncrement(); i < found.length; i = next.getAndIncrement()) {
            Turn turn = turns.get(i);
            found[i] = existing.contains(turn.customer()) ? asker.ask(turn) : asker.askNobody(turn);
            due.sum(turn.customer());
        }
    }

    /// Waits until nobody asks any more, whatever happened.
    private static void join(List<CompletableFuture<Void>> others) {
        try {
            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
