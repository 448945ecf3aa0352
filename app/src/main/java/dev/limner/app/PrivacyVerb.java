package dev.limner.app;

import dev.limner.privacy.DataClass;
import dev.limner.privacy.Erasure;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities.Hand;
import dev.limner.workspace.Privacy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner privacy`: consent, retention, and the data of one person.
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "Shows consents, hands out or erases the data of one person, and takes out what is past its age.",
        subcommands = {
            PrivacyVerb.Show.class,
            PrivacyVerb.Export.class,
            PrivacyVerb.Erase.class,
            PrivacyVerb.Pending.class,
            PrivacyVerb.Purge.class
        })
final class PrivacyVerb {
    /// What all of them take.
    abstract static class Part implements Callable<Integer> {
        @Mixin
        private Workbench workbench = new Workbench();

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        /// Asks, and prints as text or as JSON.
        <T> int told(Function<Desk, T> question, Function<T, String> text) {
            T answer;
            try (Desk desk = workbench.open()) {
                answer = question.apply(desk);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? Json.text(answer) : text.apply(answer));
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows how many consent to each purpose, and how long which data are kept.")
    static final class Show extends Part {
        record Shown(List<Privacy.Counted> consents, List<DataClass> classes, Privacy.Due due) {}

        @Override
        public Integer call() {
            return told(
                    desk -> {
                        Privacy privacy = desk.privacy();
                        return new Shown(
                                privacy.counts(desk.moment(null)),
                                privacy.rules().retention(),
                                privacy.due());
                    },
                    Show::text);
        }

        private static String text(Shown shown) {
            StringBuilder text = new StringBuilder();
            shown.consents()
                    .forEach(count -> text.append("%-32s %,10d of %,d%s%n"
                            .formatted(
                                    count.asked().purpose()
                                            + (count.asked().channel() == null
                                                    ? ""
                                                    : ", " + count.asked().channel()),
                                    count.consenting(),
                                    count.all(),
                                    count.byDefault() ? "  (unless withdrawn)" : "")));
            shown.classes()
                    .forEach(each -> text.append("%-32s kept for %s%n"
                            .formatted(each.name(), each.keep().text())));
            return text.append(due(shown.due())).toString().stripTrailing();
        }
    }

    private static String due(Privacy.Due due) {
        StringBuilder text = new StringBuilder();
        due.classes()
                .forEach(each -> text.append(String.format(
                        Locale.ROOT,
                        "%-32s %,10d past their age, in %d months%n",
                        each.name(),
                        each.count(),
                        each.months().size())));
        text.append(String.format(Locale.ROOT, "%-32s %,10d past their age%n", "rows set aside", due.quarantined()));
        text.append(String.format(Locale.ROOT, "%-32s %,10d past their age%n", "intents", due.intents()));
        return text.toString();
    }

    /// One that is about a person.
    abstract static class OfPerson extends Part {
        @Parameters(paramLabel = "IDENTIFIER", description = "Of the person, such as member:M00042.")
        String identifier = "";
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all that there is of a person: a ZIP of JSON lines, with a summary.")
    static final class Export extends OfPerson {
        @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
        private Path out = Path.of("");

        record Written(String file, Erasure.Found found) {}

        @Override
        public Integer call() {
            return told(
                    desk -> {
                        Erasure.Found found = desk.privacy().preview(identifier);
                        try (OutputStream file = Files.newOutputStream(out)) {
                            desk.privacy().export(identifier, file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return new Written(out.toString(), found);
                    },
                    written -> written.file() + ": " + found(written.found()));
        }
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description =
                    "Erases a person: masked at once, gone from the disk with the next purge. It cannot be undone.")
    static final class Erase extends OfPerson {
        @Option(names = "--who", paramLabel = "NAME", description = "By whom; the name at this machine if left out.")
        private String who = System.getProperty("user.name", "");

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Why; it is kept, so name nobody in it.")
        private String reason = "";

        @Option(names = "--dry-run", description = "Says what there is, and changes nothing.")
        private boolean dryRun;

        @Override
        public Integer call() {
            return dryRun
                    ? told(desk -> desk.privacy().preview(identifier), PrivacyVerb::found)
                    : told(
                            desk -> desk.privacy().erase(identifier, new Hand(who, reason)),
                            erasure -> line(erasure) + System.lineSeparator()
                                    + "masked now; limner privacy purge takes the bytes");
        }
    }

    @Command(
            name = "pending",
            mixinStandardHelpOptions = true,
            description = "Lists the erasures of which bytes are left, or all of them.")
    static final class Pending extends Part {
        @Option(names = "--all", description = "Those that are done, too.")
        private boolean all;

        @Override
        public Integer call() {
            return told(
                    desk -> desk.privacy().erasures().stream()
                            .filter(erasure -> all || erasure.doneAt() == null)
                            .toList(),
                    erasures -> erasures.isEmpty()
                            ? "none"
                            : String.join(
                                    System.lineSeparator(),
                                    erasures.stream().map(PrivacyVerb::line).toList()));
        }
    }

    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description = "Writes files anew without what is past its age and without people who were erased.")
    static final class Purge extends Part {
        @Option(names = "--dry-run", description = "Says what is due, and changes nothing.")
        private boolean dryRun;

        record Purged(List<Erasure> erasures) {}

        @Override
        public Integer call() {
            if (dryRun) {
                return told(desk -> desk.privacy().due(), due -> due(due).stripTrailing());
            }
            return told(
                    desk -> {
                        desk.privacy().purge(new Work());
                        return new Purged(desk.privacy().erasures());
                    },
                    purged -> "erasures done: "
                            + purged.erasures().stream()
                                    .filter(erasure -> erasure.doneAt() != null)
                                    .count()
                            + " of " + purged.erasures().size());
        }
    }

    private static String line(Erasure erasure) {
        String state = erasure.doneAt() != null
                ? "done " + erasure.doneAt()
                : (erasure.isLate(Instant.now()) ? "LATE, due " : "due ") + erasure.due();
        return "erasure %d  asked for %s  %s  %s"
                .formatted(erasure.number(), erasure.at(), state, found(erasure.found()));
    }

    private static String found(Erasure.Found found) {
        return String.format(
                Locale.ROOT,
                "%,d identifiers, %,d events, %,d stays, %,d intents, %,d rows set aside, raw rows of %,d loads",
                found.identifiers(),
                found.events(),
                found.stays(),
                found.intents(),
                found.quarantined(),
                found.rawFiles());
    }
}
