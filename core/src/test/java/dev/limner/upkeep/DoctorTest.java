package dev.limner.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.collect.Collector;
import dev.limner.problem.UserProblem;
import dev.limner.upkeep.Finding.Severity;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aShopWithOrdersAndSomethingCollected() throws Exception {
        try (Desk desk = Kiosk.filled(folder)) {
            Collector collector = Kiosk.collect(desk);
            Kiosk.send(collector, "tea");
            Kiosk.until(collector::isSettled);
        }
    }

    private List<Finding> examine(boolean repair) {
        return new Doctor(folder, Kiosk.limits(), new Doctor.Machine(Instant.now(), 8_000, 500), repair).examine();
    }

    private List<String> troubles() {
        return examine(false).stream()
                .filter(finding -> finding.severity() != Severity.GOOD)
                .map(Finding::check)
                .toList();
    }

    private Path inside(String room, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("store").resolve(room))) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    @Test
    void aSoundStoreIsSaidToBeSoundAtEveryCheck() {
        assertThat(examine(false))
                .extracting(Finding::check)
                .containsExactlyInAnyOrder(
                        "database_good",
                        "lake_good",
                        "reports_good",
                        "journal_good",
                        "disk_good",
                        "clock_good",
                        "memory_good",
                        "definitions_good",
                        "identity_good",
                        "mirror_good");
    }

    @Test
    void aFileOfTheLakeThatIsGoneIsMissed() throws Exception {
        Files.delete(inside("lake", ".parquet"));
        assertThat(troubles()).containsExactly("lake_missing");
    }

    @Test
    void aFileOfTheLakeWithADamagedPageIsFound() throws Exception {
        Path file = inside("lake", ".parquet");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4; i < 200; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
        assertThat(troubles()).containsExactly("lake_unreadable");
    }

    @Test
    void aFileOfTheLakeThatIsAnotherIsFound() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("store/lake"))) {
            files = all.filter(path -> path.getFileName().toString().startsWith("customers"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(1);
        Files.copy(files.get(0), folder.resolve("other"));
        try (Desk desk = Kiosk.open(folder)) {
            Collector collector = Kiosk.collect(desk);
            Kiosk.send(collector, "pot");
            Kiosk.until(collector::isSettled);
            desk.workspace().store().compact(new dev.limner.work.Work());
        }
        Path latest;
        try (Stream<Path> all = Files.walk(folder.resolve("store/lake"))) {
            latest = all.filter(path -> path.getFileName().toString().startsWith("customers"))
                    .sorted()
                    .reduce((_, last) -> last)
                    .orElseThrow();
        }
        assertThat(troubles()).isEmpty();
        try (FileChannel one = FileChannel.open(latest, StandardOpenOption.READ)) {
            assertThat(one.size()).isPositive();
        }
        Files.move(latest, folder.resolve("kept"));
        Files.move(folder.resolve("other"), latest);
        // as many rows: then only who reads the numbers of loads can tell
        assertThat(troubles()).isNotEmpty().isSubsetOf("lake_differs", "reports_differ");
    }

    @Test
    void whatAKilledCompactionLeftIsFoundAndSwept() throws Exception {
        Path orphan = Files.writeString(inside("lake", ".parquet").resolveSibling("customers-999.parquet"), "x");
        assertThat(examine(false))
                .filteredOn(Finding::mended)
                .extracting(Finding::check)
                .containsExactly("lake_orphan");
        assertThat(orphan).doesNotExist();
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aJournalWithATornEndIsFoundAndCut() throws Exception {
        Path journal = inside("journal", ".journal");
        long whole = Files.size(journal);
        Files.write(journal, new byte[] {0, 0, 0, 9, 1, 2}, StandardOpenOption.APPEND);
        assertThat(troubles()).containsExactly("journal_torn");
        examine(true);
        assertThat(Files.size(journal)).isEqualTo(whole);
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aJournalCutBeforeThePlaceOfTheStoreIsFound() throws Exception {
        cut(inside("journal", ".journal"), 0);
        assertThat(troubles()).containsExactly("journal_behind");
    }

    @Test
    void aDamagedDatabaseIsToldAsSuch() throws Exception {
        Path database = inside("", "limner.duckdb");
        byte[] bytes = Files.readAllBytes(database);
        for (int i = 0; i < 12_288; i++) {
            bytes[i] ^= 0x33;
        }
        Files.write(database, bytes);
        assertThat(troubles()).containsExactly("database_damaged");
        assertThatThrownBy(() -> Kiosk.open(folder))
                .isInstanceOfSatisfying(
                        UserProblem.class, e -> assertThat(e.code()).isEqualTo(UserProblem.Code.STORE_DAMAGED));
    }

    @Test
    void aDatabaseThatIsCutShortIsToldAsSuch() throws Exception {
        Path database = inside("", "limner.duckdb");
        cut(database, Files.size(database) / 2);
        assertThat(troubles()).contains("database_damaged");
    }

    @Test
    void aReportThatSaysOtherwiseIsFound() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + inside("", "limner.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE load_count SET count = count + 1 WHERE name = 'purchase' AND load = 1");
        }
        assertThat(troubles()).containsExactly("reports_differ");
    }

    @Test
    void whoIsWhoThatDoesNotFollowFromTheLogIsFound() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + inside("", "limner.duckdb"));
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO identity_entry VALUES (1, now()::TIMESTAMP, now()::TIMESTAMP, '', '', 'load', '1', 2)");
            statement.execute("INSERT INTO identity_move VALUES (1, 1, 1, 0)");
            statement.execute("INSERT INTO meta VALUES ('identity_load', '99')");
        }
        assertThat(troubles()).contains("identity_differs");
    }

    @Test
    void aStoreOfATimeToComeAndANarrowMachineAreFound() {
        List<Finding> found = new Doctor(
                        folder, Kiosk.limits(), new Doctor.Machine(Instant.now().minusSeconds(7_200), 600, 500), false)
                .examine();
        assertThat(found).extracting(Finding::check).contains("clock_behind", "memory_high");
        Kiosk.FREE.set(1_000);
        try {
            assertThat(troubles()).containsExactly("disk_narrow");
        } finally {
            Kiosk.FREE.set(1L << 40);
        }
    }

    @Test
    void aDefinitionThatCannotBeReadIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("sources/web.yaml"),
                "source: web\nzones: x\ncollect: {keys: [key]}\nzone: Asia/Kathmandu\ntitle: {en: Web, zh: 网站}\n");
        assertThat(examine(false)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("definitions_wrong");
            assertThat(finding.says().en()).contains("web.yaml").contains("zones");
        });
    }
}
