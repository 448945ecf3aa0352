package dev.limner.app;

import dev.limner.portrait.Moment;
import dev.limner.problem.UserProblem;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Predictions;
import java.time.Duration;
import java.util.List;

/// The fitting of models whose schedule asks for it and the daily look at those in force, in the background of a
/// server; with progress on its pages.
final class Refits implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Thread thread;

    private Refits(Thread thread) {
        this.thread = thread;
    }

    /// Looks now and then which models are due.
    ///
    /// @param fresh whether models count that were never fitted
    static Refits begin(List<Desk> desks, boolean fresh) {
        return new Refits(Thread.ofVirtual().name("refits").start(() -> {
            try {
                while (true) {
                    desks.forEach(desk -> fit(desk, fresh));
                    Thread.sleep(EVERY);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void fit(Desk desk, boolean fresh) {
        if (desk.state() != Desk.State.READY && desk.state() != Desk.State.FAILED) {
            return;
        }
        Predictions predictions = desk.predictions();
        Moment now = desk.moment(null);
        List<String> due = predictions.due(now, fresh);
        boolean groups = fresh && desk.clusters().last() == null;
        try {
            if (!due.isEmpty() || groups) {
                desk.begin(work -> {
                    if (!due.isEmpty()) {
                        predictions.fitAll(due, now, work);
                    }
                    if (groups) {
                        desk.clusters().find(now, 1, work);
                    }
                });
            } else if (!predictions.monitoring().due(now).isEmpty()) {
                desk.begin(work -> predictions.monitoring().lookWhereDue(now, work));
            }
        } catch (UserProblem _) {
            // other work began meanwhile; the next look finds them still due
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
