package dev.limner.app;

import dev.limner.source.Finding;
import dev.limner.source.Joins;
import dev.limner.source.Mapping;
import dev.limner.source.Proposal;
import dev.limner.source.Proposer;
import dev.limner.source.Rows;
import dev.limner.source.Trial;
import dev.limner.workspace.Definitions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner source preview`: proposes a mapping for a file, or shows what a mapping makes of its first rows.
/// Nothing is stored, and no store is opened.
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description =
                "Proposes a mapping for FILE, each part with its reason; or, with --source, shows what that source's"
                        + " mapping makes of the first rows. Nothing is stored.")
final class SourcePreview implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A file, folder or pattern; the source's own where left out.")
    private @Nullable Path file;

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FOLDER",
            defaultValue = ".",
            description =
                    "A workspace, whose zone, currency and mappings are taken; the current folder where left out.")
    private Path folder = Path.of(".");

    @Option(names = "--source", paramLabel = "NAME", description = "Tries the mapping of this source.")
    private @Nullable String source;

    @Option(names = "--zone", defaultValue = "Asia/Shanghai", description = "The zone where there is no workspace.")
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    @Option(names = "--currency", defaultValue = "CNY", description = "The currency where there is no workspace.")
    private String currency = "CNY";

    @Option(names = "--rows", defaultValue = "10000", description = "How many rows are looked at; ${DEFAULT-VALUE}.")
    private int rows = 10_000;

    @Option(names = "--show", defaultValue = "10", description = "How many rows of a kind are shown; ${DEFAULT-VALUE}.")
    private int show = 10;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (source != null) {
            Trial trial = trial(source);
            if (json) {
                out.println(Json.text(trial));
            } else {
                print(trial, out);
            }
            return 0;
        }
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(), "FILE must be given, or --source with the name of a mapping");
        }
        Proposal proposal = proposal(file);
        if (json) {
            out.println(Json.text(proposal));
        } else {
            print(proposal, out);
        }
        return 0;
    }

    private Trial trial(String name) {
        Definitions definitions = Definitions.read(folder);
        Mapping mapping = definitions.mapping(name);
        Path from = file == null ? folder.resolve(mapping.requiredFile()) : file;
        try (Rows opened = new Joins(Workbench.rows(), mapping.join(), folder)
                .open(from, Mapping.Format.orDetected(mapping.format()))) {
            return Trial.of(mapping, definitions.plan(), from.toString(), opened, rows, show);
        }
    }

    private Proposal proposal(Path from) {
        boolean isWorkspace = Files.isRegularFile(folder.resolve("limner.yaml"));
        Definitions definitions = isWorkspace ? Definitions.read(folder) : null;
        Proposer.Usual usual = definitions == null
                ? new Proposer.Usual(zone.getId(), currency, LocalDate.now(zone))
                : new Proposer.Usual(
                        definitions.settings().zone(),
                        definitions.settings().currency(),
                        LocalDate.now(definitions.settings().zoneId()));
        return Proposer.propose(nameOf(from), within(from), Workbench.rows(), from, rows, usual);
    }

    /// The path as a mapping of the workspace would write it.
    private String within(Path from) {
        Path home = folder.toAbsolutePath().normalize();
        Path absolute = from.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
    }

    /// The source's name by its file: `data/Orders 2026.csv.gz` is `orders-2026`.
    private static String nameOf(Path from) {
        String name = Objects.toString(from.getFileName(), "source").replaceFirst("\\..*$", "");
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "source" : plain;
    }

    private static void print(Proposal proposal, PrintWriter out) {
        out.println("# What was found out, how sure it is, and why:");
        for (Finding finding : proposal.findings()) {
            out.printf(
                    "#   %-28s %-24s %-7s %s%n",
                    finding.key(),
                    finding.value().replace("\t", "\\t"),
                    finding.confidence().name().toLowerCase(Locale.ROOT),
                    finding.reason().in(Main.language()));
        }
        out.println();
        out.println("# A mapping for sources/, to be corrected:");
        out.print(proposal.mapping());
        out.println();
        out.println("# What events.yaml must have for it:");
        proposal.plan().lines().forEach(line -> out.println(line.isEmpty() ? "#" : "# " + line));
    }

    private static void print(Trial trial, PrintWriter out) {
        out.printf("%,d rows tried%n", trial.rows());
        trial.kept().forEach((type, count) -> out.printf("  %-12s %,12d  %s%n", "kept as", count, type));
        trial.quarantined().forEach((reason, count) -> out.printf("  %-12s %,12d  %s%n", "set aside", count, reason));
        for (Trial.Shown row : trial.shown()) {
            out.printf(
                    "line %d: %s at %s of %s %s%n",
                    row.line(), row.type(), row.at(), row.customer() == null ? "nobody" : row.customer(), row.values());
        }
        for (Trial.Aside row : trial.aside()) {
            out.printf(
                    "%sline %d: %s  %s%n",
                    row.part() == null ? "" : row.part() + " ",
                    row.line(),
                    row.title().in(Main.language()),
                    String.join(",", row.fields()));
        }
    }
}
