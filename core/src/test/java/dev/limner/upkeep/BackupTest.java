package dev.limner.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.collect.Collector;
import dev.limner.collect.Intake.Overloaded;
import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.event.Event;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private Manifest back(Desk desk, Path to) {
        return new Backup(desk.workspace()).take(to, NOW, new Work());
    }

    private static String digest(Path workspace) {
        try (Desk desk = Kiosk.open(workspace)) {
            return CanonicalExport.digest(desk.workspace().store());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "backup.zip"})
    void whatIsRestoredSaysTheSame(String name) throws Exception {
        Path to = folder.resolve("kept").resolve(name);
        String before;
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            before = CanonicalExport.digest(desk.workspace().store());
            Manifest manifest = back(desk, to);
            assertThat(manifest.events()).isEqualTo(8); // four purchases and the orders that they make
            assertThat(manifest.files()).extracting(Manifest.File::path).contains("workspace/limner.yaml");
        }
        Restoration.restore(to, folder.resolve("again"), new Work());
        assertThat(digest(folder.resolve("again"))).isEqualTo(before);
        assertThat(folder.resolve("again/sources/web.yaml")).exists();
        assertThat(folder.resolve("shop/store/tmp")).isEmptyDirectory();
    }

    @Test
    void aBackupTakenWhileEventsArriveHasAllThatWereAcknowledgedBeforeIt() throws Exception {
        Path to = folder.resolve("backup");
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean enough = new AtomicBoolean();
        List<String> before;
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            Collector collector = Kiosk.collect(desk);
            Thread sender = Thread.ofPlatform().start(() -> {
                for (int i = 0; !enough.get(); i++) {
                    try {
                        Kiosk.send(collector, "e" + i);
                        acknowledged.add("e" + i);
                    } catch (Overloaded _) {
                        i--;
                    }
                }
            });
            Kiosk.until(() -> acknowledged.size() > 100);
            before = List.copyOf(acknowledged);
            back(desk, to);
            enough.set(true);
            sender.join();
        }
        Restoration.restore(to, folder.resolve("again"), new Work());
        try (Desk desk = Kiosk.open(folder.resolve("again"))) {
            Collector collector = Kiosk.collect(desk);
            Kiosk.until(collector::isSettled);
            int customer = desk.customer("A1");
            Set<String> there = desk.events(customer, desk.moment("2100-01-01")).stream()
                    .flatMap(event -> event.values().stream())
                    .filter(value -> value.property().name().equals("item"))
                    .map(Event.Value::text)
                    .collect(Collectors.toSet());
            assertThat(there).containsAll(before);
            there.removeAll(acknowledged);
            assertThat(there.stream().filter(item -> item.startsWith("e")).count())
                    .isLessThanOrEqualTo(1); // the one that was under way
        }
    }

    @Test
    void anImportEndsBeforeTheDiskIsFullAndLeavesTheStoreAsItWas() throws Exception {
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            String before = CanonicalExport.digest(desk.workspace().store());
            Kiosk.FREE.set(1_000);
            try {
                assertThatThrownBy(() -> Kiosk.fill(desk, "late"))
                        .isInstanceOfSatisfying(
                                UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.DISK_NEARLY_FULL));
            } finally {
                Kiosk.FREE.set(1L << 40);
            }
            assertThat(CanonicalExport.digest(desk.workspace().store())).isEqualTo(before);
            Kiosk.fill(desk, "late");
            assertThat(CanonicalExport.digest(desk.workspace().store())).isNotEqualTo(before);
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path to = folder.resolve("backup");
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            back(desk, to);
            assertThatThrownBy(() -> back(desk, to))
                    .isInstanceOfSatisfying(
                            UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_EMPTY));
        }
        assertThatThrownBy(() -> Restoration.restore(to, folder.resolve("shop"), new Work()))
                .isInstanceOfSatisfying(
                        UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_EMPTY));
    }

    @Test
    void aDamagedBackupIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path to = folder.resolve("backup");
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            back(desk, to);
        }
        Path lake;
        try (Stream<Path> all = Files.walk(to.resolve("store/lake"))) {
            lake = all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(lake);
        bytes[bytes.length / 2] ^= 1;
        Files.write(lake, bytes);
        assertThatThrownBy(() -> Restoration.restore(to, folder.resolve("again"), new Work()))
                .isInstanceOfSatisfying(UserProblem.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.BACKUP_DAMAGED);
                    assertThat(e.values().getFirst()).startsWith("store/lake/");
                });
        assertThat(folder.resolve("again")).doesNotExist();
        assertThat(folder.resolve("again.half")).doesNotExist();
    }

    @Test
    void aManifestThatLeadsOutOfTheFolderIsRefused() throws Exception {
        Path to = folder.resolve("backup");
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            back(desk, to);
        }
        Path manifest = to.resolve(Manifest.NAME);
        Files.writeString(
                manifest, Files.readString(manifest).replace("workspace/limner.yaml", "workspace/../../limner.yaml"));
        assertThatThrownBy(() -> Restoration.restore(to, folder.resolve("again"), new Work()))
                .isInstanceOfSatisfying(
                        UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.BACKUP_DAMAGED));
    }

    @Test
    void whatIsNoBackupIsSaidToBeNone() {
        assertThatThrownBy(() -> Restoration.restore(folder, folder.resolve("again"), new Work()))
                .isInstanceOfSatisfying(
                        UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_A_BACKUP));
    }

    @Test
    void aCancelledBackupAndOneWithoutRoomLeaveNothing() throws Exception {
        Path to = folder.resolve("backup");
        try (Desk desk = Kiosk.filled(folder.resolve("shop"))) {
            Work work = new Work();
            work.cancel();
            assertThatThrownBy(() -> new Backup(desk.workspace()).take(to, NOW, work))
                    .isInstanceOf(CancellationException.class);
            Kiosk.FREE.set(1 << 20);
            try {
                assertThatThrownBy(() -> back(desk, to))
                        .isInstanceOfSatisfying(
                                UserProblem.class, e -> assertThat(e.code()).isEqualTo(Code.DISK_NEARLY_FULL));
            } finally {
                Kiosk.FREE.set(1L << 40);
            }
            assertThat(folder.resolve("shop/store/tmp")).isEmptyDirectory();
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("backup"));
    }
}
