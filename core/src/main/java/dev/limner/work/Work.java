package dev.limner.work;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One piece of long work: its stage, how far it is, and whether somebody asked it to stop.
///
/// The worker tells and asks ([#stage], [#advance], [#check]); others watch ([#snapshot]) and may
/// [#cancel]. Safe for
/// many threads.
public final class Work {
    private final AtomicLong done = new AtomicLong();
    private volatile Stage stage = new Stage(new Words("starting", "启动中"), 0, System.nanoTime());
    private volatile boolean cancelled;
    private final @Nullable Work whole;

    public Work() {
        this(null);
    }

    private Work(@Nullable Work whole) {
        this.whole = whole;
    }

    private record Stage(Words name, long total, long startNanos) {}

    /// What a watcher sees: `done` of `total` units of a stage that runs for `seconds`; a total of 0 is not
    /// known.
    public record Snapshot(Words stage, long done, long total, double seconds) {
        /// Units a second so far.
        public double rate() {
            return seconds <= 0 ? 0 : done / seconds;
        }

        /// Seconds left at the rate so far; negative where the total is not known or nothing is done yet.
        public double secondsLeft() {
            return total <= 0 || done <= 0 ? -1 : Math.max(0, (total - done) / rate());
        }
    }

    /// A part of this work whose own stages nobody watches; it stops with the whole.
    public Work part() {
        return new Work(this);
    }

    /// Begins a stage of `total` units (0 where not known).
    public void stage(Words name, long total) {
        check();
        done.set(0);
        stage = new Stage(name, total, System.nanoTime());
    }

    /// So many units more are done.
    ///
    /// @throws CancellationException where somebody asked to stop
    public void advance(long units) {
        done.addAndGet(units);
        check();
    }

    /// Sets how many units of this stage are done.
    public void reached(long units) {
        done.set(units);
        check();
    }

    /// Stops here where somebody asked to.
    ///
    /// @throws CancellationException where somebody asked to stop
    public void check() {
        if (cancelled || (whole != null && whole.cancelled)) {
            throw new CancellationException(UserProblem.Code.CANCELLED.name());
        }
    }

    /// Asks the worker to stop at its next step.
    public void cancel() {
        cancelled = true;
    }

    public Snapshot snapshot() {
        Stage now = stage;
        return new Snapshot(now.name(), done.get(), now.total(), (System.nanoTime() - now.startNanos()) / 1e9);
    }
}
