package dev.limner.quality;

import dev.limner.problem.Phrases;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The quality of one source: what it delivered, how far it can be relied on, and what to look at.
///
/// @param ageDays days from its last event to today; null where there is no event
/// @param lateAfterDays so many days without an event are unusual
/// @param setAside the share of rows that were set aside as unreadable; rows that a rule left out are not among
/// them
public record SourceQuality(
        Mapping mapping,
        Measured measured,
        long rows,
        long duplicates,
        double setAside,
        int loads,
        @Nullable Instant lastLoad,
        @Nullable Long ageDays,
        int lateAfterDays,
        List<PropertyQuality> properties,
        Score score,
        List<Alert> alerts) {
    private static final Phrases WORDS = Phrases.of(SourceQuality.class);
    /// A gap is unusual where it is so many times the longest usual one.
    private static final int TIMES_USUAL = 3;

    /// Where no gap is known, a month without events is unusual.
    private static final int LATE_UNKNOWN = 31;

    private static final int MOST_FOR_ASIDE = 30;
    private static final double MUCH_ASIDE = 0.1;
    private static final int FOR_STALE = 20;
    private static final double MANY_INVALID = 0.05;
    private static final double MANY_MISSING = 0.1;
    private static final double FEW = 0.5;
    private static final List<String> UNREADABLE = List.of("no_rule", "bad_value", "wrong_number_of_fields");

    /// What was measured of a source, scored.
    ///
    /// @param loads the reports of the source's loads, newest first
    public static SourceQuality of(
            Mapping mapping, Measured measured, List<LoadReport> loads, LocalDate today, ZoneId zone) {
        Instant last = measured.last();
        Long age = last == null
                ? null
                : Math.max(0, ChronoUnit.DAYS.between(last.atZone(zone).toLocalDate(), today));
        int lateAfter =
                measured.usualGapDays() == null ? LATE_UNKNOWN : Math.max(1, TIMES_USUAL * measured.usualGapDays());
        Map<String, Invalid> invalid = Invalid.of(mapping, loads);
        List<PropertyQuality> properties = last == null
                ? List.of()
                : measured.properties().stream()
                        .map(one -> PropertyQuality.of(
                                one, invalid.getOrDefault(one.property().name(), Invalid.NONE), last, lateAfter))
                        .toList();
        long rows = loads.stream().mapToLong(LoadReport::rows).sum();
        double aside = rows == 0 ? 0 : (double) unreadable(loads) / rows;
        List<Alert> alerts = new ArrayList<>();
        if (age != null && age > lateAfter) {
            alerts.add(new Alert(Alert.Kind.STALE, null, WORDS.say("stale", age, lateAfter)));
        }
        addFewer(loads, alerts);
        if (aside >= MUCH_ASIDE) {
            alerts.add(new Alert(Alert.Kind.SET_ASIDE, null, WORDS.say("aside", PropertyQuality.percent(aside))));
        }
        properties.forEach(property -> addOfProperty(property, alerts));
        return new SourceQuality(
                mapping,
                measured,
                rows,
                loads.stream().mapToLong(LoadReport::duplicates).sum(),
                aside,
                loads.size(),
                loads.isEmpty() ? null : loads.getFirst().startedAt(),
                age,
                lateAfter,
                properties,
                score(properties, aside, age, lateAfter),
                List.copyOf(alerts));
    }

    /// The properties that the mapping's rules name: they are told even where no event ever had them.
    public static Set<String> mapped(Mapping mapping) {
        return mapping.rules().stream()
                .filter(rule -> rule.properties() != null)
                .flatMap(rule -> Objects.requireNonNull(rule.properties()).keySet().stream())
                .collect(Collectors.toSet());
    }

    /// The mean of the properties' scores, less what the source itself loses.
    private static Score score(List<PropertyQuality> properties, double aside, @Nullable Long age, int lateAfter) {
        double mean = properties.stream()
                .mapToInt(property -> property.score().points())
                .average()
                .orElse(Score.FULL);
        List<Score.Reason> reasons = new ArrayList<>();
        reasons.add(new Score.Reason((int) Math.round(Score.FULL - mean), WORDS.say("properties", Math.round(mean))));
        reasons.add(new Score.Reason(
                (int) Math.round(MOST_FOR_ASIDE * Math.min(1, aside / MUCH_ASIDE)),
                WORDS.say("aside", PropertyQuality.percent(aside))));
        if (age != null && age > lateAfter) {
            reasons.add(new Score.Reason(FOR_STALE, WORDS.say("stale", age, lateAfter)));
        }
        return Score.of(reasons);
    }

    private static long unreadable(List<LoadReport> loads) {
        return loads.stream()
                .flatMap(load -> load.quarantined().stream())
                .filter(count ->
                        UNREADABLE.stream().anyMatch(reason -> count.name().startsWith(reason)))
                .mapToLong(LoadReport.Count::count)
                .sum();
    }

    /// The newest load against the median of those before it, where there are three at least.
    private static void addFewer(List<LoadReport> loads, List<Alert> alerts) {
        List<Long> kept = loads.stream()
                .map(load ->
                        load.kept().stream().mapToLong(LoadReport.Count::count).sum())
                .toList();
        if (kept.size() < 4) {
            return;
        }
        List<Long> before = kept.subList(1, kept.size()).stream().sorted().toList();
        long usual = before.get(before.size() / 2);
        if (kept.getFirst() < FEW * usual) {
            alerts.add(new Alert(Alert.Kind.FEWER, null, WORDS.say("fewer", kept.getFirst(), usual)));
        }
    }

    private static void addOfProperty(PropertyQuality quality, List<Alert> alerts) {
        String name = quality.measured().property().name();
        if (1 - quality.validity() >= MANY_INVALID) {
            alerts.add(new Alert(
                    Alert.Kind.INVALID, name, WORDS.say("invalid", PropertyQuality.percent(1 - quality.validity()))));
        }
        Drift drift = quality.drift();
        if (drift != null && drift.filledBefore() - drift.filledNow() >= MANY_MISSING && drift.chanceIsSmall()) {
            alerts.add(new Alert(
                    Alert.Kind.MISSING,
                    name,
                    WORDS.say(
                            "gone",
                            PropertyQuality.percent(drift.filledBefore()),
                            PropertyQuality.percent(drift.filledNow()))));
        } else if (drift != null && drift.much()) {
            alerts.add(new Alert(Alert.Kind.DRIFTED, name, WORDS.say("moved", Math.round(drift.psi() * 100) / 100.0)));
        }
    }
}
