package dev.limner.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.access.Closed;
import dev.limner.access.Role;
import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
import dev.limner.server.Site;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of both workspaces in a real browser, in both languages, wide and narrow: see `web/smoke`.
@Tag("browser")
@Tag("slow")
class BrowserTest {
    private static final String PASSWORD = "a long made-up password";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyPageOpensCleanlyInBothLanguagesWideAndNarrow() throws IOException, InterruptedException {
        try (Desk desk = Workbench.open(Example.whole(folder.resolve("shop")));
                Desk simulated = Workbench.open(Example.simulated(folder.resolve("simulated"), 200));
                LimnerServer server = LimnerServer.start(new Desks(List.of(desk, simulated), Workbench.rows()), 0)) {
            Headline.of(desk, new Work());
            Headline.of(simulated, new Work());
            desk.clusters().find(desk.moment(null), 1, new Work());
            smoke(server, Map.of());
        }
    }

    @Test
    void whereOneMustLogInTheWayInAndThePagesOfAccessOpenToo() throws IOException, InterruptedException {
        Closed access = new Closed(folder.resolve("accounts"), Clock.systemUTC(), new SecureRandom());
        access.accounts().add("kim", "Kim Example", Role.ADMINISTRATOR, PASSWORD);
        access.accounts().add("lou", "Lou Example", Role.VIEWER, PASSWORD);
        try (Desk desk = Workbench.open(Example.whole(folder.resolve("shop")));
                Serve.Served served = Serve.start(List.of(desk), null, access, Site.LOOPBACK, 0)) {
            Headline.of(desk, new Work());
            smoke(served.server(), Map.of("USER_NAME", "kim", "PASSWORD", PASSWORD, "ONLY", "access"));
            // whoever may only look asks for nothing that is refused
            smoke(served.server(), Map.of("USER_NAME", "lou", "PASSWORD", PASSWORD, "WAYS", "1"));
        }
    }

    /// Looks at the pages, and says what was found; a process of its own, which reads nothing.
    private static void smoke(LimnerServer server, Map<String, String> settings)
            throws IOException, InterruptedException {
        ProcessBuilder smoke = new ProcessBuilder("npm", "run", "smoke")
                .directory(Example.HOME.resolve("web").toFile())
                .redirectErrorStream(true);
        smoke.environment().put("BASE_URL", "http://localhost:" + server.port());
        smoke.environment().putAll(settings);
        Process process = smoke.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("(?m)^[1-9]\\d* passed, 0 failed$");
    }
}
