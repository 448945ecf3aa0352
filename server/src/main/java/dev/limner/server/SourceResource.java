package dev.limner.server;

import dev.limner.engine.duckdb.QuarantineLog;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.Words;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.source.Reasons;
import dev.limner.workspace.Workspace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came in, what was kept of it, and what was set aside and why.
final class SourceResource {
    private SourceResource() {}

    record SourceList(List<Source> sources) {}

    record Source(String id, Words title, @Nullable Words credit, List<Load> loads, List<Words> notes) {}

    record Load(
            int number,
            String file,
            String startedAt,
            double seconds,
            long rows,
            long duplicates,
            List<Count> kept,
            List<Count> derived,
            List<Count> quarantined,
            List<Count> mended,
            @Nullable String firstEvent,
            @Nullable String lastEvent) {}

    record Count(String id, Words title, long count, long anonymous) {}

    record QuarantinePage(long total, List<QuarantineRow> rows) {}

    /// @param part the file among several; null where there was one
    record QuarantineRow(int load, @Nullable String part, long line, String reason, Words title, String raw) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/sources",
                        "The sources and the report of each import.",
                        List.of(),
                        SourceList.class,
                        request -> sources(Asked.of(request, desks))),
                Route.get(
                        Routes.WORKSPACE + "/sources/{source}/quarantine",
                        "Rows that were set aside, as they stood in the file.",
                        List.of(
                                Route.one("reason", "One reason; all where left out."),
                                Route.one("offset", "How many to pass over."),
                                Route.one("limit", "How many to show, 1 to 500; 50 where left out.")),
                        QuarantinePage.class,
                        request -> quarantine(Asked.of(request, desks))));
    }

    private static SourceList sources(Asked asked) {
        Workspace workspace = asked.desk().workspace();
        List<LoadReport> loads = workspace.store().loads();
        return new SourceList(workspace.definitions().mappings().values().stream()
                .map(mapping -> new Source(
                        mapping.source(),
                        mapping.title(),
                        mapping.credit(),
                        loads.stream()
                                .filter(load -> load.source().equals(mapping.source()))
                                .map(load -> view(load, mapping, asked))
                                .toList(),
                        mapping.notes()))
                .toList());
    }

    private static Load view(LoadReport load, Mapping mapping, Asked asked) {
        TrackingPlan plan = asked.desk().workspace().definitions().plan();
        Function<String, Words> typeTitle =
                name -> plan.has(name) ? plan.type(name).title() : new Words(name, name);
        return new Load(
                load.number(),
                load.file(),
                asked.text(load.startedAt()),
                load.seconds(),
                load.rows(),
                load.duplicates(),
                counts(load.kept(), typeTitle),
                counts(load.derived(), typeTitle),
                counts(load.quarantined(), reason -> Reasons.title(mapping, reason)),
                counts(load.mended(), rule -> Reasons.countTitle(mapping, rule)),
                asked.textOrNull(load.firstEvent()),
                asked.textOrNull(load.lastEvent()));
    }

    private static List<Count> counts(List<LoadReport.Count> counts, Function<String, Words> title) {
        return counts.stream()
                .map(count -> new Count(count.name(), title.apply(count.name()), count.count(), count.anonymous()))
                .toList();
    }

    private static QuarantinePage quarantine(Asked asked) {
        Mapping mapping = asked.desk().workspace().mapping(asked.request().pathParam("source"));
        Sight sight = asked.sight();
        String reason = asked.text("reason").isEmpty() ? null : asked.text("reason");
        QuarantineLog log = new QuarantineLog(asked.desk().workspace().store());
        Stream<QuarantineLog.Entry> rows = log
                .page(
                        mapping.source(),
                        reason,
                        asked.whole("offset", 0, Integer.MAX_VALUE, 0),
                        asked.whole("limit", 1, 500, 50))
                .stream();
        return new QuarantinePage(
                log.count(mapping.source(), reason),
                rows.map(row -> new QuarantineRow(
                                row.load(),
                                row.part(),
                                row.line(),
                                row.reason(),
                                Reasons.title(mapping, row.reason()),
                                row.fields().stream()
                                        .map(sight::raw)
                                        .map(CustomerResource::quoted)
                                        .collect(Collectors.joining(","))))
                        .toList());
    }
}
