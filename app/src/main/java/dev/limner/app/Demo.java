package dev.limner.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.limner.access.Access;
import dev.limner.examples.ShopSimulation;
import dev.limner.problem.UserProblem;
import dev.limner.server.Site;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner demo`: a real shop's year of orders, and a simulated shop with everything else, from raw files
/// to filled pages.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Imports the Online Retail data (UCI, CC BY 4.0) and a simulated shop, computes everything and serves the pages.")
final class Demo implements Callable<Integer> {
    private static final String EXAMPLE = "examples/online-retail";
    /// Where the simulated shop lies in the demo's folder.
    private static final String SHOP = "harbour-shop";
    /// What its store takes beside that of the first workspace.
    private static final int SHOP_MEMORY_MB = 250;

    @Option(
            names = "--port",
            defaultValue = "" + Serve.PORT,
            description = "0 takes any free port; ${DEFAULT-VALUE} where left out.")
    private int port = Serve.PORT;

    @Option(names = "--no-serve", description = "Does the whole job in a fresh temporary workspace and ends.")
    private boolean noServe;

    @Option(names = "--json", description = "Prints the headline figures as one JSON object.")
    private boolean json;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the workspaces are kept; demo/ beside the program.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("limner.home", "."));
        return noServe ? once(home) : serve(home);
    }

    private int once(Path home) throws IOException {
        Path workspace = Files.createTempDirectory("limner-demo");
        try {
            copy(home.resolve(EXAMPLE), workspace);
            Path shop = shop(home, workspace);
            Work work = new Work();
            Headlines headlines;
            try (Desk desk = Workbench.open(workspace);
                    Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
                Headline first = Headline.of(desk, work);
                SimulatedShop.make(shop, ShopSimulation.Options.defaults());
                try (Desk second = Workbench.open(shop, SHOP_MEMORY_MB)) {
                    headlines = new Headlines(first, Headline.of(second, work));
                }
            }
            print(headlines);
            return 0;
        } finally {
            delete(workspace);
        }
    }

    private int serve(Path home) throws IOException, InterruptedException {
        Path workspace = folder == null ? home.resolve("demo") : folder;
        copy(home.resolve(EXAMPLE), workspace);
        Path shop = shop(home, workspace);
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        try (Ending ending = new Ending();
                Desk first = Workbench.open(workspace);
                Desk second = Workbench.open(shop, SHOP_MEMORY_MB);
                Serve.Served served =
                        Serve.start(List.of(first, second), null, new Access.Open(), Site.LOOPBACK, port)) {
            Serve.announce(served.server(), out);
            try (Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
                Headline real = Headline.of(first, work);
                tellFilled(first, out);
                SimulatedShop.make(shop, ShopSimulation.Options.defaults());
                Headlines headlines = new Headlines(real, Headline.of(second, work));
                tellFilled(second, out);
                if (json) {
                    print(headlines);
                }
            }
            Serve.collect(first, Wiring.usual());
            Serve.collect(second, Wiring.usual());
            out.println("Every page is filled.");
            try (Refits _ = Refits.begin(List.of(first, second), true)) {
                ending.await();
            }
        }
        return 0;
    }

    /// The figures of both workspaces: in JSON those of the real shop stand at the top, as they always did.
    record Headlines(@JsonUnwrapped Headline onlineRetail, Headline harbourShop) {}

    private static Path shop(Path home, Path workspace) throws IOException {
        Path shop = workspace.resolve(SHOP);
        copy(home.resolve(SimulatedShop.EXAMPLE), shop);
        return shop;
    }

    private static void tellFilled(Desk desk, PrintWriter out) {
        String title = desk.workspace().settings().title().in(Main.language());
        out.println(Main.language().startsWith("zh") ? title + "：已就绪" : title + ": filled");
    }

    private void print(Headlines headlines) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(headlines));
        } else {
            headlines.onlineRetail().print(out, Main.language());
            out.println();
            out.println(Main.language().startsWith("zh") ? "海港商店（模拟数据）" : "Harbour Shop (simulated)");
            headlines.harbourShop().print(out, Main.language());
        }
    }

    /// Copies what is not there yet; definitions that somebody has changed stay.
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, from.toString());
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
