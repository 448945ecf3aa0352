package dev.limner.app;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/// `limner`: exit code 0 where it went well, 1 where the user can mend it, 2 for a wrong command line, 3
/// where it is
/// our fault, 130
/// where it was cancelled.
@Command(
        name = "limner",
        version = "limner 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Turns the traces that customers leave into portraits, segments and measured actions.",
        subcommands = {
            Demo.class,
            Init.class,
            Import.class,
            SourceVerb.class,
            Refresh.class,
            SegmentsVerb.class,
            QualityVerb.class,
            PlanVerb.class,
            ApplyVerb.class,
            CustomerVerb.class,
            IdentityVerb.class,
            GroupsVerb.class,
            PrivacyVerb.class,
            Ask.class,
            ModelsVerb.class,
            FitVerb.class,
            ScoreVerb.class,
            CardVerb.class,
            ClustersVerb.class,
            TreeVerb.class,
            RecommendVerb.class,
            OutlookVerb.class,
            InterestsVerb.class,
            LookAlikeVerb.class,
            WhyVerb.class,
            Serve.class,
            UsersVerb.class,
            KeysVerb.class,
            SqlVerb.class,
            BackupVerb.class,
            RestoreVerb.class,
            DoctorVerb.class,
            ConfigVerb.class,
            GenerateCompletion.class
        })
public final class Main {
    static final int MENDABLE = 1;
    private static final int OURS = 3;
    private static final int CANCELLED = 130;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /// Runs one command and returns its exit code.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Logs.quiet();
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(problems())
                .execute(arguments);
    }

    private static IExecutionExceptionHandler problems() {
        return (failure, command, _) -> switch (failure) {
            case UserProblem problem -> {
                command.getErr().println(problem.text(language()));
                yield MENDABLE;
            }
            case CancellationException _ -> {
                command.getErr()
                        .println(UserProblem.of(UserProblem.Code.CANCELLED).text(language()));
                yield CANCELLED;
            }
            case InternalProblem problem -> {
                problem.printStackTrace(command.getErr());
                yield OURS;
            }
            default -> {
                failure.printStackTrace(command.getErr());
                yield OURS;
            }
        };
    }

    /// The language of the person at the terminal.
    static String language() {
        return Locale.getDefault().toLanguageTag();
    }
}
