package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replay that is killed, wherever it stands, leaves the store as it was or as it is to be.
@Tag("slow")
class KilledReplayTest {
    private static final int ROWS = 40_000;
    private static final double[] KILLED_AT = {0.5, 0.6, 0.7, 0.78, 0.86, 0.94};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aKilledReplayLeavesTheStoreBeforeOrAfterAndNothingBetween() throws IOException, InterruptedException {
        Path undisturbed = imported("undisturbed");
        Path disturbed = imported("disturbed");
        String before = content(disturbed);
        change(undisturbed);
        change(disturbed);
        long start = System.nanoTime();
        assertThat(replaying(undisturbed).waitFor()).isZero();
        long nanos = System.nanoTime() - start;
        String after = content(undisturbed);
        assertThat(after).isNotEqualTo(before);
        int killed = 0;
        for (double share : KILLED_AT) {
            Process process = replaying(disturbed);
            if (!process.waitFor((long) (nanos * share), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            }
            assertThat(content(disturbed)).as("killed at %s", share).isIn(before, after);
        }
        assertThat(killed).as("replays that were killed").isPositive();
        assertThat(replaying(disturbed).waitFor()).isZero();
        assertThat(content(disturbed)).isEqualTo(after);
    }

    private Path imported(String name) throws IOException {
        AtomicInteger line = new AtomicInteger();
        Path workspace = Example.cut(folder.resolve(name), _ -> line.incrementAndGet() <= ROWS);
        try (Desk desk = Workbench.open(workspace)) {
            desk.workspace()
                    .importSources(desk.workspace().definitions().mappings().keySet(), Workbench.rows(), new Work());
        }
        return workspace;
    }

    /// Free items are sales, and some are set aside by their price.
    private static void change(Path workspace) throws IOException {
        Path mapping = workspace.resolve("sources/online-retail.yaml");
        String text = Files.readString(mapping);
        String changed = text.replace("UnitPrice: {at_most: 0}", "UnitPrice: {at_least: 10}");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(mapping, changed);
    }

    private static Process replaying(Path workspace) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "source",
                        "replay",
                        "--whole",
                        "online-retail",
                        "-w",
                        workspace.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String content(Path workspace) {
        try (Desk desk = Workbench.open(workspace)) {
            return CanonicalExport.content(desk.workspace().store());
        }
    }
}
