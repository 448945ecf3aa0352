package dev.limner.language.naive;

import dev.limner.event.TrackingPlan;
import dev.limner.language.Expr;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What expressions are read in: the workspace's plan and zone, its definitions, and the parameters in force.
public record World(
        TrackingPlan plan,
        ZoneId zone,
        Map<String, Expr> segments,
        Map<String, Expr> tags,
        List<Population> populations) {
    /// The values of a tag among all customers who have one, lowest first.
    ///
    /// @param segment whose members alone were asked; null for everybody
    public record Population(String tag, @Nullable String segment, List<BigDecimal> values) {
        public Population {
            values = values.stream().sorted().toList();
        }
    }

    public World {
        segments = Map.copyOf(segments);
        tags = Map.copyOf(tags);
        populations = List.copyOf(populations);
    }

    /// A world without definitions.
    public static World plain(TrackingPlan plan, ZoneId zone) {
        return new World(plan, zone, Map.of(), Map.of(), List.of());
    }

    Expr segment(String name) {
        return known(segments.get(name), "segment " + name);
    }

    List<BigDecimal> population(String tag, @Nullable String segment) {
        return known(
                populations.stream()
                        .filter(one -> one.tag().equals(tag) && java.util.Objects.equals(one.segment(), segment))
                        .map(Population::values)
                        .findFirst()
                        .orElse(null),
                "population of " + tag + " in " + segment);
    }

    private static <T> T known(@Nullable T found, String what) {
        if (found == null) {
            throw new IllegalArgumentException("no " + what);
        }
        return found;
    }
}
