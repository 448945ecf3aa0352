package dev.limner.app;

import dev.limner.source.LoadReport;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner import`: brings in what the sources' mappings name. Safe to repeat, to cancel and to kill.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Imports the files that the mappings under sources/ name; what came in before is not taken again.")
final class Import implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Parameters(paramLabel = "SOURCE", arity = "0..*", description = "Only these sources; all where left out.")
    private List<String> sources = List.of();

    @Option(names = "--json", description = "Prints the reports as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Work work = new Work();
        List<LoadReport> reports = new ArrayList<>();
        try (Desk desk = workbench.open();
                Interruption _ = new Interruption(work);
                ProgressBar _ = new ProgressBar(work, spec.commandLine().getErr())) {
            List<String> wanted = sources == null || sources.isEmpty()
                    ? desk.workspace().definitions().imported()
                    : sources;
            reports.addAll(desk.workspace().importSources(wanted, Workbench.rows(), work));
        }
        if (json) {
            out.println(Json.text(reports));
        } else {
            reports.forEach(report -> print(report, out));
        }
        return 0;
    }

    static void print(LoadReport report, PrintWriter out) {
        out.printf(
                "%s: %,d rows in %.1f s (%,.0f rows/s)%n",
                report.source(), report.rows(), report.seconds(), report.rows() / Math.max(0.001, report.seconds()));
        counts("kept as", report.kept(), out);
        counts("derived", report.derived(), out);
        counts("set aside", report.quarantined(), out);
        counts("mended", report.mended(), out);
        if (report.duplicates() > 0) {
            out.printf("  %-12s %,d rows%n", "known before", report.duplicates());
        }
    }

    private static void counts(String label, List<LoadReport.Count> counts, PrintWriter out) {
        for (LoadReport.Count count : counts) {
            String anonymous = count.anonymous() == 0 ? "" : " (%,d without a customer)".formatted(count.anonymous());
            out.printf("  %-12s %,12d  %s%s%n", label, count.count(), count.name(), anonymous);
        }
    }
}
