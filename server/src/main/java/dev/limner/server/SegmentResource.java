package dev.limner.server;

import dev.limner.portrait.Moment;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.problem.Words;
import dev.limner.segment.Segments;
import dev.limner.workspace.Desk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Segments by group, with their sizes now, 30 days before, and at the last twelve ends of a month.
final class SegmentResource {
    private static final int DAYS_BEFORE = 30;
    private static final int MONTHS = 12;

    private SegmentResource() {}

    record SegmentList(String asOf, List<SegmentGroup> groups, List<RuleResource.RuleSegment> rules) {}

    record SegmentGroup(String tag, Words title, Words description, List<Segment> segments) {}

    record Segment(
            String id,
            String value,
            Words title,
            @Nullable Words description,
            long customers,
            double share,
            String spend,
            double spendShare,
            @Nullable Long before,
            List<Long> series) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                Routes.WORKSPACE + "/segments",
                "All segments by group, with sizes now and over time.",
                List.of(Asked.AS_OF),
                SegmentList.class,
                request -> list(Asked.of(request, desks))));
    }

    private static SegmentList list(Asked asked) {
        Desk desk = asked.desk();
        Moment moment = asked.moment();
        People now = desk.people(moment);
        List<Moment> moments = new ArrayList<>(List.of(moment.daysEarlier(DAYS_BEFORE)));
        LocalDate month = moment.date().withDayOfMonth(1);
        for (int back = MONTHS - 1; back >= 0; back--) {
            moments.add(Moment.before(month.minusMonths(back), moment.clock()));
        }
        List<People> then = desk.people(moments);
        return new SegmentList(
                moment.date().toString(),
                desk.workspace().definitions().segments().groups().stream()
                        .map(group -> group(group, now, then))
                        .toList(),
                RuleResource.list(asked));
    }

    private static SegmentGroup group(Segments.Group group, People now, List<People> then) {
        List<Segments.Size> sizes = Segments.sizes(now, group);
        List<List<Segments.Size>> before =
                then.stream().map(people -> Segments.sizes(people, group)).toList();
        List<Segment> segments = new ArrayList<>();
        for (int place = 0; place < sizes.size(); place++) {
            int at = place;
            Segments.Segment segment = group.segments().get(place);
            Segments.Size size = sizes.get(place);
            segments.add(new Segment(
                    segment.id(),
                    segment.value().id(),
                    segment.value().title(),
                    segment.value().description(),
                    size.customers(),
                    size.share(),
                    Money.text(size.spend()),
                    size.spendShare(),
                    before.getFirst().get(place).customers(),
                    before.stream()
                            .skip(1)
                            .map(month -> month.get(at).customers())
                            .toList()));
        }
        return new SegmentGroup(
                group.tag().name(),
                group.definition().title(),
                group.definition().description(),
                segments);
    }
}
