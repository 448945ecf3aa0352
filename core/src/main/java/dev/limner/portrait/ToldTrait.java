package dev.limner.portrait;

import dev.limner.event.Event;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trait of one customer as its sources tell it.
///
/// @param holds what counts: the latest of the most trusted source that tells it
/// @param bySource the latest of each source, the most trusted first, then by name
/// @param history everything that was ever told, newest first
public record ToldTrait(Property property, Told holds, List<Told> bySource, List<Told> history) {
    public ToldTrait {
        bySource = List.copyOf(bySource);
        history = List.copyOf(history);
    }

    /// What a source told, and when.
    public record Told(String source, String text, Instant at) {}

    /// Whether sources tell different things today.
    public boolean isContradicted() {
        return bySource.stream().anyMatch(told -> !told.text().equals(holds.text()));
    }

    /// All traits that were told, in the order of the plan.
    ///
    /// @param events of the type of traits, in the order of a history
    public static List<ToldTrait> of(List<Event> events, TrackingPlan plan) {
        Map<Property, List<Told>> told = new LinkedHashMap<>();
        plan.type(TrackingPlan.TRAITS).properties().forEach(property -> told.put(property, new ArrayList<>()));
        for (Event event : events) {
            for (Event.Value value : event.values()) {
                told.computeIfAbsent(value.property(), _ -> new ArrayList<>())
                        .add(new Told(event.source(), value.text(), event.at()));
            }
        }
        List<ToldTrait> traits = new ArrayList<>();
        told.forEach((property, all) -> {
            if (!all.isEmpty()) {
                traits.add(of(property, all, plan.trusted(property)));
            }
        });
        return traits;
    }

    private static ToldTrait of(Property property, List<Told> all, List<String> trusted) {
        Map<String, Told> latest = new LinkedHashMap<>();
        all.forEach(told -> latest.put(told.source(), told));
        Told holds = trusted.stream()
                .map(latest::get)
                .filter(told -> told != null)
                .findFirst()
                .orElse(all.getLast());
        List<Told> bySource = new ArrayList<>();
        trusted.stream().map(latest::get).filter(told -> told != null).forEach(bySource::add);
        latest.keySet().stream()
                .filter(source -> !trusted.contains(source))
                .sorted()
                .map(latest::get)
                .forEach(bySource::add);
        return new ToldTrait(property, holds, bySource, all.reversed());
    }
}
