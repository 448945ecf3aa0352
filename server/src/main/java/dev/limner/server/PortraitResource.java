package dev.limner.server;

import dev.limner.engine.Scope;
import dev.limner.engine.Together;
import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.insight.TimeLine;
import dev.limner.portrait.Column;
import dev.limner.portrait.LifeStudy;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.portrait.Story;
import dev.limner.problem.Words;
import dev.limner.segment.Rfm;
import dev.limner.segment.RfmFormula;
import dev.limner.segment.RfmModel;
import dev.limner.segment.Segments;
import dev.limner.segment.TenureStudy;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// One customer: who it is in words, all tags, the time line, and why.
final class PortraitResource {
    static final String CUSTOMER = Routes.WORKSPACE + "/customers/{id}";
    private static final String LIFECYCLE = "lifecycle";

    private PortraitResource() {}

    record Portrait(
            String id,
            int number,
            String asOf,
            List<Customers.Identifier> identifiers,
            Words story,
            List<PortraitTag> tags,
            @Nullable RfmPosition rfm,
            List<Membership> memberships,
            @Nullable String firstEvent,
            @Nullable String lastEvent,
            long events,
            List<Lane> lanes,
            List<StateChange> changes) {}

    record PortraitTag(
            String tag,
            String group,
            @Nullable String value,
            @Nullable Double percentile) {}

    record RfmPosition(
            int recencyDays,
            int frequency,
            String monetary,
            int r,
            int f,
            int m,
            String rfmClass,
            double recencyPercentile,
            double frequencyPercentile,
            double monetaryPercentile) {}

    /// @param since the local date on which it began
    /// @param flip what would end it, in words, where there are some
    /// @param until the instant at which it ends where nothing else happens
    record Membership(
            String segment,
            Words title,
            @Nullable String since,
            @Nullable Words flip,
            @Nullable String until) {}

    record MembershipList(List<Membership> memberships) {}

    record Lane(String type, Words title, long count, List<LanePoint> points) {}

    record LanePoint(String day, int count, @Nullable String amount) {}

    record StateChange(String day, String tag, @Nullable String from, String to) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                                CUSTOMER,
                                "The portrait of one customer.",
                                List.of(Asked.AS_OF),
                                Portrait.class,
                                request -> portrait(Asked.of(request, desks)))
                        .recorded(),
                Route.get(
                        CUSTOMER + "/memberships",
                        "The segments that a customer is in: since when, and until when if nothing else happens.",
                        List.of(Asked.AS_OF),
                        MembershipList.class,
                        request -> {
                            Asked asked = Asked.of(request, desks);
                            return new MembershipList(memberships(asked, customer(asked), null));
                        }));
    }

    private static Portrait portrait(Asked asked) {
        Desk desk = asked.desk();
        int number = customer(asked);
        People people = desk.people(asked.moment());
        TrackingPlan plan = desk.workspace().definitions().plan();
        TimeLine timeLine = new TimeLine(plan, desk.workspace().clock());
        LifeStudy life = LifeStudy.of(desk.workspace().definitions().portraits(), LIFECYCLE, asked.moment());
        Together both = new Together(timeLine, life);
        Together.Answers answers = desk.workspace().engine().run(both, alone(asked, number), new Work());
        TimeLine.Lanes lanes = both.answer(timeLine, answers);
        LifeStudy.Life lived = both.answer(life, answers);
        List<Lane> shown = plan.types().stream()
                .map(type -> lane(type, lanes.of(type)))
                .filter(lane -> lane.count() > 0)
                .toList();
        List<String> days = shown.stream()
                .flatMap(lane -> lane.points().stream().map(LanePoint::day))
                .sorted()
                .toList();
        return new Portrait(
                asked.sight().name(number),
                number,
                asked.moment().date().toString(),
                asked.sight().identifiers(number),
                Story.of(people, number),
                tags(people, number, asked.sight()),
                rfm(people, number),
                memberships(asked, number, lived),
                days.isEmpty() ? null : days.getFirst(),
                days.isEmpty() ? null : days.getLast(),
                shown.stream().mapToLong(Lane::count).sum(),
                shown,
                lived.changes().stream()
                        .map(change -> new StateChange(
                                date(change.day()),
                                LIFECYCLE,
                                change.from() == null
                                        ? null
                                        : Objects.requireNonNull(change.from()).id(),
                                change.to().id()))
                        .toList());
    }

    /// The number of the customer whose identifier the path names.
    static int customer(Asked asked) {
        int customer = asked.sight().customer(asked.request().pathParam("id"));
        Caller.about(asked.request(), "customer " + customer);
        return customer;
    }

    /// The scope of one customer alone.
    static Scope alone(Asked asked, int number) {
        return asked.moment().scope().within(RoaringBitmap.bitmapOf(number));
    }

    private static Lane lane(EventType type, List<TimeLine.Point> points) {
        boolean hasAmount = TimeLine.amountOf(type) != null;
        return new Lane(
                type.name(),
                type.title(),
                points.stream().mapToLong(TimeLine.Point::count).sum(),
                points.stream()
                        .map(point -> new LanePoint(
                                date(point.day()), point.count(), hasAmount ? Money.text(point.amount()) : null))
                        .toList());
    }

    private static String date(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    private static List<PortraitTag> tags(People people, int number, Sight sight) {
        List<PortraitTag> tags = new ArrayList<>();
        for (Column column : people.columns()) {
            double percentile = column.percentile(number);
            tags.add(new PortraitTag(
                    column.tag().name(),
                    column.tag().group(),
                    sight.of(column.tag(), column.text(number)),
                    Double.isNaN(percentile) ? null : percentile));
        }
        return tags;
    }

    private static @Nullable RfmPosition rfm(People people, int number) {
        if (!(people.parameters().get(RfmFormula.MODEL) instanceof RfmModel model)
                || !people.column(Rfm.FREQUENCY).positive(number)) {
            return null;
        }
        RfmModel.Scores scores = RfmFormula.scores(people, number, model);
        Column recency = people.column(Rfm.RECENCY);
        Column frequency = people.column(Rfm.FREQUENCY);
        Column monetary = people.column(Rfm.MONETARY);
        return new RfmPosition(
                (int) recency.value(number),
                (int) frequency.value(number),
                Money.text(monetary.value(number)),
                scores.r(),
                scores.f(),
                scores.m(),
                model.classOf(scores).id(),
                recency.percentile(number),
                frequency.percentile(number),
                monetary.percentile(number));
    }

    /// @param life whose states are told of in words; null where they are not asked for
    private static List<Membership> memberships(Asked asked, int number, LifeStudy.@Nullable Life life) {
        Segments segments = asked.desk().workspace().definitions().segments();
        Map<String, TenureStudy.Tenure> tenures = asked.desk().tenures(number, asked.moment());
        List<Membership> memberships = new ArrayList<>();
        segments.groups().stream()
                .flatMap(group -> group.segments().stream())
                .filter(segment ->
                        tenures.containsKey(segment.id()) && !segments.rules().containsKey(segment.id()))
                .forEach(segment -> memberships.add(membership(
                        asked,
                        segment.id(),
                        segment.value().title(),
                        life != null && segment.tag().name().equals(LIFECYCLE) ? life.flip(segment.tag()) : null,
                        Objects.requireNonNull(tenures.get(segment.id())))));
        segments.rules().forEach((id, rule) -> {
            TenureStudy.Tenure tenure = tenures.get(id);
            if (tenure != null) {
                memberships.add(membership(asked, id, rule.title(), null, tenure));
            }
        });
        return memberships;
    }

    private static Membership membership(
            Asked asked, String id, Words title, @Nullable Words flip, TenureStudy.Tenure tenure) {
        Instant since = tenure.since();
        return new Membership(
                id,
                title,
                since == null ? null : since.atZone(asked.zone()).toLocalDate().toString(),
                flip,
                asked.textOrNull(tenure.until()));
    }
}
