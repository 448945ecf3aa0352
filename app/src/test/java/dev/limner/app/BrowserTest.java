package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of both workspaces in a real browser, in both languages, wide and narrow: see `web/smoke`.
@Tag("browser")
@Tag("slow")
class BrowserTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyPageOpensCleanlyInBothLanguagesWideAndNarrow() throws IOException, InterruptedException {
        try (Desk desk = Workbench.open(Example.whole(folder.resolve("shop")));
                Desk simulated = Workbench.open(Example.simulated(folder.resolve("simulated"), 200));
                LimnerServer server = LimnerServer.start(new Desks(List.of(desk, simulated), Workbench.rows()), 0)) {
            Headline.of(desk, new Work());
            Headline.of(simulated, new Work());
            ProcessBuilder smoke = new ProcessBuilder("npm", "run", "smoke")
                    .directory(Example.HOME.resolve("web").toFile())
                    .inheritIO();
            smoke.environment().put("BASE_URL", "http://localhost:" + server.port());
            assertThat(smoke.start().waitFor()).isZero();
        }
    }
}
