package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.engine.duckdb.MatchLog;
import dev.limner.identity.Customers;
import dev.limner.identity.Entry;
import dev.limner.identity.match.MatchDefinition;
import dev.limner.problem.Words;
import dev.limner.workspace.Candidate;
import dev.limner.workspace.Desk;
import dev.limner.workspace.Identities.Hand;
import dev.limner.workspace.Matches;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers that may be one person though no identifier says so: comparing them, joining the sure ones,
/// answering for the others.
final class MatchResource {
    private static final String PATH = Routes.WORKSPACE + "/identity/matches";
    private static final int MOST = 100;

    private MatchResource() {}

    /// @param compares null where the workspace does not say what to compare
    /// @param last null where nothing was compared so far
    /// @param sure how many pairs can be joined without asking
    /// @param waiting how many pairs wait for an answer
    record Matching(@Nullable Comparing compares, @Nullable Compared last, int sure, int waiting) {}

    /// @param automatic the probability from which two are joined without asking
    /// @param review the probability from which somebody is asked
    record Comparing(double automatic, double review, List<ComparedTrait> traits) {}

    record ComparedTrait(String trait, Words title, String as) {}

    /// @param customers how many had something to compare
    /// @param pairs how many pairs were weighed
    record Compared(String at, int customers, long pairs) {}

    record MatchPairs(int total, List<MatchPair> pairs) {}

    /// Two customers that may be one person; the bits of prior, parts and household add up to those of the
    /// odds.
    record MatchPair(
            String id,
            Matches.Cause cause,
            double probability,
            double bits,
            double priorBits,
            double householdBits,
            MatchSide one,
            MatchSide other,
            List<MatchPart> parts,
            List<MatchTrait> others) {}

    record MatchSide(String id, List<Customers.Identifier> identifiers) {}

    /// What one comparison says.
    ///
    /// @param level how far they agree: equal, ..., different or missing
    /// @param agreement the same in words
    /// @param worth what its bits are worth, in words
    /// @param rarity whether the value is rare or common; empty where neither
    record MatchPart(
            Words title,
            String level,
            Words agreement,
            double bits,
            Words worth,
            Words rarity,
            @Nullable String one,
            @Nullable String other) {}

    /// A trait that was not compared.
    record MatchTrait(
            Words title, @Nullable String one, @Nullable String other) {}

    record ToJoin(@Nullable String who, @Nullable String why) {}

    /// @param same that the two are one person, else that they are not
    record PairAnswer(
            String pair,
            boolean same,
            @Nullable String who,
            @Nullable String why) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        PATH,
                        "What is compared to find customers that are one person, and what the last comparison found.",
                        List.of(),
                        Matching.class,
                        request -> matching(Asked.of(request, desks))),
                Route.get(
                        PATH + "/pairs",
                        "The pairs that wait for an answer, or those that are sure, the surest first.",
                        List.of(
                                Route.one("what", "waiting (where left out) or sure."),
                                Route.one("offset", "How many to pass over."),
                                Route.one("limit", "How many at the most, up to " + MOST + ".")),
                        MatchPairs.class,
                        request -> pairs(Asked.of(request, desks))),
                operation(
                        "",
                        "Compares all customers in the background; nobody is joined.",
                        null,
                        WorkspaceResource.Status.class,
                        desks,
                        asked -> {
                            Desk desk = asked.desk();
                            desk.matches().required();
                            desk.begin(work -> desk.matches().find(work));
                            return WorkspaceResource.status(desk);
                        }),
                operation(
                        "/join",
                        "Makes one customer of each pair that is sure, as one entry of the log.",
                        ToJoin.class,
                        IdentityResource.IdentityChanged.class,
                        desks,
                        asked -> {
                            ToJoin body = asked.body(ToJoin.class);
                            return changed(asked, asked.desk().matches().join(asked.hand(body.who(), body.why())));
                        }),
                operation(
                        "/answers",
                        "Takes an answer: the two of a pair are one person, or they are not.",
                        PairAnswer.class,
                        IdentityResource.IdentityChanged.class,
                        desks,
                        asked -> {
                            PairAnswer body = asked.body(PairAnswer.class);
                            Hand hand = asked.hand(body.who(), body.why());
                            return changed(asked, asked.desk().matches().answer(body.pair(), body.same(), hand));
                        }));
    }

    private interface Deed {
        Object of(Asked asked);
    }

    private static Route operation(
            String path, String summary, @Nullable Class<?> body, Class<?> answer, Desks desks, Deed deed) {
        return new Route(
                HandlerType.POST,
                PATH + path,
                Right.OPERATE,
                summary,
                List.of(),
                body,
                answer,
                Route.JSON,
                request -> deed.of(Asked.of(request, desks)));
    }

    private static IdentityResource.IdentityChanged changed(Asked asked, Entry entry) {
        Caller.about(asked.request(), "entry " + entry.number());
        return IdentityResource.changed(asked, asked.desk().identities(), entry);
    }

    private static Matching matching(Asked asked) {
        Matches matches = asked.desk().matches();
        MatchDefinition definition = matches.definition();
        MatchLog.Run last = matches.last();
        return new Matching(
                definition == null
                        ? null
                        : new Comparing(
                                definition.automatic(),
                                definition.review(),
                                matches.compared(definition).stream()
                                        .map(one -> new ComparedTrait(
                                                one.trait(),
                                                one.title(),
                                                one.as().key()))
                                        .toList()),
                last == null ? null : new Compared(asked.text(last.madeAt()), last.customers(), last.compared()),
                matches.sure(),
                matches.waiting());
    }

    private enum What {
        WAITING,
        SURE
    }

    private static MatchPairs pairs(Asked asked) {
        Matches matches = asked.desk().matches();
        boolean sure = asked.oneOf("what", What.class, What.WAITING) == What.SURE;
        int offset = asked.whole("offset", 0, Integer.MAX_VALUE, 0);
        int limit = asked.whole("limit", 1, MOST, MOST / 2);
        Sight sight = asked.sight();
        return new MatchPairs(
                sure ? matches.sure() : matches.waiting(),
                matches.candidates(sure, offset, limit).stream()
                        .map(pair -> pair(pair, sight))
                        .toList());
    }

    private static MatchPair pair(Candidate pair, Sight sight) {
        return new MatchPair(
                pair.pair(),
                pair.cause(),
                pair.probability(),
                pair.bits(),
                pair.priorBits(),
                pair.householdBits(),
                side(pair.one(), sight),
                side(pair.other(), sight),
                pair.parts().stream().map(part -> part(part, sight)).toList(),
                pair.others().stream().map(other -> trait(other, sight)).toList());
    }

    private static MatchSide side(int customer, Sight sight) {
        return new MatchSide(sight.name(customer), sight.identifiers(customer));
    }

    private static MatchPart part(Candidate.Part part, Sight sight) {
        return new MatchPart(
                part.title(),
                part.level(),
                part.agreement(),
                part.bits(),
                part.worth(),
                part.rarity(),
                sight.ofUnknown(part.one()),
                sight.ofUnknown(part.other()));
    }

    private static MatchTrait trait(Candidate.Value value, Sight sight) {
        return new MatchTrait(value.title(), sight.ofUnknown(value.one()), sight.ofUnknown(value.other()));
    }
}
