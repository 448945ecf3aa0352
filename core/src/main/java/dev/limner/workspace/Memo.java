package dev.limner.workspace;

import dev.limner.problem.InternalProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// The answers last asked for, each computed once however many ask for it at the same time.
final class Memo<K, V> {
    private final int room;
    private final Map<K, FutureTask<V>> answers = new LinkedHashMap<>(16, 0.75f, true);

    Memo(int room) {
        this.room = room;
    }

    V get(K key, Supplier<V> compute) {
        FutureTask<V> task;
        boolean mine = false;
        synchronized (answers) {
            FutureTask<V> known = answers.get(key);
            if (known == null) {
                known = new FutureTask<>(compute::get);
                mine = true;
                answers.put(key, known);
                if (answers.size() > room) {
                    answers.remove(answers.keySet().iterator().next());
                }
            }
            task = known;
        }
        if (mine) {
            task.run();
        }
        return wait(key, task);
    }

    private V wait(K key, FutureTask<V> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            synchronized (answers) {
                answers.remove(key, task);
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InternalProblem("an answer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InternalProblem("waiting was interrupted", e);
        }
    }
}
