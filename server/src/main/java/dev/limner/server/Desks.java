package dev.limner.server;

import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.source.Rows;
import dev.limner.workspace.Desk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The workspaces that one server shows, by id.
public final class Desks {
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final Rows.Format format;
    private final @Nullable Path backups;
    /// Held for reading by every request, and for writing while a workspace is opened again.
    private final ReentrantReadWriteLock asking = new ReentrantReadWriteLock();

    /// @param format how files of rows are read
    public Desks(List<Desk> all, Rows.Format format) {
        this(all, format, null);
    }

    /// @param backups where backups go; beside each store where left out
    public Desks(List<Desk> all, Rows.Format format, @Nullable Path backups) {
        this.format = format;
        this.backups = backups;
        all.forEach(desk -> desks.put(desk.workspace().settings().id(), desk));
    }

    /// No workspace at all.
    static Desks none() {
        return new Desks(List.of(), (file, _) -> {
            throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, file.toString());
        });
    }

    /// Where the backups of a workspace go.
    Path backups(Desk desk) {
        return backups == null ? desk.workspace().store().folder().resolve("backups") : backups;
    }

    /// How files of rows are read.
    Rows.Format format() {
        return format;
    }

    /// Answers a request while no workspace is opened again.
    <T extends @Nullable Object> T asking(Supplier<T> request) {
        asking.readLock().lock();
        try {
            return request.get();
        } finally {
            asking.readLock().unlock();
        }
    }

    /// Does something while nobody asks; to be called outside of [#asking].
    void alone(Runnable deed) {
        asking.writeLock().lock();
        try {
            deed.run();
        } finally {
            asking.writeLock().unlock();
        }
    }

    List<Desk> all() {
        return List.copyOf(desks.values());
    }

    /// The desk of that workspace.
    ///
    /// @throws UserProblem where there is none
    Desk desk(String id) {
        Desk desk = desks.get(id);
        if (desk == null) {
            List<String> values = new ArrayList<>(List.of(id));
            values.addAll(Nearest.to(id, desks.keySet()));
            throw new UserProblem(UserProblem.Code.UNKNOWN_WORKSPACE, "", values);
        }
        return desk;
    }
}
