package dev.limner.workspace;

import dev.limner.engine.duckdb.IdentityLog;
import dev.limner.engine.duckdb.MatchLog;
import dev.limner.identity.Customers;
import dev.limner.identity.Decision;
import dev.limner.identity.Entry;
import dev.limner.identity.match.MatchDefinition;
import dev.limner.identity.match.Matching;
import dev.limner.identity.match.Suggestion;
import dev.limner.portrait.TraitStudy;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Identities.Hand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Customers that may be one person though no identifier says so: looked for, joined where it is sure,
/// asked about where it is not. What was answered once is not asked again.
public final class Matches {
    private static final JsonMapper JSON = JsonMapper.shared();
    /// Chance plays a part in the fit; the same chance each time, so that the same data give the same pairs.
    private static final long SEED = 1;

    /// So many pairs wait for an answer at the most, the surest of them.
    private static final int MOST_ASKED = 2_000;

    private static final int AT_ONCE = 10_000;

    private final Desk desk;
    private final Clock machine;

    Matches(Desk desk, Clock machine) {
        this.desk = desk;
        this.machine = machine;
    }

    /// Why a pair waits.
    public enum Cause {
        /// It does not: it is sure, and can be joined without asking.
        SURE,
        /// It lies between the thresholds.
        DOUBTFUL,
        /// It is sure by itself, but others of the same customers speak against it.
        CONTRADICTED,
        /// It is likely, but together the two would have more of a kind of identifier than the policy allows.
        LIMIT,
        /// It was joined once, and somebody took that back.
        TAKEN_BACK
    }

    /// What is compared.
    ///
    /// @param title of the trait
    public record Compared(String trait, Words title, MatchDefinition.As as) {}

    /// The definition of the workspace's file; null where it has none.
    ///
    /// @throws UserProblem where it is wrong
    public @Nullable MatchDefinition definition() {
        MatchDefinition definition = MatchingFile.read(desk.workspace().folder());
        if (definition != null) {
            fields().check(definition, desk.workspace().definitions().mappings().values());
        }
        return definition;
    }

    /// The same, where there must be one.
    public MatchDefinition required() {
        MatchDefinition definition = definition();
        if (definition == null) {
            throw UserProblem.of(Code.NO_MATCHING);
        }
        return definition;
    }

    /// What a definition compares.
    public List<Compared> compared(MatchDefinition definition) {
        return definition.compared().stream()
                .map(one -> new Compared(one.trait(), fields().title(one.trait()), one.as()))
                .toList();
    }

    /// The last comparison; null where there was none.
    public MatchLog.@Nullable Run last() {
        return log().last();
    }

    /// Compares all customers as they are now. Nobody is joined; what is found takes the place of what was
    /// found before.
    ///
    /// @throws UserProblem where the workspace does not say what to compare
    public MatchLog.Run find(Work work) {
        MatchDefinition definition = required();
        Workspace workspace = desk.workspace();
        Customers customers = workspace.store().customers();
        MatchFields fields = fields();
        TraitStudy study = fields.study(definition);
        work.stage(new Words("reading traits", "读取属性"), 0);
        TraitStudy.Traits traits = study == null
                ? null
                : workspace.engine().run(study, desk.moment(null).scope(), work);
        Matching matching = new Matching(definition);
        List<Integer> compared = new ArrayList<>();
        for (int customer : customers.all()) {
            List<@Nullable String> values = fields.record(definition, traits, customer, customers);
            if (values.stream().anyMatch(value -> value != null)) {
                matching.add(values);
                compared.add(customers.namedBy(customer));
            }
        }
        work.stage(new Words("comparing customers", "比较客户"), compared.size());
        List<MatchPair> pairs = new ArrayList<>();
        long weighed = 0;
        if (compared.size() > 1) {
            Matching.Result result = matching.run(new SplittableRandom(SEED), share -> {
                work.reached(Math.round(compared.size() * share));
                return true;
            });
            weighed = result.linkage().pairs().compared();
            for (int from = 0; from < result.size(); from += AT_ONCE) {
                for (Suggestion one : result.suggestions(from, from + AT_ONCE)) {
                    pairs.add(MatchPair.of(one, compared.get(one.left()), compared.get(one.right())));
                }
            }
        }
        work.check();
        return log().put(
                        machine.instant(),
                        compared.size(),
                        weighed,
                        JSON.writeValueAsString(definition),
                        kept(pairs).stream().map(MatchPair::stored).toList());
    }

    /// What is worth keeping: all that is sure, and the surest of what is asked.
    private List<MatchPair> kept(List<MatchPair> pairs) {
        List<MatchPair> kept = new ArrayList<>();
        int asked = 0;
        for (MatchSieve.Left left : sieve().left(pairs)) {
            if (left.cause() == Cause.SURE || asked++ < MOST_ASKED) {
                kept.add(left.pair());
            }
        }
        return kept;
    }

    /// What is left of the last comparison, the surest first.
    List<MatchSieve.Left> left() {
        MatchLog.Run run = last();
        if (run == null) {
            return List.of();
        }
        return desk.remembered("matches of run " + run.number(), desk.moment(null), null, _ -> {
            List<MatchPair> pairs = log().pairs().stream().map(MatchPair::of).toList();
            return sieve().left(pairs);
        });
    }

    private MatchSieve sieve() {
        return new MatchSieve(identityLog().joining(), identityLog().ledger().takenBack());
    }

    /// How many pairs could be joined without asking.
    public int sure() {
        return (int) left().stream().filter(one -> one.cause() == Cause.SURE).count();
    }

    /// How many pairs wait for an answer.
    public int waiting() {
        return left().size() - sure();
    }

    /// Pairs that can be joined without asking, or those that wait for an answer, the surest first.
    public List<Candidate> candidates(boolean sure, int from, int count) {
        List<MatchSieve.Left> some = left().stream()
                .filter(one -> (one.cause() == Cause.SURE) == sure)
                .skip(from)
                .limit(count)
                .toList();
        MatchLog.Run run = last();
        return run == null || some.isEmpty()
                ? List.of()
                : new MatchReading(desk, fields(), JSON.readValue(run.definition(), MatchDefinition.class)).read(some);
    }

    /// Makes one customer of each that is sure, as one entry of the log.
    ///
    /// @throws UserProblem where none is
    public Entry join(Hand hand) {
        List<List<Integer>> groups = left().stream()
                .filter(one -> one.cause() == Cause.SURE)
                .map(one -> List.of(one.pair().one(), one.pair().other()))
                .toList();
        if (groups.isEmpty()) {
            throw UserProblem.of(Code.NOTHING_SURE);
        }
        return desk.identities().decide(new Decision.Likely(groups), hand);
    }

    /// Takes an answer: that the two of a pair are one person, or that they are not.
    ///
    /// @throws UserProblem where the pair is not asked about
    public Entry answer(String pair, boolean same, Hand hand) {
        MatchPair asked = left().stream()
                .map(MatchSieve.Left::pair)
                .filter(one -> one.name().equals(pair))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(Code.NOT_ASKED, pair));
        Customers customers = desk.workspace().store().customers();
        List<Integer> one = customers.members(customers.customer(asked.one()));
        List<Integer> other = customers.members(customers.customer(asked.other()));
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        return desk.identities()
                .decide(same ? Decision.Link.of(both) : new Decision.Different(List.of(one, other)), hand);
    }

    private MatchFields fields() {
        return new MatchFields(desk.workspace().definitions().plan());
    }

    private MatchLog log() {
        return new MatchLog(desk.workspace().store());
    }

    private IdentityLog identityLog() {
        return desk.workspace().store().identity();
    }
}
