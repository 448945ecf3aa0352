package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.problem.UserProblem;
import dev.limner.upkeep.Backup;
import dev.limner.upkeep.Manifest;
import dev.limner.workspace.Desk;
import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Backups that the running server takes of its workspaces, into one folder that whoever started it chose: a caller
/// names no place on its disk.
final class BackupResource {
    private static final String BACKUPS = Routes.WORKSPACE + "/backups";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private BackupResource() {}

    record BackupList(List<BackupView> backups) {}

    /// @param name of its folder
    record BackupView(String name, String takenAt, long bytes, long events, int customers) {}

    /// @param name of the backup that is on its way
    record Begun(String name, WorkspaceResource.Status status) {}

    static List<Route> routes(Desks desks, InstantSource clock) {
        return List.of(
                Route.get(
                        BACKUPS,
                        "The backups of a workspace that the server has taken, the newest first.",
                        List.of(),
                        BackupList.class,
                        request -> list(Asked.of(request, desks).desk(), desks)),
                new Route(
                        HandlerType.POST,
                        BACKUPS,
                        Right.ADMINISTER,
                        "Begins a backup while everything goes on; the workspace's status says how far it is.",
                        List.of(),
                        null,
                        Begun.class,
                        Route.JSON,
                        request -> begin(Asked.of(request, desks).desk(), desks, clock.instant())));
    }

    private static Path folder(Desk desk, Desks desks) {
        return desks.backups(desk);
    }

    private static BackupList list(Desk desk, Desks desks) {
        Path folder = folder(desk, desks);
        String id = desk.workspace().settings().id();
        return new BackupList(Backup.in(folder).entrySet().stream()
                .filter(backup -> backup.getValue().workspace().equals(id))
                .map(backup -> view(backup.getKey(), backup.getValue()))
                .sorted((one, other) -> other.takenAt().compareTo(one.takenAt()))
                .toList());
    }

    private static BackupView view(String name, Manifest manifest) {
        return new BackupView(
                name, manifest.takenAt().toString(), manifest.bytes(), manifest.events(), manifest.customers());
    }

    /// @throws UserProblem where other work is running
    private static Begun begin(Desk desk, Desks desks, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        String name = desk.workspace().settings().id() + "-" + NAME.format(second);
        Path place = folder(desk, desks).resolve(name);
        desk.begin(work -> new Backup(desk.workspace()).take(place, second, work));
        return new Begun(name, WorkspaceResource.status(desk));
    }
}
