package dev.limner.app;

import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.identity.Preview;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities;
import dev.limner.workspace.Identities.Hand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `limner identity`: who is who, and changing it.
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description = "Shows which identifiers are one customer and why, and changes it; every change can be undone.",
        subcommands = {
            IdentityVerb.Show.class,
            IdentityVerb.PreviewVerb.class,
            IdentityVerb.Apply.class,
            IdentityVerb.Link.class,
            IdentityVerb.Split.class,
            IdentityVerb.Undo.class,
            IdentityMatchVerb.Match.class,
            IdentityMatchVerb.Review.class
        })
final class IdentityVerb {
    /// What all of them take.
    abstract static class Part implements Callable<Integer> {
        @Mixin
        private Workbench workbench = new Workbench();

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        PrintWriter err() {
            return spec.commandLine().getErr();
        }

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

    /// One that changes something.
    abstract static class Change extends Part {
        @Option(names = "--who", paramLabel = "NAME", description = "By whom; the name at this machine if left out.")
        private String who = System.getProperty("user.name", "");

        @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "Why; kept in the log.")
        private String why = "";

        abstract Entry change(Identities identities, Hand hand);

        @Override
        public Integer call() {
            return told(
                    desk -> {
                        Identities identities = desk.identities();
                        Entry done = change(identities, new Hand(who, why));
                        return new Done(Line.of(done, true), identities.effect(done.number()));
                    },
                    done -> "entry " + done.entry().number() + System.lineSeparator() + text(done.effect()));
        }
    }

    record Done(Line entry, Preview effect) {}

    record Shown(int customers, int identifiers, Policy policy, boolean fileDiffers, List<Line> log) {}

    /// An entry of the log.
    record Line(int number, String at, String what, String who, String why, boolean counts) {
        static Line of(Entry entry, boolean counts) {
            return new Line(
                    entry.number(),
                    entry.at().toString(),
                    switch (entry.act()) {
                        case Entry.Loaded(int load) -> "load " + load;
                        case Entry.Applied _ -> "policy";
                        case Entry.Decided(Decision.Link _) -> "link";
                        case Entry.Decided(Decision.Apart _) -> "split";
                        case Entry.Decided(Decision.Different _) -> "different";
                        case Entry.Decided(Decision.Likely _) -> "match";
                        case Entry.Erased(int erasure) -> "erasure " + erasure;
                        case Entry.Undone(int number) -> "undo " + number;
                    },
                    entry.who(),
                    entry.why(),
                    counts);
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the policy in force and the log.")
    static final class Show extends Part {
        @Override
        public Integer call() {
            return told(
                    desk -> {
                        Identities identities = desk.identities();
                        Customers customers = desk.workspace().store().customers();
                        return new Shown(
                                customers.count(),
                                customers.identifiers(),
                                identities.policy(),
                                !identities.policy().equals(identities.ofFile()),
                                identities.entries().stream()
                                        .map(entry -> Line.of(entry, identities.counts(entry)))
                                        .toList());
                    },
                    IdentityVerb::text);
        }
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description = "Shows what the policy in identity.yaml would do; changes nothing.")
    static final class PreviewVerb extends Part {
        @Override
        public Integer call() {
            return told(desk -> desk.identities().preview(desk.identities().ofFile()), IdentityVerb::text);
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Lets the policy in identity.yaml hold from now on and for all history.")
    static final class Apply extends Change {
        @Override
        Entry change(Identities identities, Hand hand) {
            return identities.apply(identities.ofFile(), hand);
        }
    }

    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            description = "Makes the customers of these identifiers one.")
    static final class Link extends Change {
        @Parameters(arity = "2..*", paramLabel = "ID", description = "Identifiers, where needed as kind:value.")
        private List<String> identifiers = List.of();

        @Override
        Entry change(Identities identities, Hand hand) {
            return identities.link(identifiers, hand);
        }
    }

    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Makes these identifiers of one customer a customer of their own.")
    static final class Split extends Change {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "Identifiers, where needed as kind:value.")
        private List<String> identifiers = List.of();

        @Override
        Entry change(Identities identities, Hand hand) {
            return identities.split(identifiers, hand);
        }
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = "Takes back an entry of the log, or with --of what it made of one customer.")
    static final class Undo extends Change {
        @Parameters(paramLabel = "ENTRY", description = "The number of the entry.")
        private int entry;

        @Option(names = "--of", paramLabel = "ID", description = "An identifier of the customer that was merged.")
        private @Nullable String of;

        @Override
        Entry change(Identities identities, Hand hand) {
            return of == null ? identities.undo(entry, hand) : identities.undo(entry, of, hand);
        }
    }

    private static String text(Shown shown) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%,d customers of %,d identifiers%n", shown.customers(), shown.identifiers()));
        if (shown.fileDiffers()) {
            text.append(String.format("identity.yaml says something else than what is in force; see `preview`%n"));
        }
        shown.log()
                .forEach(line -> text.append(String.format(
                        "%5d  %s  %-10s %-16s %s%s%n",
                        line.number(),
                        line.at(),
                        line.what(),
                        line.who(),
                        line.why(),
                        line.counts() ? "" : "  (undone)")));
        return text.toString().stripTrailing();
    }

    static String text(Preview preview) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d customers, %,d before: %,d made of several, %,d fell apart, %,d nobody's any more%n",
                preview.after(),
                preview.before(),
                preview.merges(),
                preview.splits(),
                preview.vanishing()));
        groups(text, "merged", preview.merged());
        groups(text, "split", preview.parted());
        groups(text, "largest", preview.largest());
        return text.toString().stripTrailing();
    }

    private static void groups(StringBuilder text, String what, List<Preview.Group> groups) {
        groups.forEach(group -> text.append(String.format(
                "%-8s %s%n",
                what, group.parts().stream().map(IdentityVerb::part).collect(Collectors.joining(" | ")))));
    }

    private static String part(Preview.Part part) {
        String named = part.identifiers().stream()
                .map(identifier -> identifier.kind() + ":" + identifier.value())
                .collect(Collectors.joining(" "));
        return part.count() > part.identifiers().size() ? named + " ... (" + part.count() + ")" : named;
    }
}
