package dev.limner.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.TrackingPlan;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Data that are kept equally long: whole events by their type or source, or single properties of events.
///
/// With properties (or a sensitivity) alone, or beside types and sources, only these values go and the
/// events stay; else the events go. Where several classes hold the same, the shortest counts.
///
/// @param types event types; any where left out
/// @param sources sources; any where left out
/// @param properties properties whose values go
/// @param sensitivity the same for all properties that the tracking plan calls so
public record DataClass(
        @JsonProperty("class") String name,
        Words title,
        @Nullable List<String> types,
        @Nullable List<String> sources,
        @Nullable List<String> properties,
        @Nullable Sensitivity sensitivity,
        Keep keep) {
    /// Whether single values go and the events stay.
    public boolean isOfValues() {
        return properties != null || sensitivity != null;
    }

    /// The properties whose values go.
    public Set<String> values(TrackingPlan plan) {
        return Stream.concat(
                        properties == null ? Stream.of() : properties.stream(),
                        plan.properties().stream()
                                .filter(property -> property.sensitivity() == sensitivity)
                                .map(Property::name))
                .collect(Collectors.toSet());
    }

    /// Whether it holds events of a type and source.
    boolean holds(String type, String source) {
        return (types == null || types.contains(type)) && (sources == null || sources.contains(source));
    }

    /// @throws UserProblem where it names what there is not, or nothing
    void check(TrackingPlan plan, Set<String> knownSources) {
        if (types == null && sources == null && !isOfValues()) {
            throw UserProblem.of(Code.BAD_DEFINITION, "class " + name + ": types, sources, properties or sensitivity");
        }
        if (types != null) {
            types.forEach(plan::type);
        }
        if (sources != null) {
            sources.forEach(source -> PrivacyRules.known(Code.UNKNOWN_SOURCE, List.of(source), source, knownSources));
        }
        if (properties != null) {
            Set<String> declared =
                    plan.properties().stream().map(Property::name).collect(Collectors.toSet());
            properties.forEach(property ->
                    PrivacyRules.known(Code.UNKNOWN_PROPERTY, List.of("events.yaml", property), property, declared));
        }
    }
}
