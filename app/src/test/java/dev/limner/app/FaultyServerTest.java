package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.SqlConsole;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server does with a journal that is torn, with a second of its kind, and with a receiver that is slow.
@Tag("slow")
class FaultyServerTest {
    @TempDir
    private Path folder = Path.of("");

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it comes in time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static int view(int port, String id, String user, String item) throws IOException {
        return Requests.track(
                port,
                id,
                "u-" + user,
                "\"event\":\"Product Viewed\",\"properties\":{\"item\":\"%s\",\"number\":\"%s\"}".formatted(item, id));
    }

    private static int add(int port, String id, String user) throws IOException {
        return Requests.track(
                port, id, "u-" + user, "\"event\":\"Cart Add\",\"properties\":{\"number\":\"%s\"}".formatted(id));
    }

    static List<String> numbers(Path workspace) {
        try (Desk desk = Workbench.open(workspace)) {
            return new SqlConsole(desk.workspace().store())
                    .query("SELECT number FROM events ORDER BY number", 1_000_000).rows().stream()
                            .map(row -> Objects.requireNonNull(row.getFirst()))
                            .toList();
        }
    }

    @Test
    void aTornEndOfTheJournalCostsNothingThatWasAcknowledged() throws Exception {
        try (HookReceiver hooks = new HookReceiver()) {
            Path shop = LiveShop.write(folder, hooks.port());
            try (ServingChild child = ServingChild.start(shop)) {
                int port = child.port();
                for (int i = 0; i < 10; i++) {
                    assertThat(view(port, "before-" + i, "0-0", "i")).isEqualTo(200);
                }
                child.kill();
            }
            Path last;
            try (Stream<Path> files = Files.list(shop.resolve("store/journal"))) {
                last = files.max(Path::compareTo).orElseThrow();
            }
            // half of a record, as a write leaves behind that the power cut short
            Files.write(last, new byte[] {0, 0, 1, 0, 9, 9, 9, 9, 1, 2, 3}, StandardOpenOption.APPEND);
            try (ServingChild child = ServingChild.start(shop)) {
                int port = child.port();
                assertThat(view(port, "after", "0-0", "i")).isEqualTo(200);
                child.stop();
            }
            assertThat(last.resolveSibling(last.getFileName() + ".torn")).hasSize(11);
            assertThat(numbers(shop)).hasSize(11).contains("after").doesNotHaveDuplicates();
        }
    }

    @Test
    void aSecondServerOfTheSameStoreSaysSoAndLeavesTheFirstAlone() throws Exception {
        try (HookReceiver hooks = new HookReceiver()) {
            Path shop = LiveShop.write(folder, hooks.port());
            try (ServingChild first = ServingChild.start(shop)) {
                int port = first.port();
                assertThat(view(port, "1", "0-0", "i")).isEqualTo(200);
                try (ServingChild second = ServingChild.start(shop)) {
                    assertThat(second.ended()).isEqualTo(1);
                    assertThat(second.said())
                            .startsWith("STORE_IN_USE")
                            .doesNotContain("Exception")
                            .hasLineCount(1);
                }
                assertThat(view(port, "2", "0-0", "i")).isEqualTo(200);
                first.stop();
            }
            assertThat(numbers(shop)).containsExactly("1", "2");
        }
    }

    @Test
    void aSlowReceiverHoldsUpNeitherTheIntakeNorOtherReceivers() throws Exception {
        try (HookReceiver hooks = new HookReceiver()) {
            hooks.slow("/filled", 3_000);
            Path shop = LiveShop.write(folder, hooks.port());
            try (ServingChild child = ServingChild.start(shop)) {
                int port = child.port();
                for (int i = 0; i < 12; i++) {
                    assertThat(add(port, "add-" + i, "1-" + i)).isEqualTo(200);
                }
                for (int i = 0; i < 12; i++) {
                    long begun = System.nanoTime();
                    for (int times = 0; times < 3; times++) {
                        assertThat(view(port, "view-" + i + "-" + times, "0-" + i, "i"))
                                .isEqualTo(200);
                    }
                    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
                }
                until(() -> hooks.of("remind") >= 11); // one may be refused at its first try
                assertThat(hooks.of("filled")).as("while the slow ones wait").isLessThan(12);
                until(() -> hooks.of("filled") == 12 && hooks.of("remind") == 12);
                child.stop();
            }
        }
    }
}
