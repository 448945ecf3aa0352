package dev.limner.app;

import dev.limner.engine.duckdb.MatchLog;
import dev.limner.identity.Preview;
import dev.limner.problem.UserProblem;
import dev.limner.work.Work;
import dev.limner.workspace.Candidate;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities.Hand;
import dev.limner.workspace.Matches;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `limner identity match` and `review`: customers that may be one person though no identifier says so.
final class IdentityMatchVerb {
    private IdentityMatchVerb() {}

    /// @param pairs how many pairs were weighed
    /// @param sure how many of them are sure
    /// @param waiting how many wait for an answer
    /// @param entry the entry that joined the sure ones; null where none was joined
    /// @param effect what that did
    record Compared(
            int customers,
            long pairs,
            int sure,
            int waiting,
            @Nullable Integer entry,
            @Nullable Preview effect) {}

    @Command(
            name = "match",
            mixinStandardHelpOptions = true,
            description = "Compares all customers as matching.yaml says, joins those that are surely one person, and"
                    + " keeps the doubtful pairs for review.")
    static final class Match extends IdentityVerb.Part {
        @Option(names = "--ask", description = "Joins nobody; sure pairs wait as well: see review --sure.")
        private boolean ask;

        @Option(names = "--who", paramLabel = "NAME", description = "By whom; the name at this machine if left out.")
        private String who = System.getProperty("user.name", "");

        @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "Why; kept in the log.")
        private String why = "";

        @Override
        public Integer call() {
            return told(this::compared, Match::text);
        }

        private Compared compared(Desk desk) {
            Matches matches = desk.matches();
            MatchLog.Run run = found(matches);
            int sure = matches.sure();
            int waiting = matches.waiting();
            if (ask || sure == 0) {
                return new Compared(run.customers(), run.compared(), sure, waiting, null, null);
            }
            int entry = matches.join(new Hand(who, why)).number();
            return new Compared(
                    run.customers(),
                    run.compared(),
                    sure,
                    waiting,
                    entry,
                    desk.identities().effect(entry));
        }

        private MatchLog.Run found(Matches matches) {
            Work work = new Work();
            try (Interruption _ = new Interruption(work);
                    ProgressBar _ = new ProgressBar(work, err())) {
                return matches.find(work);
            }
        }

        private static String text(Compared compared) {
            String counts = String.format(
                    Locale.ROOT,
                    "%,d customers compared, %,d pairs weighed: %,d sure, %,d to be reviewed",
                    compared.customers(),
                    compared.pairs(),
                    compared.sure(),
                    compared.waiting());
            Preview effect = compared.effect();
            return effect == null
                    ? counts
                    : counts
                            + System.lineSeparator()
                            + "entry "
                            + compared.entry()
                            + System.lineSeparator()
                            + IdentityVerb.text(effect);
        }
    }

    /// Pairs, or what an answer did.
    record Reviewed(@Nullable Integer entry, @Nullable Integer total, List<Candidate> pairs) {}

    @Command(
            name = "review",
            mixinStandardHelpOptions = true,
            description = "Shows the doubtful pairs and why they may be one person, or takes an answer.")
    static final class Review extends IdentityVerb.Part {
        @Option(names = "--sure", description = "Shows those that are sure instead.")
        private boolean sure;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "How many; ${DEFAULT-VALUE}.")
        private int limit;

        @Option(names = "--same", paramLabel = "PAIR", description = "The two of this pair are one person.")
        private @Nullable String same;

        @Option(names = "--different", paramLabel = "PAIR", description = "They are not; it is not asked again.")
        private @Nullable String different;

        @Option(names = "--who", paramLabel = "NAME", description = "By whom; the name at this machine if left out.")
        private String who = System.getProperty("user.name", "");

        @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "Why; kept in the log.")
        private String why = "";

        @Override
        public Integer call() {
            return told(this::reviewed, Review::text);
        }

        private Reviewed reviewed(Desk desk) {
            Matches matches = desk.matches();
            String pair = same == null ? different : same;
            if (pair == null) {
                return new Reviewed(
                        null, sure ? matches.sure() : matches.waiting(), matches.candidates(sure, 0, limit));
            }
            if (same != null && different != null) {
                throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "--different", different, "--same, --different");
            }
            int entry = matches.answer(pair, same != null, new Hand(who, why)).number();
            return new Reviewed(entry, null, List.of());
        }

        private static String text(Reviewed reviewed) {
            if (reviewed.entry() != null) {
                return "entry " + reviewed.entry();
            }
            return reviewed.total()
                    + " pairs"
                    + reviewed.pairs().stream().map(Review::text).collect(Collectors.joining());
        }

        private static String text(Candidate pair) {
            String language = Main.language();
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%n%n%-12s %.3f  %s",
                    pair.pair(),
                    pair.probability(),
                    pair.cause().name().toLowerCase(Locale.ROOT)));
            pair.parts()
                    .forEach(part -> text.append(String.format(
                            Locale.ROOT,
                            "%n  %+6.1f  %-24s %s | %s  (%s; %s)",
                            part.bits(),
                            part.title().in(language),
                            part.one() == null ? "-" : part.one(),
                            part.other() == null ? "-" : part.other(),
                            part.agreement().in(language),
                            part.worth().in(language))));
            return text.toString();
        }
    }
}
