package dev.limner.server;

import dev.limner.engine.duckdb.EventLog;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.portrait.ToldTrait;
import dev.limner.problem.Words;
import dev.limner.workspace.Desk;
import java.util.List;
import java.util.Objects;

/// What sources tell of a customer: which of it counts, where they contradict each other, and what was told before.
final class TraitResource {
    private static final int MOST_TOLD = 50;

    private TraitResource() {}

    record TraitList(List<TraitRow> traits) {}

    /// @param holds what counts
    /// @param source which tells it
    /// @param contradicted whether other sources tell something else today
    /// @param bySource the latest of each source
    /// @param history what was told, newest first, as far as it is shown
    record TraitRow(
            String name,
            Words title,
            ValueType type,
            String holds,
            String source,
            boolean contradicted,
            List<TraitTold> bySource,
            List<TraitTold> history) {}

    record TraitTold(String source, Words sourceTitle, String value, String at) {}

    static List<Route> routes(Desks desks) {
        return List.of(Route.get(
                PortraitResource.CUSTOMER + "/traits",
                "What sources tell of a customer: what counts, contradictions, and history.",
                List.of(Asked.AS_OF),
                TraitList.class,
                request -> traits(Asked.of(request, desks))));
    }

    private static TraitList traits(Asked asked) {
        Desk desk = asked.desk();
        TrackingPlan plan = desk.workspace().definitions().plan();
        if (!plan.has(TrackingPlan.TRAITS)) {
            return new TraitList(List.of());
        }
        return new TraitList(ToldTrait.of(
                        new EventLog(desk.workspace().store())
                                .all(
                                        PortraitResource.customer(asked),
                                        List.of(plan.type(TrackingPlan.TRAITS)),
                                        asked.moment().scope()),
                        plan)
                .stream()
                .map(trait -> new TraitRow(
                        trait.property().name(),
                        trait.property().title(),
                        trait.property().type(),
                        Objects.requireNonNull(
                                asked.sight().of(trait.property(), trait.holds().text())),
                        trait.holds().source(),
                        trait.isContradicted(),
                        told(asked, trait.property(), trait.bySource()),
                        told(
                                asked,
                                trait.property(),
                                trait.history().stream().limit(MOST_TOLD).toList())))
                .toList());
    }

    private static List<TraitTold> told(Asked asked, Property property, List<ToldTrait.Told> all) {
        Sight sight = asked.sight();
        return all.stream()
                .map(told -> {
                    var mapping =
                            asked.desk().workspace().definitions().mappings().get(told.source());
                    Words title = mapping == null ? new Words(told.source(), told.source()) : mapping.title();
                    return new TraitTold(
                            told.source(),
                            title,
                            Objects.requireNonNull(sight.of(property, told.text())),
                            asked.text(told.at()));
                })
                .toList();
    }
}
