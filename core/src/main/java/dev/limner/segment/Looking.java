package dev.limner.segment;

import dev.limner.history.HotHistories;
import dev.limner.problem.InternalProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Asks segments about many customers, on all processors. Nothing may change meanwhile.
final class Looking implements AutoCloseable {
    private final LivePlan plan;
    private final List<LivePlan.Asker> askers;
    private final ExecutorService threads;

    /// What was found of one customer.
    ///
    /// @param zone where he lives by the clock; null where that counts for nothing
    /// @param dues when each segment is to be asked again
    record Found(
            int customer,
            List<LivePlan.Change> changes,
            @Nullable String zone,
            List<Due> dues) {}

    /// @param place the segment's
    record Due(int place, long instant) {}

    Looking(LivePlan plan) {
        this.plan = plan;
        int processors = Runtime.getRuntime().availableProcessors();
        askers = IntStream.range(0, processors).mapToObj(_ -> plan.asker()).toList();
        threads = Executors.newFixedThreadPool(
                processors,
                Thread.ofPlatform().name("limner-looking-", 0).daemon().factory());
    }

    /// All segments asked about these customers as of an instant, in any order.
    List<Found> at(List<Integer> customers, HotHistories hot, long micros) {
        int share = (customers.size() + askers.size() - 1) / askers.size();
        List<Future<List<Found>>> parts = new ArrayList<>();
        for (int i = 0; i * share < customers.size(); i++) {
            LivePlan.Asker asker = askers.get(i);
            List<Integer> some = customers.subList(i * share, Math.min(customers.size(), (i + 1) * share));
            parts.add(threads.submit(() -> {
                List<Found> found = new ArrayList<>(some.size());
                for (int customer : some) {
                    found.add(one(asker, customer, hot, micros));
                }
                return found;
            }));
        }
        List<Found> all = new ArrayList<>(customers.size());
        for (Future<List<Found>> part : parts) {
            all.addAll(result(part));
        }
        return all;
    }

    private Found one(LivePlan.Asker asker, int customer, HotHistories hot, long micros) {
        List<LivePlan.Change> changes = new ArrayList<>();
        List<Due> dues = new ArrayList<>();
        hot.look(customer, history -> {
            asker.ask(history, micros, plan.all(), -1, changes, (_, place, instant) -> {
                if (instant != Long.MAX_VALUE) {
                    dues.add(new Due(place, instant));
                }
            });
            return dues;
        });
        return new Found(customer, changes, asker.zone(), dues);
    }

    private static <T> T result(Future<T> part) {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InternalProblem("segments could not be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InternalProblem("asking segments was interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
