package dev.limner.privacy;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is still held as of now: by data class, before which instant events or values are past their age.
/// Reads leave these out at once; files lose them when they are next written.
public record Held(List<Mask> masks) {
    public static final Held ALL = new Held(List.of());

    public Held {
        masks = List.copyOf(masks);
    }

    /// One data class.
    ///
    /// @param types event types; null for any
    /// @param sources null for any
    /// @param values properties whose values go; empty where whole events do
    /// @param before what happened earlier is past its age
    public record Mask(
            String name,
            @Nullable Set<String> types,
            @Nullable Set<String> sources,
            Set<String> values,
            Instant before) {
        public Mask {
            types = types == null ? null : Set.copyOf(types);
            sources = sources == null ? null : Set.copyOf(sources);
            values = Set.copyOf(values);
        }

        /// What it holds, whatever the instant.
        public String spelled() {
            return spelled(types) + "|" + spelled(sources) + "|" + spelled(values);
        }

        private static String spelled(@Nullable Set<String> names) {
            return names == null ? "*" : String.join(",", new TreeSet<>(names));
        }

        boolean holds(String type, String source, long micros) {
            return (types == null || types.contains(type))
                    && (sources == null || sources.contains(source))
                    && micros < LocalClock.micros(before);
        }
    }

    /// As of an instant, in the calendar of a zone.
    public static Held of(PrivacyRules rules, TrackingPlan plan, Instant now, ZoneId zone) {
        return new Held(rules.retention().stream()
                .map(of -> new Mask(
                        of.name(),
                        of.types() == null ? null : Set.copyOf(of.types()),
                        of.sources() == null ? null : Set.copyOf(of.sources()),
                        of.isOfValues() ? of.values(plan) : Set.of(),
                        of.keep().cutoff(now, zone)))
                .toList());
    }

    /// Whether an event is past its age.
    public boolean hides(String type, String source, long micros) {
        return masks.stream().anyMatch(mask -> mask.values().isEmpty() && mask.holds(type, source, micros));
    }

    /// The properties of an event whose values are past their age.
    public Set<String> blanked(String type, String source, long micros) {
        return masks.isEmpty()
                ? Set.of()
                : masks.stream()
                        .filter(mask -> mask.holds(type, source, micros))
                        .flatMap(mask -> mask.values().stream())
                        .collect(Collectors.toSet());
    }
}
