package dev.limner.app;

import dev.limner.access.Access;
import dev.limner.access.Accounts;
import dev.limner.access.Closed;
import dev.limner.access.SignOn;
import dev.limner.collect.Collector;
import dev.limner.problem.UserProblem;
import dev.limner.server.Desks;
import dev.limner.server.Housekeeping;
import dev.limner.server.Intakes;
import dev.limner.server.LimnerServer;
import dev.limner.server.Site;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner serve`: the API and the pages of one workspace, for those who log in.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the pages and the API of a workspace to its users.")
final class Serve implements Callable<Integer> {
    static final int PORT = 7788;

    @Mixin
    private Workbench workbench = new Workbench();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--open", description = "Lets whoever is on this machine do everything, without a login.")
    private boolean open;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = workbench.configuration(options.given());
        Logs.of(
                configuration.text(Setting.LOG_FORMAT),
                configuration.text(Setting.LOG_LEVEL),
                configuration.isOn(Setting.ACCESS_LOG));
        Path accounts = workbench.accounts(configuration);
        @Nullable URI publicUrl = publicUrl(configuration);
        try (Ending ending = new Ending();
                Desk desk = workbench.open(configuration);
                Served served = start(
                        List.of(desk),
                        path(configuration, Setting.BACKUP_FOLDER),
                        access(accounts, Wiring.signOn(configuration)),
                        new Site(configuration.text(Setting.HOST), publicUrl),
                        configuration.whole(Setting.PORT))) {
            collect(desk, Wiring.of(configuration));
            announce(served.server(), spec.commandLine().getOut());
            if (!open) {
                tellFirst(served.server(), accounts, publicUrl);
            }
            try (Refits _ = Refits.begin(List.of(desk), false)) {
                ending.await();
            }
        }
        return 0;
    }

    private Access access(Path accounts, @Nullable SignOn signOn) {
        return open ? new Access.Open() : new Closed(accounts, Clock.systemUTC(), new SecureRandom(), signOn);
    }

    private static @Nullable Path path(Configuration configuration, Setting setting) {
        String path = configuration.text(setting);
        return path.isEmpty() ? null : Path.of(path);
    }

    private static @Nullable URI publicUrl(Configuration configuration) {
        String url = configuration.text(Setting.PUBLIC_URL);
        try {
            return url.isEmpty() ? null : new URI(url);
        } catch (URISyntaxException e) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, Setting.PUBLIC_URL.key(), url);
        }
    }

    /// Where there is no administrator, whoever reads this terminal becomes the first.
    private void tellFirst(LimnerServer server, Path accounts, @Nullable URI publicUrl) {
        Accounts known = new Accounts(accounts, Clock.systemUTC(), new SecureRandom());
        if (known.hasAdministrator()) {
            return;
        }
        String url = publicUrl == null
                ? "http://localhost:" + server.port()
                : publicUrl.toString().replaceFirst("/+$", "");
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                Main.language().startsWith("zh")
                        ? "还没有管理员。请在 24 小时内打开此链接创建一位（仅可使用一次）："
                        : "There is no administrator yet. Make one within 24 hours by this link, which works once:");
        out.println("  " + url + "/first#" + known.newLink());
    }

    /// Begins to collect, where the workspace does.
    static void collect(Desk desk, Collector.Wiring wiring) {
        desk.collect(wiring);
    }

    /// A server and what looks after its workspaces.
    record Served(LimnerServer server, Housekeeping housekeeping) implements AutoCloseable {
        @Override
        public void close() {
            housekeeping.close();
            server.close();
        }
    }

    static Served start(List<Desk> desks, @Nullable Path backups, Access access, Site site, int port) {
        Desks all = new Desks(desks, Workbench.rows(), backups);
        return new Served(
                LimnerServer.start(all, new Intakes(desks), Clock.systemUTC(), access, site, port),
                Housekeeping.start(all, Clock.systemUTC()));
    }

    static void announce(LimnerServer server, PrintWriter out) {
        out.println("Limner is at http://localhost:" + server.port() + "  (Ctrl-C stops it)");
    }
}
