package dev.limner.server;

import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.EventLog;
import dev.limner.event.Event;
import dev.limner.event.EventType;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import dev.limner.portrait.Portraits;
import dev.limner.portrait.Tag;
import dev.limner.portrait.Why;
import dev.limner.portrait.WhyStudy;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import dev.limner.workspace.Desk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A customer's events, and which of them counted for a tag.
final class EventResource {
    private static final int MOST_SHOWN = 200;
    private static final int MOST_MENDED = 50;

    private EventResource() {}

    record EventPage(
            long total, List<EventRow> events, @Nullable String next) {}

    record EventRow(
            String id,
            String type,
            Words title,
            String at,
            String source,
            List<EventProperty> properties,
            List<Changes.ChangedField> changed) {}

    record MendedPage(List<EventRow> events) {}

    record EventProperty(String name, Words title, ValueType type, String value) {}

    record WhyView(
            String tag,
            @Nullable String value,
            Words sentence,
            List<WhyParameter> parameters,
            int total,
            List<EventRow> events) {}

    record WhyParameter(Words name, String value) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                                PortraitResource.CUSTOMER + "/events",
                                "The customer's events, newest first.",
                                List.of(
                                        Asked.AS_OF,
                                        Route.one("type", "One event type; all where left out."),
                                        Route.one("before", "What the page before gave as next."),
                                        Route.one("limit", "How many to show, 1 to 500; 50 where left out.")),
                                EventPage.class,
                                request -> events(Asked.of(request, desks)))
                        .recorded(),
                Route.get(
                        PortraitResource.CUSTOMER + "/mended",
                        "The newest events of which mending changed a value or holds one suspect, with raw value, rule and evidence.",
                        List.of(Asked.AS_OF),
                        MendedPage.class,
                        request -> mended(Asked.of(request, desks))),
                Route.get(
                        PortraitResource.CUSTOMER + "/tags/{tag}/why",
                        "Why the customer has that value: the definition, the parameters in force, the events that counted.",
                        List.of(Asked.AS_OF),
                        WhyView.class,
                        request -> why(Asked.of(request, desks))));
    }

    private static EventPage events(Asked asked) {
        Desk desk = asked.desk();
        int number = PortraitResource.customer(asked);
        TrackingPlan plan = desk.workspace().definitions().plan();
        String type = asked.text("type");
        List<EventType> types = type.isEmpty() ? plan.types() : List.of(plan.type(type));
        EventLog log = new EventLog(desk.workspace().store());
        Scope scope = asked.moment().scope();
        int limit = asked.whole("limit", 1, 500, 50);
        int offset = asked.whole("before", 0, Integer.MAX_VALUE, 0);
        long total = log.count(number, types, scope);
        List<Event> events = log.newest(number, types, scope, offset, limit);
        return new EventPage(
                total,
                events.stream().map(event -> row(event, asked)).toList(),
                offset + events.size() < total ? Integer.toString(offset + events.size()) : null);
    }

    private static MendedPage mended(Asked asked) {
        EventLog log = new EventLog(asked.desk().workspace().store());
        return new MendedPage(
                log.mended(PortraitResource.customer(asked), asked.moment().scope(), MOST_MENDED).stream()
                        .map(event -> row(event, asked))
                        .toList());
    }

    static EventRow row(Event event, Asked asked) {
        Sight sight = asked.sight();
        return new EventRow(
                event.id(),
                event.type().name(),
                event.type().title(),
                asked.text(event.at()),
                event.source(),
                event.values().stream()
                        .map(value -> new EventProperty(
                                value.property().name(),
                                value.property().title(),
                                value.property().type(),
                                Objects.requireNonNull(sight.of(value.property(), value.text()))))
                        .toList(),
                Changes.of(event, asked.desk().workspace(), sight));
    }

    private static WhyView why(Asked asked) {
        Desk desk = asked.desk();
        int number = PortraitResource.customer(asked);
        String tag = asked.request().pathParam("tag");
        Portraits portraits = desk.workspace().definitions().portraits();
        TrackingPlan plan = desk.workspace().definitions().plan();
        Scope scope = PortraitResource.alone(asked, number);
        WhyStudy study = new WhyStudy(portraits, tag, plan, asked.moment());
        WhyStudy.Counted counted = desk.workspace().engine().run(study, scope, new Work());
        Why why = Why.of(portraits, desk.people(asked.moment()), tag, number, counted);
        Tag tagOf = desk.people(asked.moment()).column(tag).tag();
        List<Event> all = new EventLog(desk.workspace().store()).all(number, plan.types(), scope);
        List<EventRow> newest = why.events().reversed().stream()
                .limit(MOST_SHOWN)
                .map(place -> row(all.get(place), asked))
                .toList();
        return new WhyView(
                tag,
                asked.sight().of(tagOf, why.value()),
                asked.sight().sentence(tagOf, why.sentence()),
                why.parameters().stream()
                        .map(parameter -> new WhyParameter(parameter.name(), parameter.value()))
                        .toList(),
                why.events().size(),
                newest);
    }
}
