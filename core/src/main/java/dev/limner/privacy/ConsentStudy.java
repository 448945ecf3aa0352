package dev.limner.privacy;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import dev.limner.history.History;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What people were asked for: the purposes and channels that consent events name, whether declared or not.
public final class ConsentStudy implements Study<Set<ConsentStudy.Asked>> {
    private static final String PURPOSE = "purpose";
    private static final String CHANNEL = "channel";

    private final List<EventType> types;
    private final List<Property> properties;

    /// What consent is for.
    ///
    /// @param channel null for any
    public record Asked(String purpose, @Nullable String channel) implements Comparable<Asked>, java.io.Serializable {
        private static final Comparator<Asked> ORDER = Comparator.comparing(Asked::purpose)
                .thenComparing(Asked::channel, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Asked other) {
            return ORDER.compare(this, other);
        }
    }

    public ConsentStudy(TrackingPlan plan) {
        types = plan.types().stream()
                .filter(type ->
                        type.name().equals("consent_given") || type.name().equals("consent_withdrawn"))
                .toList();
        properties = types.stream()
                .flatMap(type -> type.properties().stream())
                .filter(property ->
                        property.name().equals(PURPOSE) || property.name().equals(CHANNEL))
                .distinct()
                .toList();
    }

    /// Whether the plan has consent events at all.
    public boolean isPossible() {
        return types.size() == 2;
    }

    @Override
    public Needs needs() {
        return new Needs(types, properties);
    }

    @Override
    public Set<Asked> start() {
        return new TreeSet<>();
    }

    @Override
    public void add(Set<Asked> answer, History history) {
        for (int event = 0; event < history.size(); event++) {
            int at = event;
            if (types.stream().anyMatch(type -> history.is(type, at))) {
                String purpose = text(history, PURPOSE, event);
                if (purpose != null) {
                    answer.add(new Asked(purpose, text(history, CHANNEL, event)));
                }
            }
        }
    }

    private @Nullable String text(History history, String name, int event) {
        for (Property property : properties) {
            if (property.name().equals(name) && history.has(property, event)) {
                return history.text(history.value(property, event));
            }
        }
        return null;
    }

    @Override
    public Set<Asked> merge(Set<Asked> left, Set<Asked> right) {
        left.addAll(right);
        return left;
    }
}
