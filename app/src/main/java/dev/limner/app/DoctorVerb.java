package dev.limner.app;

import dev.limner.problem.Words;
import dev.limner.upkeep.Doctor;
import dev.limner.upkeep.Finding;
import dev.limner.upkeep.Finding.Severity;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limner doctor`: whether a workspace that nobody has open is sound. Exit code 1 where something serious is found.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks whether a workspace is sound, says what each finding means and what to do.")
final class DoctorVerb implements Callable<Integer> {
    @Mixin
    private Workbench workbench = new Workbench();

    @Option(names = "--repair", description = "Mends what can be mended without losing anything.")
    private boolean repair;

    @Option(names = "--json", description = "Prints the findings as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Doctor.Machine machine = Doctor.Machine.here(Instant.now());
        List<Finding> findings = new Doctor(workbench.folder(), workbench.limits(), machine, repair).examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(findings));
        } else {
            findings.forEach(finding -> print(finding, out));
        }
        boolean serious =
                findings.stream().anyMatch(finding -> finding.severity() == Severity.SERIOUS && !finding.mended());
        return serious ? Main.MENDABLE : 0;
    }

    private static void print(Finding finding, PrintWriter out) {
        boolean chinese = Main.language().startsWith("zh");
        String label = switch (finding.severity()) {
            case GOOD -> chinese ? "正常" : "good";
            case NOTE -> chinese ? "提示" : "note";
            case WARNING -> chinese ? "警告" : "warning";
            case SERIOUS -> chinese ? "严重" : "serious";
        };
        out.printf("%-8s %s%n", label, finding.says().in(Main.language()));
        Words mend = finding.mend();
        if (finding.mended()) {
            out.printf("%-8s %s%n", "", chinese ? "已处理。" : "It is mended.");
        } else if (mend != null) {
            out.printf("%-8s %s%n", "", mend.in(Main.language()));
        }
    }
}
