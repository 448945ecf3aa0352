package dev.limner.app;

import dev.limner.problem.UserProblem;
import dev.limner.server.Desks;
import dev.limner.server.LimnerServer;
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

/// `limner demo`: a real shop's year of orders, from the raw file to filled pages.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Imports the Online Retail data (UCI, CC BY 4.0), computes everything and serves the pages.")
final class Demo implements Callable<Integer> {
    private static final String EXAMPLE = "examples/online-retail";

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
            description = "Where the workspace is kept; demo/ beside the program.")
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
            Work work = new Work();
            Headline headline;
            try (Desk desk = Workbench.open(workspace);
                    Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
                headline = Headline.of(desk, work);
            }
            print(headline);
            return 0;
        } finally {
            delete(workspace);
        }
    }

    private int serve(Path home) throws IOException, InterruptedException {
        Path workspace = folder == null ? home.resolve("demo") : folder;
        copy(home.resolve(EXAMPLE), workspace);
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        try (Desk desk = Workbench.open(workspace);
                LimnerServer server = LimnerServer.start(new Desks(List.of(desk)), port)) {
            Serve.announce(server, out);
            try (Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
                Headline headline = Headline.of(desk, work);
                if (json) {
                    print(headline);
                }
            }
            out.println("Every page is filled.");
            Serve.untilStopped();
        }
        return 0;
    }

    private void print(Headline headline) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(headline));
        } else {
            headline.print(out, Main.language());
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
