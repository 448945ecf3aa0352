package dev.limner.app;

import dev.limner.collect.Collector;
import dev.limner.server.Desks;
import dev.limner.server.Intakes;
import dev.limner.server.LimnerServer;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `limner serve`: the API and the pages of one workspace, on this machine alone.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the pages and the API of a workspace on 127.0.0.1.")
final class Serve implements Callable<Integer> {
    static final int PORT = 7788;

    @Mixin
    private Workbench workbench = new Workbench();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = workbench.configuration(options.given());
        Logs.of(
                configuration.text(Setting.LOG_FORMAT),
                configuration.text(Setting.LOG_LEVEL),
                configuration.isOn(Setting.ACCESS_LOG));
        String backups = configuration.text(Setting.BACKUP_FOLDER);
        try (Desk desk = workbench.open(configuration);
                LimnerServer server = start(
                        List.of(desk),
                        backups.isEmpty() ? null : Path.of(backups),
                        configuration.whole(Setting.PORT))) {
            collect(desk, Wiring.of(configuration));
            announce(server, spec.commandLine().getOut());
            try (Refits _ = Refits.begin(List.of(desk), false)) {
                untilStopped();
            }
        }
        return 0;
    }

    /// Begins to collect, where the workspace does.
    static void collect(Desk desk, Collector.Wiring wiring) {
        desk.collect(wiring);
    }

    static LimnerServer start(List<Desk> desks, @Nullable Path backups, int port) {
        return LimnerServer.start(
                new Desks(desks, Workbench.rows(), backups), new Intakes(desks), Clock.systemUTC(), port);
    }

    static void announce(LimnerServer server, PrintWriter out) {
        out.println("Limner is at http://localhost:" + server.port() + "  (Ctrl-C stops it)");
    }

    /// Waits until the program is asked to end; then whoever holds the store can still close it.
    static void untilStopped() throws InterruptedException {
        CountDownLatch stopping = new CountDownLatch(1);
        Thread waiting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stopping.countDown();
            try {
                waiting.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        stopping.await();
    }
}
