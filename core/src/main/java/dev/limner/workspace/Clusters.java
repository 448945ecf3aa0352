package dev.limner.workspace;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.ParameterLog;
import dev.limner.insight.Interval;
import dev.limner.portrait.Moment;
import dev.limner.predict.Clustering;
import dev.limner.predict.FeatureTable;
import dev.limner.predict.Refusal;
import dev.limner.predict.RuleClusters;
import dev.limner.predict.Shift;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.work.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Groups of alike customers of a workspace: those found last, and how well they hold now.
public final class Clusters {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String NAME = "clusters";
    /// Of a share, and of the work.
    private static final int PARTS = 100;

    private final Desk desk;
    private final Clock machine;

    Clusters(Desk desk, Clock machine) {
        this.desk = desk;
        this.machine = machine;
    }

    /// What came of a search: groups, or a refusal.
    public record Run(@Nullable RuleClusters clusters, Predictions.@Nullable Refused refused) {}

    /// A search with its place in the log.
    public record Kept(int version, Instant asOf, Instant foundAt, Run run) {
        /// The groups; null where there was a refusal.
        public @Nullable RuleClusters clusters() {
            return run.clusters();
        }
    }

    /// The last search that was kept; null where there was none.
    public @Nullable Kept last() {
        List<ParameterLog.Published> all = log().versions(NAME);
        if (all.isEmpty()) {
            return null;
        }
        ParameterLog.Published last = all.getLast();
        return new Kept(
                last.version(), last.fittedAsOf(), last.publishedAt(), MAPPER.readValue(last.value(), Run.class));
    }

    /// The groups found last.
    ///
    /// @throws UserProblem where there are none
    public RuleClusters found() {
        Kept last = last();
        RuleClusters clusters = last == null ? null : last.clusters();
        if (clusters == null) {
            throw UserProblem.of(UserProblem.Code.NO_CLUSTERS);
        }
        return clusters;
    }

    /// One of the groups found last.
    ///
    /// @throws UserProblem where there is no such group
    public RuleClusters.Cluster cluster(String id) {
        return found().clusters().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> UserProblem.of(UserProblem.Code.UNKNOWN_CLUSTER, id));
    }

    /// A group as a segment: new customers belong to it where its rule holds.
    public static SegmentRule segment(RuleClusters.Cluster cluster) {
        return new SegmentRule(
                cluster.id(),
                cluster.title(),
                new Words(
                        String.format(
                                Locale.ROOT,
                                "A group of alike customers; the rule says rightly of %.1f %% of those held out whether they are in it.",
                                PARTS * cluster.fidelity()),
                        String.format(Locale.ROOT, "相似客户群；规则对 %.1f%% 的留出客户判断正确。", PARTS * cluster.fidelity())),
                cluster.rule(),
                null,
                null);
    }

    /// Finds groups as of a moment and keeps them, or the refusal.
    ///
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public Kept find(Moment moment, long seed, Work work) {
        Run run = switch (search(moment, seed, work)) {
            case Clustering.Outcome.Found(var clusters, var _) -> new Run(clusters, null);
            case Clustering.Outcome.Refused(var refusal) -> new Run(null, Predictions.Refused.of(refusal));
        };
        Instant now = machine.instant();
        int version = log().publish(NAME, moment.instant(), now, MAPPER.writeValueAsString(run));
        return new Kept(version, moment.instant(), now, run);
    }

    /// Finds groups as of a moment without keeping them, and who is nearest to which.
    public Clustering.Outcome search(Moment moment, long seed, Work work) {
        Clustering clustering = clustering();
        if (clustering == null) {
            return new Clustering.Outcome.Refused(new Refusal.NoEvents("order"));
        }
        work.stage(new Words("looking for groups of alike customers", "寻找相似客户群"), PARTS);
        FeatureTable table = desk.workspace()
                .engine()
                .run(clustering.study(moment.asked()), scope(moment), work.part())
                .table();
        return clustering.find(table, moment.instant(), seed, share -> {
            work.reached(Math.round(PARTS * share));
            return true;
        });
    }

    private @Nullable Clustering clustering() {
        Definitions definitions = desk.workspace().definitions();
        return Clustering.of(definitions.lexicon(), definitions.glossary());
    }

    private static Scope scope(Moment moment) {
        return new Scope(moment.instant(), Scope.Mode.AS_KNOWN, null, null);
    }

    private ParameterLog log() {
        return new ParameterLog(desk.workspace().store());
    }

    /// How far customers have moved between groups since these were found, and whether the rules still tell them.
    ///
    /// @param index the population stability index of the shares by rule, those of no group included
    /// @param fidelity the share of customers held out whom the rules take for the group they are nearest to, now;
    /// `low` to `high` its interval
    /// @param fidelityThen the same when the groups were found
    /// @param isUnfaithful whether the whole interval lies below what it was
    public record Drift(
            int customers,
            int heldOut,
            double index,
            Shift level,
            double fidelity,
            double low,
            double high,
            double fidelityThen,
            boolean isUnfaithful,
            List<Share> shares) {
        public Drift {
            shares = List.copyOf(shares);
        }
    }

    /// The share of customers whom one rule takes and no other, when the groups were found and now.
    ///
    /// @param cluster null for those whom no rule takes, or several
    public record Share(@Nullable String cluster, double then, double now) {}

    /// How the groups found last hold as of a moment; null where nobody is held out, or the workspace no longer
    /// has what their rules name.
    ///
    /// @throws UserProblem where there are none
    public @Nullable Drift drift(Moment moment) {
        Kept last = last();
        return desk
                .<List<Drift>>remembered(
                        "drift of clusters " + (last == null ? 0 : last.version()), moment, null, _ -> {
                            Drift drift = drift(found(), moment);
                            return drift == null ? List.of() : List.of(drift);
                        })
                .stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable Drift drift(RuleClusters found, Moment moment) {
        Clustering clustering = clustering();
        var study = clustering == null ? null : clustering.study(found, moment.asked());
        if (study == null) {
            return null;
        }
        Clustering.Standing now = Clustering.standing(
                found,
                desk.workspace().engine().run(study, scope(moment), new Work()).table());
        if (now.heldOut() == 0) {
            return null;
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < found.clusters().size(); i++) {
            RuleClusters.Cluster cluster = found.clusters().get(i);
            shares.add(new Share(cluster.id(), cluster.ruled(), now.ruled().get(i) / (double) now.customers()));
        }
        shares.add(new Share(null, found.none(), now.none() / (double) now.customers()));
        double index = Shift.index(
                shares.stream().mapToDouble(Share::then).toArray(),
                shares.stream().mapToDouble(Share::now).toArray());
        Interval fidelity = Interval.ofShare(now.right(), now.heldOut());
        return new Drift(
                now.customers(),
                now.heldOut(),
                index,
                Shift.of(index),
                now.right() / (double) now.heldOut(),
                fidelity.low(),
                fidelity.high(),
                found.fidelity(),
                fidelity.high() < found.fidelity(),
                shares);
    }
}
