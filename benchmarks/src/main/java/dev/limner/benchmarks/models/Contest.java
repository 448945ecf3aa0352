package dev.limner.benchmarks.models;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// One task that several programs solve on the same data.
interface Contest {
    /// What it is called on the command line.
    String name();

    /// What a size counts.
    String unit();

    /// Three sizes, the last one that of the aims; smaller ones where not `large`.
    List<Integer> sizes(boolean large);

    /// Whether `side` is to be measured at `size`: what would take hours is left out.
    default boolean takesPart(String side, int size) {
        return true;
    }

    /// By side what it does: each run solves the whole task anew and says how good the answer is.
    Map<String, Callable<String>> sides(int size) throws Exception;
}
