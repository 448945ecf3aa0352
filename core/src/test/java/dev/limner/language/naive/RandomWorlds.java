package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Expr;
import dev.limner.language.naive.RandomLives.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random workspaces: segments and tags that name each other without a circle, and populations of their values.
public final class RandomWorlds {
    private RandomWorlds() {}

    /// Tags are called `n_` (numbers), `t_` (texts) and `is_` (true or false).
    static World world(RandomGenerator random, ZoneId zone, Balance balance) {
        Map<String, Expr> segments = new HashMap<>();
        Map<String, Expr> tags = new HashMap<>();
        List<World.Population> populations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            World so = new World(SmallPlan.plan(), zone, segments, tags, populations);
            Sample sample = RandomLives.sample(random, zone);
            RandomExprs exprs =
                    new RandomExprs(random, new Guide(so, sample.life(), sample.t(), Mode.AS_CORRECTED), balance);
            RandomExprs plain = new RandomExprs(
                            random, new Guide(so, sample.life(), sample.t(), Mode.AS_CORRECTED), balance)
                    .withoutCrossings();
            String segment = "s" + i;
            segments.put(segment, i < 2 ? plain.condition(2) : exprs.condition(2));
            tags.put("n_" + i, plain.numberTag());
            tags.put("t_" + i, plain.textTag());
            tags.put("is_" + i, new Expr.InSegment(segment, null));
            World now = new World(SmallPlan.plan(), zone, segments, tags, populations);
            populations.add(population(random, now, "n_" + i, null));
            populations.add(population(random, now, "n_" + i, segment));
        }
        return new World(SmallPlan.plan(), zone, segments, tags, populations);
    }

    private static World.Population population(
            RandomGenerator random, World world, String tag, @org.jspecify.annotations.Nullable String segment) {
        NaiveEvaluator naive = new NaiveEvaluator(world);
        List<BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Sample sample = RandomLives.sample(random, world.zone());
            if (naive.value(new Expr.Name(tag), sample.life(), sample.t(), Mode.AS_CORRECTED)
                    instanceof BigDecimal one) {
                values.add(one.setScale(Math.min(one.scale(), 6), RoundingMode.HALF_EVEN));
            }
        }
        return new World.Population(tag, segment, values);
    }
}
