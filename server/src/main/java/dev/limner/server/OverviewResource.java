package dev.limner.server;

import dev.limner.engine.duckdb.AnonymousSales;
import dev.limner.insight.HeatFinding;
import dev.limner.insight.HeatMapStudy;
import dev.limner.insight.Interval;
import dev.limner.insight.KpiStudy;
import dev.limner.insight.SeriesStudy;
import dev.limner.insight.Step;
import dev.limner.insight.Trade;
import dev.limner.portrait.Moment;
import dev.limner.portrait.Money;
import dev.limner.problem.Words;
import dev.limner.segment.Movement;
import dev.limner.workspace.Desk;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a shop is doing and what moved: key figures, series, hours of the week, movement between values of a
/// tag.
final class OverviewResource {
    private static final Route.Parameter FROM = Route.one("from", "The first local date.");
    private static final Route.Parameter TO = Route.one("to", "The local date after the last one.");

    private OverviewResource() {}

    record Kpis(String from, String to, String previousFrom, int days, List<Kpi> kpis) {}

    record Kpi(
            String id,
            Words title,
            Words definition,
            dev.limner.insight.Kpi.Unit unit,
            @Nullable String value,
            @Nullable String previous,
            @Nullable Interval interval) {}

    record Series(Step step, List<SeriesPoint> points) {}

    record SeriesPoint(
            String start,
            boolean partial,
            String revenue,
            String anonymousRevenue,
            long orders,
            long activeCustomers,
            long newCustomers,
            String returns) {}

    record HeatMap(Words finding, List<HeatCell> cells) {}

    record HeatCell(int weekday, int hour, long orders, String revenue) {}

    record MovementView(
            String tag, String from, String to, List<TagResource.TagValue> values, List<Movement.Flow> flows) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/kpis",
                        "Key figures of the last days, against as many days before them.",
                        List.of(Asked.AS_OF, Asked.POPULATION, Route.one("days", "How many days; 30 where left out.")),
                        Kpis.class,
                        request -> kpis(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/series",
                        "Revenue, orders and customers over time; revenue without a known customer beside it.",
                        List.of(Asked.AS_OF, Asked.POPULATION, Route.one("step", "day, week or month."), FROM, TO),
                        Series.class,
                        request -> series(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/heatmap",
                        "Orders and revenue by local weekday and hour.",
                        List.of(Asked.AS_OF, Asked.POPULATION, FROM, TO),
                        HeatMap.class,
                        request -> heatMap(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/movement",
                        "How many customers went from which value of a tag to which, between two moments.",
                        List.of(Route.one("tag", "A tag that is a choice, such as lifecycle."), FROM, TO),
                        MovementView.class,
                        request -> movement(Asked.of(request, desks))));
    }

    private static Trade trade(Desk desk) {
        return Trade.of(desk.workspace().definitions().plan());
    }

    private static Kpis kpis(Asked asked) {
        int days = asked.whole("days", 1, 3660, 30);
        return asked.desk().remembered("kpis " + days, asked.moment(), asked.population(), moment -> {
            KpiStudy study = new KpiStudy(trade(asked.desk()), moment, days);
            KpiStudy.Windows windows = asked.desk().ask(study, moment, asked.population());
            return new Kpis(
                    asked.text(after(study.from())),
                    asked.text(after(moment)),
                    asked.text(after(study.previousFrom())),
                    days,
                    dev.limner.insight.Kpi.of(windows).stream()
                            .map(kpi -> new Kpi(
                                    kpi.id(),
                                    kpi.title(),
                                    kpi.definition(),
                                    kpi.unit(),
                                    plain(kpi.value()),
                                    plain(kpi.previous()),
                                    kpi.interval()))
                            .toList());
        });
    }

    /// The first instant that no longer counts, which reads better than the last that does.
    private static Instant after(Moment moment) {
        return moment.instant().plusNanos(1000);
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static Series series(Asked asked) {
        Step step = asked.oneOf("step", Step.class, Step.MONTH);
        LocalDate from = asked.date("from");
        LocalDate to = asked.date("to");
        return asked.desk().remembered("series " + step + from + to, asked.moment(), asked.population(), moment -> {
            LocalDate first = from == null ? firstDate(asked) : from;
            LocalDate end = to == null ? lastDate(moment).plusDays(1) : to;
            SeriesStudy study = new SeriesStudy(trade(asked.desk()), moment, first, end, step);
            Map<LocalDate, Long> anonymous = anonymous(asked, moment, step);
            List<SeriesPoint> points = new ArrayList<>();
            for (SeriesStudy.Point point : study.points(asked.desk().ask(study, moment, asked.population()))) {
                points.add(new SeriesPoint(
                        point.start().toString(),
                        point.partial(),
                        Money.text(point.revenue()),
                        Money.text(anonymous.getOrDefault(point.start(), 0L)),
                        point.orders(),
                        point.activeCustomers(),
                        point.newCustomers(),
                        Money.text(point.returned())));
            }
            return new Series(step, points);
        });
    }

    /// Anonymous revenue by the first date of each step; none where a population is asked for, which it
    /// cannot belong
    /// to.
    private static Map<LocalDate, Long> anonymous(Asked asked, Moment moment, Step step) {
        if (asked.population() != null) {
            return Map.of();
        }
        Trade trade = trade(asked.desk());
        Map<LocalDate, Long> sums = new HashMap<>();
        AnonymousSales.byDay(
                        asked.desk().workspace().store(), trade.order(), trade.total(), asked.zone(), moment.instant())
                .forEach((day, sum) -> sums.merge(step.start(day), sum, Long::sum));
        return sums;
    }

    private static LocalDate firstDate(Asked asked) {
        Instant first = asked.desk().extent().first();
        return first == null
                ? asked.moment().date()
                : first.atZone(asked.zone()).toLocalDate();
    }

    /// The local date of the last instant that counts.
    private static LocalDate lastDate(Moment moment) {
        return LocalDate.ofEpochDay(moment.clock().day(moment.micros()));
    }

    private static HeatMap heatMap(Asked asked) {
        LocalDate from = asked.date("from");
        LocalDate to = asked.date("to");
        return asked.desk().remembered("heat " + from + to, asked.moment(), asked.population(), moment -> {
            HeatMapStudy study = new HeatMapStudy(trade(asked.desk()), moment, from, to);
            HeatMapStudy.Cells answer = asked.desk().ask(study, moment, asked.population());
            List<HeatCell> cells = new ArrayList<>();
            for (int weekday = 1; weekday <= 7; weekday++) {
                for (int hour = 0; hour < 24; hour++) {
                    cells.add(new HeatCell(
                            weekday, hour, answer.orders(weekday, hour), Money.text(answer.revenue(weekday, hour))));
                }
            }
            return new HeatMap(HeatFinding.of(answer), cells);
        });
    }

    private static MovementView movement(Asked asked) {
        Desk desk = asked.desk();
        Moment to = desk.moment(asked.request().queryParam("to"));
        String from = asked.request().queryParam("from");
        Moment before = from == null || from.isBlank() ? to.daysEarlier(90) : desk.moment(from);
        String tag = asked.text("tag").isEmpty() ? "lifecycle" : asked.text("tag");
        Movement movement = Movement.between(desk.people(before), desk.people(to), tag);
        return new MovementView(
                tag,
                before.date().toString(),
                to.date().toString(),
                TagResource.values(movement.tag()),
                movement.flows());
    }
}
