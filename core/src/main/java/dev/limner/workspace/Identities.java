package dev.limner.workspace;

import dev.limner.engine.duckdb.IdentityLog;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.Policy;
import dev.limner.identity.Preview;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who is who in a workspace, as people ask and change it. Every change is an entry of the log, and can be
/// undone.
///
/// Identifiers may be written `kind:value` wherever one is asked for.
public final class Identities {
    static final String FILE = "identity.yaml";

    private final Workspace workspace;
    private final Clock machine;

    public Identities(Workspace workspace, Clock machine) {
        this.workspace = workspace;
        this.machine = machine;
    }

    /// By whom and why something is changed.
    public record Hand(String who, String why) {}

    /// What the file of a workspace says; that everything links where there is none.
    static Policy read(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? StrictYaml.read(file, Policy.class) : Policy.OPEN;
    }

    private IdentityLog log() {
        return workspace.store().identity();
    }

    private Customers customers() {
        return workspace.store().customers();
    }

    /// The policy that the file has now; it holds once it is applied.
    ///
    /// @throws UserProblem where the file is wrong
    public Policy ofFile() {
        return read(workspace.folder());
    }

    /// The policy in force.
    public Policy policy() {
        return log().ledger().policy();
    }

    /// All entries, the earliest first.
    public List<Entry> entries() {
        return log().ledger().entries();
    }

    /// The entry of that number.
    ///
    /// @throws UserProblem where there is none
    public Entry entry(String number) {
        return entries().stream()
                .filter(entry -> Integer.toString(entry.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(
                        Code.UNKNOWN_ENTRY,
                        number,
                        Integer.toString(log().ledger().last())));
    }

    /// Whether an entry still counts.
    public boolean counts(Entry entry) {
        return log().ledger().counts(entry);
    }

    /// What an entry made of whom.
    ///
    /// @throws UserProblem where there is none
    public Preview effect(int entry) {
        return log().effect(entry);
    }

    /// What a policy would do, were it applied; nothing is changed.
    public Preview preview(Policy policy) {
        return log().preview(policy);
    }

    /// Lets a policy hold from now on and for all history.
    public Entry apply(Policy policy, Hand hand) {
        return append(new Entry.Applied(policy), hand);
    }

    /// Makes the customers of these identifiers one, whatever the policy says.
    ///
    /// @throws UserProblem where an identifier is unknown, or they are one customer already
    public Entry link(List<String> identifiers, Hand hand) {
        List<Integer> asked =
                identifiers.stream().map(this::customer).distinct().toList();
        if (asked.size() < 2) {
            throw UserProblem.of(Code.SAME_CUSTOMER, String.join(", ", identifiers));
        }
        return append(new Entry.Decided(Decision.Link.of(whole(asked))), hand);
    }

    /// Makes these identifiers of one customer a customer of their own, whatever the policy says.
    ///
    /// @throws UserProblem where an identifier is unknown, they are of several customers, or all that it has
    public Entry split(List<String> identifiers, Hand hand) {
        Set<Integer> asked =
                new HashSet<>(identifiers.stream().map(this::customer).toList());
        if (asked.size() != 1) {
            throw UserProblem.of(Code.OTHER_CUSTOMERS, String.join(", ", identifiers));
        }
        Set<Integer> apart = new HashSet<>(identifiers.stream().map(this::node).toList());
        List<Integer> all = customers().members(asked.iterator().next());
        List<Integer> rest = all.stream().filter(node -> !apart.contains(node)).toList();
        if (rest.isEmpty()) {
            throw UserProblem.of(Code.NOTHING_LEFT, String.join(", ", identifiers));
        }
        return append(
                new Entry.Decided(new Decision.Apart(
                        List.of(all.stream().filter(apart::contains).toList(), rest))),
                hand);
    }

    /// Takes back a policy, a decision, or the taking back of one.
    ///
    /// @throws UserProblem where the entry does not count, or is a load's
    public Entry undo(int number, Hand hand) {
        Entry entry = log().ledger().required(number);
        if (!counts(entry)) {
            throw UserProblem.of(
                    Code.UNKNOWN_ENTRY,
                    Integer.toString(number),
                    Integer.toString(log().ledger().last()));
        }
        if (entry.act() instanceof Entry.Erased) {
            throw UserProblem.of(Code.ERASURE_STANDS, Integer.toString(number));
        }
        if (entry.act() instanceof Entry.Loaded) {
            throw UserProblem.of(Code.MERGE_NOT_NAMED, Integer.toString(number));
        }
        return append(new Entry.Undone(number), hand);
    }

    /// Takes back what an entry, such as a load's, made of one customer: it falls into what it was made of.
    ///
    /// @throws UserProblem where the entry did not make it of several
    public Entry undo(int number, String identifier, Hand hand) {
        log().ledger().required(number);
        int[] before = log().at(number - 1);
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int node : customers().members(customer(identifier))) {
            if (node < before.length && before[node] != Customers.NOBODY) {
                groups.computeIfAbsent(before[node], _ -> new ArrayList<>()).add(node);
            }
        }
        if (groups.size() < 2) {
            throw UserProblem.of(Code.NOT_MERGED, Integer.toString(number), identifier);
        }
        return append(new Entry.Decided(new Decision.Apart(List.copyOf(groups.values()))), hand);
    }

    /// All identifiers of customers: linking these keeps all of each together, whatever the policy limits.
    private List<Integer> whole(List<Integer> of) {
        return of.stream()
                .flatMap(customer -> customers().members(customer).stream())
                .toList();
    }

    /// Lets a decision stand.
    Entry decide(Decision decision, Hand hand) {
        return append(new Entry.Decided(decision), hand);
    }

    private Entry append(Entry.Act act, Hand hand) {
        return log().append(
                        act,
                        hand.who(),
                        hand.why(),
                        machine.instant(),
                        workspace.settings().now(machine));
    }

    private int node(String identifier) {
        Integer node = customers().node(identifier);
        if (node == null) {
            throw UserProblem.of(Code.UNKNOWN_CUSTOMER, identifier);
        }
        return node;
    }

    private int customer(String identifier) {
        int customer = customers().customer(node(identifier));
        if (customer == Customers.NOBODY) {
            throw UserProblem.of(Code.UNKNOWN_CUSTOMER, identifier);
        }
        return customer;
    }
}
