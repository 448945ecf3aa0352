package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.engine.duckdb.CanonicalExport;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that is killed, wherever it stands, and begun again gives the store of one that nobody disturbed.
@Tag("slow")
class KilledImportTest {
    private static final int ROWS = 60_000;
    private static final double[] KILLED_AT = {0.35, 0.5, 0.62, 0.74, 0.86, 0.95};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aKilledImportBegunAgainGivesTheSameStore() throws IOException, InterruptedException {
        AtomicInteger line = new AtomicInteger();
        Path undisturbed = Example.cut(folder.resolve("undisturbed"), _ -> line.incrementAndGet() <= ROWS);
        long start = System.nanoTime();
        assertThat(importing(undisturbed).waitFor()).isZero();
        long nanos = System.nanoTime() - start;

        line.set(0);
        Path disturbed = Example.cut(folder.resolve("disturbed"), _ -> line.incrementAndGet() <= ROWS);
        int killed = 0;
        for (double share : KILLED_AT) {
            Process process = importing(disturbed);
            if (!process.waitFor((long) (nanos * share), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly().waitFor();
                killed++;
            }
        }
        assertThat(killed).as("imports that were killed").isPositive();
        assertThat(importing(disturbed).waitFor()).isZero();
        assertThat(digest(disturbed)).isEqualTo(digest(undisturbed));
    }

    private static Process importing(Path workspace) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "import",
                        "-w",
                        workspace.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String digest(Path workspace) {
        try (Desk desk = Workbench.open(workspace)) {
            return CanonicalExport.digest(desk.workspace().store());
        }
    }
}
