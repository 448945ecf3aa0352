package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A customer at an instant, by whom random expressions find thresholds that matter.
record Guide(World world, Life life, Instant t, Mode mode) {
    ZoneId zone() {
        return world.zone();
    }

    @Nullable
    Object value(Expr expr) {
        return new NaiveEvaluator(world).value(expr, life, t, mode);
    }

    /// One of the events that count; null where there is none.
    @Nullable
    Fact fact(RandomGenerator random) {
        List<Fact> facts = life.asOf(t, t, mode);
        return facts.isEmpty() ? null : RandomLives.one(random, facts);
    }

    /// The types of the events that count, in order, that sets of events may name.
    List<String> types() {
        return life.asOf(t, t, mode).stream()
                .map(Fact::type)
                .filter(type -> !type.equals("score") && !type.startsWith("consent"))
                .toList();
    }
}
