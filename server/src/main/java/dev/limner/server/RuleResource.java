package dev.limner.server;

import dev.limner.history.LocalClock;
import dev.limner.language.Children;
import dev.limner.language.ExprJson;
import dev.limner.language.Parser;
import dev.limner.language.Reading;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Money;
import dev.limner.portrait.People;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.segment.Audience;
import dev.limner.segment.Contrast;
import dev.limner.segment.Overlap;
import dev.limner.segment.SegmentRule;
import dev.limner.segment.Segments;
import dev.limner.workspace.Definitions;
import dev.limner.workspace.Desk;
import dev.limner.workspace.RulebookLog;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.JsonNode;

/// Segments that are written in the language: one of them whole, its history, what sets it apart, and how
/// some overlap.
final class RuleResource {
    private static final String RULE = Routes.WORKSPACE + "/segments/rules/{segment}";
    private static final int MOST_POINTS = 60;

    private RuleResource() {}

    record RuleSegment(
            String id,
            Words title,
            @Nullable Words description,
            String text,
            Words aloud,
            long customers,
            double share,
            String spend,
            double spendShare,
            int version,
            @Nullable String owner,
            boolean track) {}

    record RuleSegmentPage(
            String id,
            Words title,
            @Nullable Words description,
            String text,
            Words aloud,
            long customers,
            double share,
            String spend,
            double spendShare,
            int version,
            @Nullable String owner,
            boolean track,
            JsonNode tree,
            List<RuleVersion> versions,
            List<String> uses,
            List<String> usedBy) {}

    record RuleVersion(int version, String at, String text, String note) {}

    record RuleHistory(List<RulePoint> points) {}

    record RulePoint(String at, long customers, long entered, long left) {}

    record ContrastView(List<ContrastRow> rows) {}

    record ContrastRow(
            String tag,
            Words title,
            String kind,
            @Nullable String value,
            double inside,
            double outside,
            double effect,
            double low,
            double high) {}

    record OverlapView(List<OverlapSegment> segments, List<OverlapPart> parts) {}

    record OverlapSegment(String id, Words title, long customers) {}

    record OverlapPart(List<String> ids, long customers) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        RULE,
                        "A segment by a rule: its text, tree, size, versions, and what it is connected with.",
                        List.of(Asked.AS_OF),
                        RuleSegmentPage.class,
                        request -> page(Asked.of(request, desks), request.pathParam("segment"))),
                Route.get(
                        RULE + "/history",
                        "How many were in it at evenly spread local dates, and who came and went between them.",
                        List.of(
                                Route.one("from", "The first local date; 90 days before the last where left out."),
                                Route.one("to", "The last local date; the workspace's today where left out."),
                                Route.one("points", "How many dates, 2 to 60; 13 where left out.")),
                        RuleHistory.class,
                        request -> history(Asked.of(request, desks), request.pathParam("segment"))),
                Route.get(
                        RULE + "/contrast",
                        "What sets its members apart from everybody else, tag by tag, with effect sizes and intervals.",
                        List.of(Asked.AS_OF),
                        ContrastView.class,
                        request -> contrast(Asked.of(request, desks), request.pathParam("segment"))),
                Route.get(
                        Routes.WORKSPACE + "/segments/overlap",
                        "How up to eight segments lie over each other: every combination that somebody is in.",
                        List.of(Asked.AS_OF, Route.one("ids", "Ids of segments with commas between them.")),
                        OverlapView.class,
                        request -> overlap(Asked.of(request, desks))));
    }

    /// All segments by rules with their sizes.
    static List<RuleSegment> list(Asked asked) {
        Desk desk = asked.desk();
        Map<String, SegmentRule> known =
                desk.workspace().definitions().segments().rules();
        List<RuleSegment> rules = new ArrayList<>();
        desk.ruled(asked.moment()).forEach((id, members) -> {
            SegmentRule rule = known.get(id);
            if (rule != null) { // else it has just been taken away, or has just come
                rules.add(summary(asked, rule, members, version(desk, id)));
            }
        });
        return rules;
    }

    private static int version(Desk desk, String id) {
        List<RulebookLog.Revision> revisions = desk.workspace().log().ofSegment(id);
        return revisions.isEmpty() ? 0 : revisions.getFirst().version();
    }

    private static RuleSegment summary(Asked asked, SegmentRule rule, RoaringBitmap members, int version) {
        People people = asked.desk().people(asked.moment());
        Segments.Size size = Segments.size(people, members);
        return new RuleSegment(
                rule.id(),
                rule.title(),
                rule.description(),
                rule.rule(),
                Reading.aloud(
                        Parser.parse(rule.rule()).orThrow(),
                        asked.desk().workspace().definitions().glossary()),
                size.customers(),
                size.share(),
                Money.text(size.spend()),
                size.spendShare(),
                version,
                rule.owner(),
                Boolean.TRUE.equals(rule.track()));
    }

    private static SegmentRule rule(Desk desk, String id) {
        SegmentRule rule = desk.workspace().definitions().segments().rules().get(id);
        if (rule == null) {
            throw UserProblem.of(UserProblem.Code.UNKNOWN_SEGMENT, id);
        }
        return rule;
    }

    private static RoaringBitmap members(Asked asked, String id) {
        return Objects.requireNonNull(
                asked.desk().members(rule(asked.desk(), id).id(), asked.moment()));
    }

    private static RuleSegmentPage page(Asked asked, String id) {
        Desk desk = asked.desk();
        SegmentRule rule = rule(desk, id);
        RuleSegment summary = summary(asked, rule, members(asked, id), version(desk, id));
        Definitions definitions = desk.workspace().definitions();
        List<String> usedBy = definitions.segments().rules().values().stream()
                .filter(other ->
                        Children.segments(Parser.parse(other.rule()).expr()).contains(id))
                .map(SegmentRule::id)
                .toList();
        return new RuleSegmentPage(
                summary.id(),
                summary.title(),
                summary.description(),
                summary.text(),
                summary.aloud(),
                summary.customers(),
                summary.share(),
                summary.spend(),
                summary.spendShare(),
                summary.version(),
                summary.owner(),
                summary.track(),
                ExprJson.tree(Parser.parse(rule.rule()).orThrow()),
                desk.workspace().log().ofSegment(id).stream()
                        .map(revision -> new RuleVersion(
                                revision.version(),
                                asked.text(revision.appliedAt()),
                                revision.rule().rule(),
                                revision.note()))
                        .toList(),
                List.copyOf(Children.segments(Parser.parse(rule.rule()).expr())),
                usedBy);
    }

    private record HistoryQuestion(String segment, LocalDate from, LocalDate to, int points) {}

    private static RuleHistory history(Asked asked, String id) {
        Desk desk = asked.desk();
        rule(desk, id);
        LocalDate to = asked.date("to");
        LocalDate last = to == null ? asked.moment().date() : to;
        LocalDate from = asked.date("from");
        LocalDate first = from == null ? last.minusDays(90) : from;
        int points = asked.whole("points", 2, MOST_POINTS, 13);
        if (!first.isBefore(last)) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "from", first.toString(), "before " + last);
        }
        return desk.remembered(
                new HistoryQuestion(id, first, last, points),
                desk.moment(null),
                null,
                _ -> history(desk, id, first, last, points));
    }

    private static RuleHistory history(Desk desk, String id, LocalDate first, LocalDate last, int points) {
        LocalClock clock = desk.workspace().clock();
        long days = ChronoUnit.DAYS.between(first, last);
        int dates = (int) Math.min(points, days + 1);
        List<LocalDate> at = new ArrayList<>();
        for (int i = 0; i < dates; i++) {
            at.add(first.plusDays(Math.round((double) days * i / (dates - 1))));
        }
        List<RoaringBitmap> members = desk.over(
                desk.workspace().definitions().lexicon().segment(id),
                at.stream().map(date -> Moment.before(date, clock)).toList());
        List<RulePoint> found = new ArrayList<>();
        for (int i = 0; i < dates; i++) {
            RoaringBitmap now = members.get(i);
            RoaringBitmap before = i == 0 ? now : members.get(i - 1);
            found.add(new RulePoint(
                    at.get(i).toString(),
                    now.getCardinality(),
                    RoaringBitmap.andNotCardinality(now, before),
                    RoaringBitmap.andNotCardinality(before, now)));
        }
        return new RuleHistory(found);
    }

    private static ContrastView contrast(Asked asked, String id) {
        return contrast(asked, members(asked, id));
    }

    /// What sets some customers apart from everybody else.
    static ContrastView contrast(Asked asked, RoaringBitmap members) {
        People people = asked.desk().people(asked.moment());
        return new ContrastView(Contrast.of(people, members).rows().stream()
                .map(row -> new ContrastRow(
                        row.tag().name(),
                        row.tag().title(),
                        row.value() == null ? "number" : "choice",
                        row.value(),
                        row.inside(),
                        row.outside(),
                        row.effect(),
                        row.low(),
                        row.high()))
                .toList());
    }

    private static OverlapView overlap(Asked asked) {
        Desk desk = asked.desk();
        Definitions definitions = desk.workspace().definitions();
        List<Audience> audiences = new ArrayList<>();
        List<OverlapSegment> segments = new ArrayList<>();
        List<String> ids = Arrays.stream(asked.text("ids").split(","))
                .map(String::strip)
                .distinct()
                .toList();
        if (ids.size() > Overlap.MOST) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER,
                    "ids",
                    Integer.toString(ids.size()),
                    "1 to " + Overlap.MOST + " segments");
        }
        for (String id : ids) {
            SegmentRule rule = definitions.segments().rules().get(id);
            Words title =
                    rule == null ? definitions.segments().segment(id).value().title() : rule.title();
            RoaringBitmap members = Objects.requireNonNullElseGet(desk.members(id, asked.moment()), RoaringBitmap::new);
            audiences.add(new Audience(id, asked.moment().instant(), members));
            segments.add(new OverlapSegment(id, title, members.getCardinality()));
        }
        return new OverlapView(
                segments,
                Overlap.of(audiences).parts().stream()
                        .map(part -> new OverlapPart(part.ids(), part.size()))
                        .toList());
    }
}
