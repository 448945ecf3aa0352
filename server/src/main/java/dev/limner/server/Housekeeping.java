package dev.limner.server;

import dev.limner.problem.UserProblem;
import dev.limner.workspace.Desk;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What workspaces need while they are served: answers leave out what has grown too old since, and once a
/// night (once an hour where something is kept for hours) files are written anew without it and without
/// people who were erased.
public final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

    private final Desks desks;
    private final Clock machine;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon().factory());
    /// When each workspace was last looked after, by its id.
    private final Map<String, Instant> looked = new HashMap<>();

    private Housekeeping(Desks desks, Clock machine) {
        this.desks = desks;
        this.machine = machine;
    }

    /// Begins.
    public static Housekeeping start(Desks desks, Clock machine) {
        Housekeeping started = new Housekeeping(desks, machine);
        var _ = started.thread.scheduleWithFixedDelay(started::look, 1, 1, TimeUnit.MINUTES);
        return started;
    }

    private void look() {
        for (Desk desk : desks.all()) {
            try {
                look(desk);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "looking after a workspace failed; it is tried again", e);
            }
        }
    }

    private void look(Desk desk) {
        String id = desks.asking(() -> {
            desk.moment(null); // what is held follows the time
            return desk.workspace().settings().id();
        });
        Instant slot = desk.privacy().lastSlot(machine.instant());
        Instant before = looked.put(id, slot);
        if (before == null || before.isBefore(slot)) {
            if (desk.work() != null) {
                looked.remove(id); // tried again in a minute
            } else if (desks.asking(() -> desk.privacy().isPurgeDue(slot))) {
                purge(desk, desks);
            }
        }
    }

    /// Writes a workspace's files anew in the background; it is opened again at the end where that is needed.
    ///
    /// @throws UserProblem where other work is running
    static void purge(Desk desk, Desks desks) {
        desk.begin(work -> {
            if (desk.privacy().rewrite(work)) {
                desks.alone(desk::reopen);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
