package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.identity.Preview;
import dev.limner.workspace.Identities;
import dev.limner.workspace.Identities.Hand;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is who: the policy, what a change of it would do, decisions by hand, and the log of all of it.
final class IdentityResource {
    private static final String PATH = Routes.WORKSPACE + "/identity";

    private static final int NAMED = 4;

    private IdentityResource() {}

    /// @param policy in force
    /// @param fileDiffers whether the policy's file says something else
    record IdentityView(
            int customers, int identifiers, Policy policy, boolean fileDiffers, List<IdentityEntry> entries) {}

    /// @param about the load that it is, or the entry that it takes back
    /// @param named identifiers that a decision speaks of, some of them
    /// @param others how many more there are
    record IdentityEntry(
            int number,
            String at,
            String who,
            String why,
            EntryKind kind,
            boolean counts,
            @Nullable Integer about,
            List<Customers.Identifier> named,
            int others) {}

    /// What an entry is.
    enum EntryKind {
        LOAD,
        POLICY,
        LINK,
        SPLIT,
        /// Two were said to be different people.
        DIFFERENT,
        /// What a comparison was sure of.
        MATCH,
        ERASURE,
        UNDO
    }

    record PolicyToTry(@Nullable Policy policy) {}

    record PolicyToApply(
            @Nullable Policy policy,
            @Nullable String who,
            @Nullable String why) {}

    record ByHand(
            List<String> identifiers,
            @Nullable String who,
            @Nullable String why) {}

    /// @param identifier of a customer whose merge is to be taken back; null for the entry itself
    record EntryToUndo(
            int entry,
            @Nullable String identifier,
            @Nullable String who,
            @Nullable String why) {}

    /// What changed by an entry.
    record IdentityChanged(IdentityEntry entry, Preview effect) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        PATH,
                        "The policy in force, how many customers it makes of how many identifiers, and the log.",
                        List.of(),
                        IdentityView.class,
                        request -> view(Asked.of(request, desks))),
                Route.get(
                        PATH + "/entries/{entry}",
                        "What one entry of the log made of whom.",
                        List.of(),
                        IdentityChanged.class,
                        request -> {
                            Asked asked = Asked.of(request, desks);
                            Identities identities = asked.desk().identities();
                            Entry entry = identities.entry(request.pathParam("entry"));
                            return changed(asked, identities, entry);
                        }),
                Route.post(
                        PATH + "/preview",
                        "What a policy would do, or the one in the file: merges, splits, the largest customers.",
                        List.of(),
                        PolicyToTry.class,
                        Preview.class,
                        request -> {
                            Asked asked = Asked.of(request, desks);
                            Policy policy = asked.body(PolicyToTry.class).policy();
                            Identities identities = asked.desk().identities();
                            return asked.sight()
                                    .preview(identities.preview(policy == null ? identities.ofFile() : policy));
                        }),
                operation(
                        "/apply",
                        "Lets a policy, or the one in the file, hold from now on and for all history.",
                        PolicyToApply.class,
                        desks,
                        (asked, identities) -> {
                            PolicyToApply body = asked.body(PolicyToApply.class);
                            Policy policy = body.policy() == null ? identities.ofFile() : body.policy();
                            return identities.apply(policy, asked.hand(body.who(), body.why()));
                        }),
                operation(
                        "/links",
                        "Makes the customers of these identifiers one.",
                        ByHand.class,
                        desks,
                        (asked, identities) -> {
                            ByHand body = asked.body(ByHand.class);
                            return identities.link(body.identifiers(), asked.hand(body.who(), body.why()));
                        }),
                operation(
                        "/splits",
                        "Makes these identifiers of one customer a customer of their own.",
                        ByHand.class,
                        desks,
                        (asked, identities) -> {
                            ByHand body = asked.body(ByHand.class);
                            return identities.split(body.identifiers(), asked.hand(body.who(), body.why()));
                        }),
                operation(
                        "/undo",
                        "Takes an entry back, or what it made of one customer.",
                        EntryToUndo.class,
                        desks,
                        (asked, identities) -> {
                            EntryToUndo body = asked.body(EntryToUndo.class);
                            Hand hand = asked.hand(body.who(), body.why());
                            String identifier = body.identifier();
                            return identifier == null
                                    ? identities.undo(body.entry(), hand)
                                    : identities.undo(body.entry(), identifier, hand);
                        }));
    }

    /// What changes who is who.
    private interface Deed {
        Entry of(Asked asked, Identities identities);
    }

    private static Route operation(String path, String summary, Class<?> body, Desks desks, Deed deed) {
        return new Route(
                HandlerType.POST,
                PATH + path,
                Right.OPERATE,
                summary,
                List.of(),
                body,
                IdentityChanged.class,
                Route.JSON,
                request -> {
                    Asked asked = Asked.of(request, desks);
                    Identities identities = asked.desk().identities();
                    Entry entry = deed.of(asked, identities);
                    Caller.about(request, "entry " + entry.number());
                    return changed(asked, identities, entry);
                });
    }

    static IdentityChanged changed(Asked asked, Identities identities, Entry entry) {
        return new IdentityChanged(
                entry(asked, identities, entry), asked.sight().preview(identities.effect(entry.number())));
    }

    private static IdentityView view(Asked asked) {
        Identities identities = asked.desk().identities();
        Customers customers = asked.desk().workspace().store().customers();
        return new IdentityView(
                customers.count(),
                customers.identifiers(),
                identities.policy(),
                !identities.policy().equals(identities.ofFile()),
                identities.entries().reversed().stream()
                        .map(entry -> entry(asked, identities, entry))
                        .toList());
    }

    private static IdentityEntry entry(Asked asked, Identities identities, Entry entry) {
        List<Integer> spoken = entry.act() instanceof Entry.Decided(Decision decision)
                ? decision.identifiers().stream().distinct().toList()
                : List.of();
        return new IdentityEntry(
                entry.number(),
                asked.text(entry.at()),
                entry.who(),
                entry.why(),
                switch (entry.act()) {
                    case Entry.Loaded _ -> EntryKind.LOAD;
                    case Entry.Applied _ -> EntryKind.POLICY;
                    case Entry.Decided(Decision.Link _) -> EntryKind.LINK;
                    case Entry.Decided(Decision.Apart _) -> EntryKind.SPLIT;
                    case Entry.Decided(Decision.Different _) -> EntryKind.DIFFERENT;
                    case Entry.Decided(Decision.Likely _) -> EntryKind.MATCH;
                    case Entry.Erased _ -> EntryKind.ERASURE;
                    case Entry.Undone _ -> EntryKind.UNDO;
                },
                identities.counts(entry),
                switch (entry.act()) {
                    case Entry.Loaded(int load) -> load;
                    case Entry.Undone(int number) -> number;
                    case Entry.Applied _, Entry.Decided _, Entry.Erased _ -> null;
                },
                named(asked, spoken),
                Math.max(0, spoken.size() - NAMED));
    }

    private static List<Customers.Identifier> named(Asked asked, List<Integer> spoken) {
        Customers customers = asked.desk().workspace().store().customers();
        return spoken.stream()
                .limit(NAMED)
                .map(customers::at)
                .filter(Customers.Identifier.class::isInstance)
                .map(Customers.Identifier.class::cast)
                .map(asked.sight()::identifier)
                .toList();
    }
}
