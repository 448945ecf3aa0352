package dev.limner.server;

import dev.limner.predict.Affinity;
import dev.limner.predict.Facet;
import dev.limner.predict.ListQuality;
import dev.limner.predict.LookAlike;
import dev.limner.predict.NeedState;
import dev.limner.predict.Outlook;
import dev.limner.predict.Refusal;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Prospects;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be expected of single customers: the next order's time, what they are drawn to, what they
/// shop for, and who is like the members of a segment.
final class ProspectResource {
    private static final int MOST_ALIKE = 10_000;

    private ProspectResource() {}

    /// @param ever the probability that there is another order at all
    /// @param median the days until it; left out where it is likelier that none comes
    record OutlookView(
            @Nullable Double ever,
            @Nullable Double median,
            List<OutlookSpan> spans,
            List<OutlookDay> density,
            List<OutlookAlive> alive,
            ModelResource.@Nullable ModelRefusal refused) {}

    /// An interval of days; without an upper end where that much probability lies in no further order.
    record OutlookSpan(
            double level, @Nullable Double low, @Nullable Double high) {}

    /// A day to come and the probability that the next order falls on it.
    record OutlookDay(int day, double probability) {}

    /// A past instant and the probability of being a customer still, as it looked then.
    record OutlookAlive(String at, double probability) {}

    record AffinityList(List<AffinityOfFacet> facets) {}

    record AffinityOfFacet(Facet facet, List<AffinitySubject> subjects, ModelResource.@Nullable ModelRefusal refused) {}

    /// @param share of what comes next, `lift` over everybody's share
    record AffinitySubject(String subject, double share, double lift, int looks, int purchases, String last) {}

    record AffinityPage(List<AffinityCard> facets) {}

    /// @param weight how many looks a purchase counts, `prior` how many looks everybody's shares are worth
    record AffinityCard(
            Facet facet,
            @Nullable String test,
            @Nullable Integer horizonDays,
            @Nullable Integer customers,
            @Nullable Integer subjects,
            @Nullable Double halfLifeDays,
            @Nullable Double weight,
            @Nullable Double prior,
            List<ModelResource.ModelJudged> judged,
            ModelResource.@Nullable ModelRefusal refused) {}

    record NeedList(List<NeedOfCustomer> needs, ModelResource.@Nullable ModelRefusal refused) {}

    /// @param usual the rate of all who looked at the category
    record NeedOfCustomer(
            String category, double probability, double usual, int looks, int searches, int carts, String last) {}

    /// @param rows pairs of a customer and a category that was looked at within a fortnight
    record NeedPage(
            List<String> test,
            @Nullable Integer horizonDays,
            @Nullable Integer learned,
            @Nullable Integer rows,
            @Nullable Double rate,
            List<ModelResource.ModelJudged> judged,
            ModelResource.@Nullable ModelRefusal refused) {}

    /// @param leftOut features that tell members all by themselves
    record AlikePage(
            String segment,
            @Nullable Integer customers,
            @Nullable Integer members,
            List<ModelResource.ModelJudged> judged,
            List<AlikeSign> signs,
            List<Words> leftOut,
            List<AlikeCustomer> alike,
            ModelResource.@Nullable ModelRefusal refused) {}

    record AlikeSign(String feature, Words aloud, double share) {}

    record AlikeCustomer(String customer, double score) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        PortraitResource.CUSTOMER + "/outlook",
                        "When a customer's next order is to be expected, and how alive the customer seemed over time.",
                        List.of(Asked.AS_OF),
                        OutlookView.class,
                        request -> outlook(Asked.of(request, desks))),
                Route.get(
                        PortraitResource.CUSTOMER + "/affinities",
                        "The categories, brands and words that a customer is drawn to, with what that rests on.",
                        List.of(Asked.AS_OF),
                        AffinityList.class,
                        request -> affinities(Asked.of(request, desks))),
                Route.get(
                        PortraitResource.CUSTOMER + "/needs",
                        "What a customer is shopping for now, by category.",
                        List.of(Asked.AS_OF),
                        NeedList.class,
                        request -> needs(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/affinities",
                        "How well affinities met what was bought in the 60 days held out.",
                        List.of(Asked.AS_OF),
                        AffinityPage.class,
                        request -> affinityCards(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/needs",
                        "How well need-states met what was bought in the week that followed.",
                        List.of(Asked.AS_OF),
                        NeedPage.class,
                        request -> needCard(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/look-alikes",
                        "Who is like the members of a segment without being one, the most alike first.",
                        List.of(
                                Asked.AS_OF,
                                Route.one("segment", "The id of the segment."),
                                Route.one("limit", "How many at the most, up to " + MOST_ALIKE + ".")),
                        AlikePage.class,
                        request -> alike(Asked.of(request, desks))));
    }

    private static ModelResource.ModelRefusal refusal(Refusal refusal) {
        return new ModelResource.ModelRefusal(refusal.code(), refusal.words());
    }

    private static OutlookView outlook(Asked asked) {
        Prospects.Expected found = asked.desk().prospects().outlook(PortraitResource.customer(asked), asked.moment());
        Outlook outlook = found.outlook();
        if (outlook == null) {
            return new OutlookView(null, null, List.of(), List.of(), List.of(), ModelResource.refusal(found.refused()));
        }
        return new OutlookView(
                outlook.ever(),
                outlook.median(),
                outlook.spans().stream()
                        .map(span -> new OutlookSpan(span.level(), span.low(), span.high()))
                        .toList(),
                outlook.density().stream()
                        .map(day -> new OutlookDay(day.day(), day.probability()))
                        .toList(),
                outlook.alive().stream()
                        .map(each -> new OutlookAlive(asked.text(each.at()), each.probability()))
                        .toList(),
                null);
    }

    private static AffinityList affinities(Asked asked) {
        int customer = PortraitResource.customer(asked);
        Prospects prospects = asked.desk().prospects();
        return new AffinityList(Arrays.stream(Facet.values())
                .map(facet -> switch (prospects.affinity(facet, asked.moment())) {
                    case Affinity.Outcome.Refused(Refusal refusal) ->
                        new AffinityOfFacet(facet, List.of(), refusal(refusal));
                    case Affinity.Outcome.Fitted _ ->
                        new AffinityOfFacet(
                                facet,
                                prospects.affinity(facet, customer, asked.moment()).stream()
                                        .map(each -> new AffinitySubject(
                                                each.subject(),
                                                each.share(),
                                                each.lift(),
                                                each.looks(),
                                                each.purchases(),
                                                asked.text(each.last())))
                                        .toList(),
                                null);
                })
                .toList());
    }

    private static NeedList needs(Asked asked) {
        Prospects prospects = asked.desk().prospects();
        return switch (prospects.needs(asked.moment())) {
            case NeedState.Outcome.Refused(Refusal refusal) -> new NeedList(List.of(), refusal(refusal));
            case NeedState.Outcome.Fitted _ ->
                new NeedList(
                        prospects.needs(PortraitResource.customer(asked), asked.moment()).stream()
                                .map(each -> new NeedOfCustomer(
                                        each.category(),
                                        each.probability(),
                                        each.usual(),
                                        each.looks(),
                                        each.searches(),
                                        each.carts(),
                                        asked.text(each.last())))
                                .toList(),
                        null);
        };
    }

    private static AffinityPage affinityCards(Asked asked) {
        return new AffinityPage(Arrays.stream(Facet.values())
                .map(facet -> switch (asked.desk().prospects().affinity(facet, asked.moment())) {
                    case Affinity.Outcome.Refused(Refusal refusal) ->
                        new AffinityCard(facet, null, null, null, null, null, null, null, List.of(), refusal(refusal));
                    case Affinity.Outcome.Fitted(Affinity affinity) -> view(asked, affinity.card());
                })
                .toList());
    }

    private static AffinityCard view(Asked asked, Affinity.Card card) {
        return new AffinityCard(
                card.facet(),
                asked.text(card.test()),
                card.horizonDays(),
                card.customers(),
                card.subjects(),
                card.halfLifeDays(),
                card.weight(),
                card.prior(),
                judged(card.judged()),
                null);
    }

    private static List<ModelResource.ModelJudged> judged(List<ListQuality> qualities) {
        return qualities.stream()
                .map(quality -> ModelResource.judged(quality.who(), quality.figures()))
                .toList();
    }

    private static NeedPage needCard(Asked asked) {
        return switch (asked.desk().prospects().needs(asked.moment())) {
            case NeedState.Outcome.Refused(Refusal refusal) ->
                new NeedPage(List.of(), null, null, null, null, List.of(), refusal(refusal));
            case NeedState.Outcome.Fitted(NeedState needs) -> {
                NeedState.Card card = needs.card();
                yield new NeedPage(
                        card.test().stream().map(asked::text).toList(),
                        card.horizonDays(),
                        card.learned(),
                        card.rows(),
                        card.rate(),
                        judged(card.judged()),
                        null);
            }
        };
    }

    private static AlikePage alike(Asked asked) {
        String segment = asked.request().queryParam("segment");
        if (segment == null || segment.isBlank()) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "segment", "");
        }
        int limit = asked.whole("limit", 1, MOST_ALIKE, 50);
        Sight sight = asked.sight();
        return switch (asked.desk().prospects().alike(segment, asked.moment(), new Work())) {
            case LookAlike.Outcome.Refused(Refusal refusal) ->
                new AlikePage(segment, null, null, List.of(), List.of(), List.of(), List.of(), refusal(refusal));
            case LookAlike.Outcome.Done(LookAlike.Found found) ->
                new AlikePage(
                        segment,
                        found.customers(),
                        found.members(),
                        judged(found.judged()),
                        found.signs().stream()
                                .map(sign -> new AlikeSign(sign.feature(), sign.aloud(), sign.share()))
                                .toList(),
                        found.leftOut(),
                        found.alike().stream()
                                .limit(limit)
                                .map(each -> new AlikeCustomer(sight.name(each.customer()), each.score()))
                                .toList(),
                        null);
        };
    }
}
