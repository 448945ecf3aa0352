package dev.limner.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.Sensitivity;
import dev.limner.event.TrackingPlan;
import dev.limner.event.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// By what interests are told apart.
public enum Facet {
    /// The category of what is looked at and bought; a search for a category's name counts as a look.
    @JsonProperty("category")
    CATEGORY("category", "purchase"),
    /// The brand of what is looked at and bought.
    @JsonProperty("brand")
    BRAND("brand", "purchase"),
    /// The words that are searched for.
    @JsonProperty("keyword")
    KEYWORD("query", "search");

    private static final List<String> LOOKING = List.of("view", "favourite", "like", "share", "cart_add");

    private final String property;
    private final String outcome;

    Facet(String property, String outcome) {
        this.property = property;
        this.outcome = outcome;
    }

    /// What is foretold: purchases, or further searches.
    String outcome() {
        return outcome;
    }

    /// Event types whose subject is read as a look.
    List<EventType> looks(TrackingPlan plan) {
        return (this == KEYWORD ? List.of("search") : LOOKING)
                .stream()
                        .filter(plan::has)
                        .map(plan::type)
                        .filter(type -> subject(type) != null)
                        .toList();
    }

    /// The property that names the subject of an event; null where the type has none.
    @Nullable
    Property subject(EventType type) {
        return text(type, property);
    }

    /// A property of texts that are nobody's secret.
    static @Nullable Property text(EventType type, String name) {
        return type.properties().stream()
                .filter(each -> each.name().equals(name)
                        && each.type() == ValueType.TEXT
                        && each.sensitivity() == Sensitivity.PUBLIC)
                .findFirst()
                .orElse(null);
    }
}
