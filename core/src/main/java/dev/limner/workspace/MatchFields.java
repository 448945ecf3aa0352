package dev.limner.workspace;

import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.identity.Customers.Identifier;
import dev.limner.identity.match.MatchDefinition;
import dev.limner.identity.match.MatchDefinition.Compared;
import dev.limner.portrait.TraitStudy;
import dev.limner.problem.Nearest;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import dev.limner.source.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where the traits that are compared stand: in the events of the type `traits`, else among the identifiers.
final class MatchFields {
    private static final String TYPE = "traits";

    private final TrackingPlan plan;
    private final List<Property> properties;

    MatchFields(TrackingPlan plan) {
        this.plan = plan;
        properties = plan.has(TYPE) ? plan.type(TYPE).properties() : List.of();
    }

    /// @throws UserProblem where a trait is neither a property of traits nor a kind of identifier of these
    /// sources
    void check(MatchDefinition definition, Iterable<Mapping> mappings) {
        TreeSet<String> known = new TreeSet<>();
        mappings.forEach(mapping -> mapping.identifiers().forEach(identifier -> known.add(identifier.kind())));
        properties.forEach(property -> known.add(property.name()));
        for (String trait : definition.traits()) {
            if (!known.contains(trait)) {
                List<String> values = new ArrayList<>(List.of(TYPE, trait));
                values.addAll(Nearest.to(trait, known));
                throw new UserProblem(Code.UNKNOWN_PROPERTY, MatchingFile.NAME, values);
            }
        }
    }

    /// The latest value of all traits, those that are compared and those that are not; null where there are
    /// none.
    @Nullable
    TraitStudy study() {
        if (properties.isEmpty()) {
            return null;
        }
        EventType type = plan.type(TYPE);
        return new TraitStudy(type, properties);
    }

    /// The same of those that are compared alone.
    @Nullable
    TraitStudy study(MatchDefinition definition) {
        List<Property> compared = compared(definition);
        return compared.isEmpty() ? null : new TraitStudy(plan.type(TYPE), compared);
    }

    private List<Property> compared(MatchDefinition definition) {
        return properties.stream()
                .filter(property -> definition.traits().contains(property.name()))
                .toList();
    }

    /// The values of a customer in the order of the definition.
    List<@Nullable String> record(
            MatchDefinition definition, TraitStudy.@Nullable Traits traits, int customer, Customers customers) {
        List<Property> compared = compared(definition);
        List<@Nullable String> known = traits == null ? List.of() : traits.of(customer);
        List<@Nullable String> record = new ArrayList<>();
        for (Compared one : definition.compared()) {
            Property property = property(one.trait());
            record.add(
                    property == null
                            ? identifier(one.trait(), customer, customers)
                            : known.get(compared.indexOf(property)));
        }
        return record;
    }

    /// The first identifier of that kind that a customer has.
    static @Nullable String identifier(String kind, int customer, Customers customers) {
        return customers.identifiers(customer).stream()
                .filter(identifier -> identifier.kind().equals(kind))
                .map(Identifier::value)
                .findFirst()
                .orElse(null);
    }

    List<Property> properties() {
        return properties;
    }

    /// Whether events of that type alone carry a property; what others carry too, such as a channel or the
    /// weather, says nothing of the person.
    boolean isOwn(Property property) {
        return plan.types().stream()
                .filter(type -> !type.name().equals(TYPE))
                .noneMatch(type -> type.properties().contains(property));
    }

    /// The property of that name; null where it is a kind of identifier.
    @Nullable
    Property property(String trait) {
        return properties.stream()
                .filter(property -> property.name().equals(trait))
                .findFirst()
                .orElse(null);
    }

    Words title(String trait) {
        Property property = property(trait);
        return property == null ? new Words(trait, trait) : property.title();
    }
}
