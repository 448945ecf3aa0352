package dev.limner.quality;

import dev.limner.event.Property;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store tells of one source's events.
///
/// @param usualGapDays in 95 of 100 cases the next day with events came within so many days; null where
/// there were fewer than three such days
/// @param comparison the newest two loads that brought events; null where there is only one
public record Measured(
        String source,
        List<Volume> volumes,
        @Nullable Integer usualGapDays,
        @Nullable Comparison comparison,
        List<OfProperty> properties) {
    public Measured {
        volumes = List.copyOf(volumes);
        properties = List.copyOf(properties);
    }

    /// When its first event happened; null where it has none.
    public @Nullable Instant first() {
        return volumes.stream()
                .map(Volume::first)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// When its last event happened; null where it has none.
    public @Nullable Instant last() {
        return volumes.stream().map(Volume::last).max(Comparator.naturalOrder()).orElse(null);
    }

    /// The events of one type.
    public record Volume(String type, long events, long anonymous, Instant first, Instant last) {}

    /// Two loads whose values are compared.
    public record Comparison(int before, int now) {}

    /// One property over the events of those types that ever carried it in this source.
    ///
    /// @param distinct how many different values; an estimate within some percent where `estimated`
    /// @param quantiles of [#LEVELS], as texts; empty for texts, lists and booleans
    /// @param top the most frequent values of texts and booleans, the most frequent first
    public record OfProperty(
            Property property,
            List<String> types,
            long events,
            long filled,
            long distinct,
            boolean estimated,
            @Nullable Instant first,
            @Nullable Instant last,
            List<String> quantiles,
            List<Top> top,
            @Nullable Outliers outliers,
            @Nullable Histogram histogram) {}

    /// Which quantiles are told.
    public static final List<Double> LEVELS = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

    /// A value and how often it stands.
    public record Top(String value, long count) {}

    /// How often each bin was met in two loads; the last bin holds events without a value.
    public record Histogram(List<Long> before, List<Long> now) {}
}
