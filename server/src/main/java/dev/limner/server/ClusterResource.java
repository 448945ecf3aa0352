package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.Type;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Moment;
import dev.limner.predict.RuleClusters;
import dev.limner.predict.Shift;
import dev.limner.problem.Words;
import dev.limner.segment.SegmentRule;
import dev.limner.workspace.Clusters;
import dev.limner.workspace.Count;
import dev.limner.workspace.Desk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Groups of alike customers: those found last, what sets each apart, and how they hold now.
final class ClusterResource {
    private static final String CLUSTERS = Routes.WORKSPACE + "/clusters";
    private static final long SEED = 1;

    private ClusterResource() {}

    /// What came of the last search; without a version there was none.
    record ClusterPage(
            @Nullable Integer version,
            @Nullable String asOf,
            @Nullable String foundAt,
            ModelResource.@Nullable ModelRefusal refused,
            @Nullable ClusterView found) {}

    /// @param quality the silhouette, -1 to 1
    /// @param none the share of customers whom no rule takes, or several
    record ClusterView(
            int customers,
            int heldOut,
            double quality,
            double stability,
            double fidelity,
            double none,
            ModelResource.ExpressionAloud population,
            List<ClusterGroup> clusters,
            List<ClusterAxis> axes,
            List<ClusterPoint> points,
            List<ClusterPoint> centres,
            ClusterOrigin origin) {}

    record ClusterGroup(
            String id,
            Words title,
            Words description,
            String rule,
            Words aloud,
            List<Words> branches,
            double share,
            double ruled,
            double fidelity,
            double precision,
            double recall,
            List<ClusterFeature> profile) {}

    record ClusterFeature(
            String feature,
            Words aloud,
            Type type,
            double mean,
            double median,
            double everybodyMean,
            double everybodyMedian) {}

    record ClusterAxis(double share, Words low, Words high) {}

    record ClusterPoint(double x, double y, String cluster) {}

    record ClusterOrigin(long seed, String data, String algorithm) {}

    /// How the groups hold as of a moment; without a drift the workspace no longer has what their rules name.
    record ClusterStanding(@Nullable ClusterDrift drift) {}

    record ClusterDrift(
            int customers,
            int heldOut,
            double index,
            Shift level,
            double fidelity,
            double low,
            double high,
            double fidelityThen,
            boolean isUnfaithful,
            List<ClusterShare> shares) {}

    /// @param cluster null for those of no group
    record ClusterShare(@Nullable String cluster, double then, double now) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        CLUSTERS,
                        "The groups of alike customers that were found last, with their rules; or why there are none.",
                        List.of(),
                        ClusterPage.class,
                        request -> page(Asked.of(request, desks))),
                Route.get(
                        CLUSTERS + "/drift",
                        "How far customers have moved between the groups since, and whether the rules still tell them.",
                        List.of(Asked.AS_OF),
                        ClusterStanding.class,
                        request -> drift(Asked.of(request, desks))),
                Route.get(
                        CLUSTERS + "/{cluster}/contrast",
                        "What sets those whom a group's rule takes apart from everybody else, tag by tag.",
                        List.of(Asked.AS_OF),
                        RuleResource.ContrastView.class,
                        request -> contrast(Asked.of(request, desks))),
                Route.post(
                                CLUSTERS + "/fit",
                                "Looks for groups anew in the background, and keeps what comes of it.",
                                List.of(Asked.AS_OF),
                                ClusterOrder.class,
                                WorkspaceResource.Status.class,
                                request -> fit(Asked.of(request, desks)))
                        .under(Right.OPERATE));
    }

    /// @param seed where chance begins; 1 where left out
    record ClusterOrder(@Nullable Long seed) {}

    private static WorkspaceResource.Status fit(Asked asked) {
        Long said = asked.body(ClusterOrder.class).seed();
        long seed = said == null ? SEED : said;
        Desk desk = asked.desk();
        Moment moment = asked.moment();
        desk.begin(work -> desk.clusters().find(moment, seed, work));
        return WorkspaceResource.status(desk);
    }

    private static ClusterPage page(Asked asked) {
        Clusters.Kept last = asked.desk().clusters().last();
        if (last == null) {
            return new ClusterPage(null, null, null, null, null);
        }
        RuleClusters clusters = last.clusters();
        return new ClusterPage(
                last.version(),
                asked.text(last.asOf()),
                asked.text(last.foundAt()),
                ModelResource.refusal(last.run().refused()),
                clusters == null ? null : view(clusters));
    }

    private static ClusterView view(RuleClusters found) {
        return new ClusterView(
                found.customers(),
                found.heldOut(),
                found.quality(),
                found.stability(),
                found.fidelity(),
                found.none(),
                new ModelResource.ExpressionAloud(found.population(), found.populationAloud()),
                found.clusters().stream().map(ClusterResource::view).toList(),
                found.plane().axes().stream()
                        .map(axis -> new ClusterAxis(axis.share(), axis.low(), axis.high()))
                        .toList(),
                points(found.plane().points()),
                points(found.plane().centres()),
                new ClusterOrigin(
                        found.origin().seed(),
                        found.origin().data(),
                        found.origin().algorithm()));
    }

    private static ClusterGroup view(RuleClusters.Cluster each) {
        SegmentRule segment = Clusters.segment(each);
        Words description = segment.description();
        return new ClusterGroup(
                each.id(),
                each.title(),
                description == null ? each.title() : description,
                each.rule(),
                each.aloud(),
                each.branches(),
                each.share(),
                each.ruled(),
                each.fidelity(),
                each.precision(),
                each.recall(),
                each.profile().stream()
                        .map(feature -> new ClusterFeature(
                                feature.feature(),
                                feature.aloud(),
                                feature.type(),
                                feature.mean(),
                                feature.median(),
                                feature.everybodyMean(),
                                feature.everybodyMedian()))
                        .toList());
    }

    private static List<ClusterPoint> points(List<RuleClusters.Point> points) {
        return points.stream()
                .map(point -> new ClusterPoint(point.x(), point.y(), point.cluster()))
                .toList();
    }

    private static ClusterStanding drift(Asked asked) {
        Clusters.Drift drift = asked.desk().clusters().drift(asked.moment());
        return new ClusterStanding(
                drift == null
                        ? null
                        : new ClusterDrift(
                                drift.customers(),
                                drift.heldOut(),
                                drift.index(),
                                drift.level(),
                                drift.fidelity(),
                                drift.low(),
                                drift.high(),
                                drift.fidelityThen(),
                                drift.isUnfaithful(),
                                drift.shares().stream()
                                        .map(share -> new ClusterShare(share.cluster(), share.then(), share.now()))
                                        .toList()));
    }

    private static RuleResource.ContrastView contrast(Asked asked) {
        Desk desk = asked.desk();
        String rule =
                desk.clusters().cluster(asked.request().pathParam("cluster")).rule();
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        return RuleResource.contrast(
                asked,
                Count.fulfilling(
                        Checker.condition(Parser.parse(rule), lexicon).orThrow(), lexicon, desk, asked.moment(), null));
    }
}
