package dev.limner.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.collect.Intake.Overloaded;
import dev.limner.engine.duckdb.OutboxLog;
import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.engine.duckdb.StayLog;
import dev.limner.membership.Crossing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What collecting does when the disk, the clock, the store or a delivery fail it.
class FaultTest {
    private static final Map<String, String> RULES = Map.of(
            "tempted",
            "for any item: (count(product_viewed in last 7 days) >= 3 and no purchase in last 7 days)",
            "watching",
            "any product_viewed in last 3 days");
    private static final String FIRST = "%019d.journal".formatted(0);

    @TempDir
    private Path folder = Path.of("");

    private static String view(String id) {
        return "{\"id\": \"%s\", \"event\": \"Product Viewed\", \"who\": {\"login\": \"mei\"}, \"properties\": {\"item\": \"lamp\"}}"
                .formatted(id);
    }

    private static void take(Running shop, String json) throws Overloaded {
        shop.collector().take(Said.delivery(Running.NOON, json));
    }

    @Test
    void aDiskThatIsNearlyFullTakesNothingUntilThereIsRoom() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            shop.free.set(1_000_000);
            Running.until(() -> shop.collector().isNarrow());
            assertThatThrownBy(() -> take(shop, view("1")))
                    .isInstanceOfSatisfying(
                            Overloaded.class,
                            e -> assertThat(e.retryAfterSeconds).isEqualTo(60));
            shop.collector().refuse(Said.delivery(Running.NOON, "{}"), "unknown_key");
            assertThat(folder.resolve("journal")).isEmptyDirectory();
            shop.free.set(2_000_000);
            Running.until(() -> !shop.collector().isNarrow());
            shop.send(view("1"));
            assertThat(shop.events("mei")).hasSize(1);
        }
    }

    @Test
    void aJournalWhoseFilesAreLostGoesOnWhereTheStoreIs() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            shop.send(view("1"));
        }
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Running shop = new Running(folder, RULES)) {
            shop.send(view("2"));
            shop.restart();
            assertThat(shop.events("mei")).hasSize(2);
        }
    }

    @Test
    void whatADiskDoesNotTakeIsNotAcknowledgedAndIsTakenOnceThereIsRoom() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            // a device on which nothing has room stands where the first file will be
            Path full = Files.createSymbolicLink(folder.resolve("journal").resolve(FIRST), Path.of("/dev/full"));
            assertThatThrownBy(() -> take(shop, view("1"))).isInstanceOf(Overloaded.class);
            assertThat(shop.collector().isNarrow()).isTrue();
            Files.delete(full);
            Running.until(() -> !shop.collector().isNarrow());
            shop.send(view("1"));
            shop.send(view("2"));
            assertThat(shop.events("mei")).hasSize(2);
            shop.restart();
            assertThat(shop.events("mei")).hasSize(2);
        }
    }

    @Test
    void aJournalThatCannotBeWrittenRefusesAndGoesOnLater() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            Path occupied = Files.createDirectory(folder.resolve("journal").resolve(FIRST));
            assertThatThrownBy(() -> take(shop, view("1"))).isInstanceOf(Overloaded.class);
            Files.delete(occupied);
            shop.send(view("1"));
            assertThat(shop.events("mei")).hasSize(1);
        }
    }

    @Test
    void whatAFailedWriteLeftBehindIsNotReadThoughItIsWhole() throws Exception {
        Path journal = folder.resolve("journal");
        long first;
        long second;
        try (Journal written = Journal.open(journal, _ -> {})) {
            first = written.append(new byte[] {1});
            second = written.append(new byte[] {2, 2});
        }
        // as if the second had been written but not forced, nor cut off; the next went to a file of its own
        try (FileChannel next = JournalFile.create(journal, first)) {
            ByteBuffer record = ByteBuffer.allocate(JournalFile.HEADER + 1);
            JournalFile.put(record, new byte[] {3});
            next.write(record.flip());
        }
        List<Byte> read = new ArrayList<>();
        long end = Journal.read(journal, 0, record -> read.add(record.bytes()[0]));
        assertThat(read).containsExactly((byte) 1, (byte) 3);
        assertThat(end).isNotEqualTo(second).isEqualTo(first + JournalFile.HEADER + 1);
    }

    @Test
    void aStepThatTheStoreRefusesLeavesNothingAndIsTakenAgain() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            shop.send("[" + view("1") + "," + view("2") + "]");
            try (Connection other = beside();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("UPDATE meta SET value = '7' WHERE name = 'journal_position'");
                take(shop, view("3"));
                Running.until(() -> shop.collector().failure() != null);
                assertThat(shop.events("mei")).as("nothing of the step").hasSize(2);
                take(shop, view("4"));
                assertThat(shop.collector().isSettled()).isFalse();
                other.rollback();
            }
            shop.settle();
            Running.until(() -> shop.collector().failure() == null);
            assertThat(shop.events("mei")).hasSize(4);
            assertThat(shop.isIn("tempted", "mei")).isTrue();
            Running.until(() -> new OutboxLog(shop.store()).waiting().isEmpty());
            assertThat(shop.calls).as("the reminder").hasSize(1);
            assertThat(new StayLog(shop.store()).ofSegment("tempted", true))
                    .singleElement()
                    .satisfies(stay -> assertThat(stay.entered().cause()).isEqualTo(Crossing.Cause.EVENT));
        }
    }

    /// A connection beside those of the store, which must be made with the same settings.
    private Connection beside() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", "2");
        settings.setProperty("memory_limit", "300MB");
        settings.setProperty("temp_directory", folder.resolve("tmp").toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("checkpoint_threshold", "256MB");
        return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("limner.duckdb"), settings);
    }

    @Test
    void aDeliveryThatBreaksItsReaderIsSetAsideAndHoldsUpNothing() throws Exception {
        try (Running shop = new Running(folder, RULES)) {
            take(shop, "no JSON at all, which this decoder does not expect");
            shop.send(view("1"));
            assertThat(shop.events("mei")).hasSize(1);
            assertThat(new QuarantineLog(shop.store()).page("web", null, 0, 10))
                    .extracting(QuarantineLog.Entry::reason)
                    .containsExactly("unexpected");
        }
    }

    @Test
    void aClockThatJumpsAheadAndBackLosesNothingAndDoublesNothing() throws IOException {
        try (Running shop = new Running(folder, RULES)) {
            shop.send(view("1"));
            shop.pass(Duration.ofDays(400));
            shop.send(view("2"));
            shop.pass(Duration.ofDays(-400));
            shop.send("[" + view("1") + "," + view("2") + "," + view("3") + "]");
            shop.pass(Duration.ofDays(-3));
            shop.send("[" + view("1") + "," + view("2") + "," + view("4") + "]");
            shop.restart();
            shop.pass(Duration.ofDays(3));
            shop.send("[" + view("1") + "," + view("2") + "," + view("3") + "," + view("4") + "," + view("5") + "]");
            shop.pass(Duration.ofDays(401));
            assertThat(shop.events("mei")).hasSize(5);
            assertThat(shop.isIn("watching", "mei"))
                    .as("as of a day after the farthest jump")
                    .isTrue();
            shop.pass(Duration.ofDays(5));
            Running.until(() -> !shop.isIn("watching", "mei"));
            assertThat(new StayLog(shop.store()).ofSegment("watching", false))
                    .allMatch(stay -> stay.left() == null
                            || !stay.left()
                                    .effectiveAt()
                                    .isBefore(stay.entered().effectiveAt()));
        }
    }
}
