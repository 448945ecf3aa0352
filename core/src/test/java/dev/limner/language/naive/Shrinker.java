package dev.limner.language.naive;

import dev.limner.engine.Scope.Mode;
import dev.limner.language.Cases;
import dev.limner.language.Cases.Case;
import dev.limner.language.Expr;
import dev.limner.language.Printer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes a disagreement small: fewer facts with less in them, a smaller expression, only the definitions that
/// it names.
public final class Shrinker {
    /// An asking that may go wrong.
    public record Asking(World world, Expr expr, Life life, Instant t, Mode mode) {
        Asking of(Expr other) {
            return new Asking(world, other, life, t, mode);
        }

        Asking of(List<Fact> facts) {
            return new Asking(world, expr, new Life(facts), t, mode);
        }

        Asking of(World other) {
            return new Asking(other, expr, life, t, mode);
        }
    }

    /// Whether an asking still goes wrong.
    @FunctionalInterface
    public interface Failing {
        boolean fails(Asking asking);
    }

    private static final int MOST_ROUNDS = 200;

    private final Failing failing;

    private Shrinker(Failing failing) {
        this.failing = asking -> {
            try {
                return failing.fails(asking);
            } catch (IllegalArgumentException | NullPointerException _) {
                // what is made smaller may be badly typed
                return false;
            }
        };
    }

    /// The smallest asking found that still fails.
    public static Asking shrink(Asking asking, Failing failing) {
        Shrinker shrinker = new Shrinker(failing);
        Asking now = asking;
        for (int i = 0; i < MOST_ROUNDS; i++) {
            Asking next = shrinker.smaller(now);
            if (next == null) {
                return now;
            }
            now = next;
        }
        return now;
    }

    /// The case to keep, with the naive reference's answer.
    public static String yaml(Asking asking, String name) {
        World world = named(asking);
        NaiveEvaluator naive = new NaiveEvaluator(world);
        List<String> values = asking.expr() instanceof Expr.ForAny forAny
                ? List.copyOf(naive.valuesOf(forAny, asking.life(), asking.t(), asking.mode()))
                : null;
        return Cases.write(new Case(
                name,
                world,
                asking.t(),
                asking.mode(),
                asking.life(),
                Printer.print(asking.expr()),
                Cases.said(naive.value(asking.expr(), asking.life(), asking.t(), asking.mode())),
                values,
                null));
    }

    /// A smaller asking that fails as well; null where there is none.
    private @Nullable Asking smaller(Asking asking) {
        List<Asking> candidates = new ArrayList<>();
        candidates.add(asking.of(named(asking)));
        fewerFacts(asking, candidates);
        Trees.changed(record(asking.expr()), Shrinker::alternatives).forEach(part -> {
            if (part instanceof Expr expr && !empty(expr)) {
                candidates.add(asking.of(expr));
            }
        });
        smallerDefinitions(asking, candidates);
        smallerFacts(asking, candidates);
        for (Asking candidate : candidates) {
            if (size(candidate) < size(asking) && failing.fails(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static Record record(Expr expr) {
        return (Record) expr;
    }

    /// How large an asking is: every word of its text, every fact, value and definition.
    private static long size(Asking asking) {
        long size = weight(asking.expr());
        for (Expr one : asking.world().segments().values()) {
            size += 3 + weight(one);
        }
        for (Expr one : asking.world().tags().values()) {
            size += 3 + weight(one);
        }
        for (World.Population one : asking.world().populations()) {
            size += 2 + one.values().size();
        }
        for (Fact fact : asking.life().facts()) {
            size += 10 + fact.values().size() * 2L + (fact.zone() == null ? 0 : 1);
            size += fact.known().equals(fact.at()) ? 0 : 1;
        }
        return size;
    }

    private static long weight(Expr expr) {
        return 4L * Trees.parts(expr).size() + Printer.print(expr).length();
    }

    private static boolean empty(Expr expr) {
        return Trees.parts(expr).stream().anyMatch(part -> switch (part) {
            case Expr.And(var all) -> all.isEmpty();
            case Expr.Or(var any) -> any.isEmpty();
            case Expr.OneOf oneOf -> oneOf.options().isEmpty();
            case Expr.Sequence(var steps, var _) -> steps.isEmpty();
            default -> false;
        });
    }

    private static void fewerFacts(Asking asking, List<Asking> candidates) {
        List<Fact> facts = asking.life().facts();
        for (int width = Math.max(1, facts.size() / 2); width >= 1; width /= 2) {
            for (int from = 0; from + width <= facts.size(); from += width) {
                List<Fact> fewer = new ArrayList<>(facts);
                fewer.subList(from, from + width).clear();
                candidates.add(asking.of(fewer));
            }
        }
    }

    private static void smallerFacts(Asking asking, List<Asking> candidates) {
        List<Fact> facts = asking.life().facts();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            List<Fact> smaller = new ArrayList<>();
            smaller.add(
                    new Fact(fact.at(), fact.at(), fact.id(), fact.type(), fact.zone(), fact.source(), fact.values()));
            smaller.add(new Fact(fact.at(), fact.known(), fact.id(), fact.type(), null, fact.source(), fact.values()));
            for (String name : fact.values().keySet()) {
                Map<String, Object> fewer = new HashMap<>(fact.values());
                fewer.remove(name);
                smaller.add(
                        new Fact(fact.at(), fact.known(), fact.id(), fact.type(), fact.zone(), fact.source(), fewer));
            }
            for (Fact one : smaller) {
                List<Fact> other = new ArrayList<>(facts);
                other.set(i, one);
                candidates.add(asking.of(other));
            }
        }
    }

    /// The world with the definitions alone that are named, however indirectly.
    private static World named(Asking asking) {
        Set<String> segments = new TreeSet<>();
        Set<String> tags = new TreeSet<>();
        Trees.any(asking.expr(), asking.world(), part -> {
            switch (part) {
                case Expr.InSegment member -> segments.add(member.segment());
                case Expr.Crossed crossed -> segments.add(crossed.segment());
                case Expr.Name name -> tags.add(name.name());
                case Expr.Standing standing -> tags.add(standing.tag());
                default -> {}
            }
            return false;
        });
        World world = asking.world();
        Map<String, Expr> keptSegments = new HashMap<>(world.segments());
        keptSegments.keySet().retainAll(segments);
        Map<String, Expr> keptTags = new HashMap<>(world.tags());
        keptTags.keySet().retainAll(tags);
        List<World.Population> populations = world.populations().stream()
                .filter(one -> Trees.any(
                        asking.expr(),
                        world,
                        part -> part instanceof Expr.Standing(var _, var tag, var segment)
                                && tag.equals(one.tag())
                                && java.util.Objects.equals(segment, one.segment())))
                .toList();
        return new World(world.plan(), world.zone(), keptSegments, keptTags, populations);
    }

    private static void smallerDefinitions(Asking asking, List<Asking> candidates) {
        World world = asking.world();
        world.segments().forEach((name, definition) -> {
            for (Record part : Trees.changed(record(definition), Shrinker::alternatives)) {
                if (part instanceof Expr expr && !empty(expr)) {
                    Map<String, Expr> other = new HashMap<>(world.segments());
                    other.put(name, expr);
                    candidates.add(
                            asking.of(new World(world.plan(), world.zone(), other, world.tags(), world.populations())));
                }
            }
        });
        world.tags().forEach((name, definition) -> {
            for (Record part : Trees.changed(record(definition), Shrinker::alternatives)) {
                if (part instanceof Expr expr && !empty(expr)) {
                    Map<String, Expr> other = new HashMap<>(world.tags());
                    other.put(name, expr);
                    candidates.add(asking.of(
                            new World(world.plan(), world.zone(), world.segments(), other, world.populations())));
                }
            }
        });
        // a definition in the place of its name
        Trees.changed(record(asking.expr()), part -> switch (part) {
                    case Expr.InSegment(var name, var at) when at == null -> List.of((Record) world.segment(name));
                    default -> List.of();
                })
                .forEach(part -> candidates.add(asking.of((Expr) part)));
    }

    /// Smaller parts of the same sort.
    private static List<Record> alternatives(Record part) {
        if (!(part instanceof Expr expr)) {
            return List.of();
        }
        List<Record> smaller = new ArrayList<>();
        Sort sort = Sort.of(expr);
        if (sort == Sort.TRUTH && !(expr instanceof Expr.Bool)) {
            smaller.add(new Expr.Bool(true));
            smaller.add(new Expr.Bool(false));
        }
        if (sort == Sort.NUMBER && !(expr instanceof Expr.Decimal)) {
            smaller.add(new Expr.Decimal(BigDecimal.ONE));
        }
        for (Object inside : inside(expr)) {
            if (inside instanceof Expr one
                    && inside instanceof Record record
                    && (Sort.of(one) == sort || sort == Sort.ANY)) {
                smaller.add(record);
            }
        }
        return smaller;
    }

    /// The expressions right inside, other than conditions on events, which cannot stand outside.
    private static List<Object> inside(Expr expr) {
        List<Object> inside = new ArrayList<>();
        if (expr instanceof Expr.LastAll) {
            return inside;
        }
        for (Object component : Trees.components((Record) expr)) {
            if (component instanceof List<?> list) {
                inside.addAll(list);
            } else if (component != null) {
                inside.add(component);
            }
        }
        return inside;
    }

    /// What sort of value a node gives, as far as its kind alone says.
    private enum Sort {
        TRUTH,
        NUMBER,
        ANY;

        static Sort of(Expr expr) {
            return switch (expr) {
                case Expr.Bool _, Expr.InSegment _, Expr.Crossed _, Expr.Consents _, Expr.Exists _, Expr.LastAll _ ->
                    TRUTH;
                case Expr.ForAny _, Expr.And _, Expr.Or _, Expr.Not _, Expr.Compare _, Expr.Between _ -> TRUTH;
                case Expr.OneOf _, Expr.Contains _, Expr.Like _, Expr.IsKnown _ -> TRUTH;
                case Expr.CustomerZone(var inside) -> of(inside);
                case Expr.Decimal _, Expr.Score _, Expr.Standing _, Expr.Trend _, Expr.LocalHour _ -> NUMBER;
                case Expr.Since(var days, var _) -> days ? NUMBER : ANY;
                case Expr.Aggregate aggregate ->
                    switch (aggregate.fold()) {
                        case COUNT, SUM, AVG, MEDIAN, DISTINCT -> NUMBER;
                        case MIN, MAX, FIRST, LAST, TOP, MEDIAN_GAP -> ANY;
                    };
                case Expr.Text _, Expr.Date _, Expr.Timestamp _, Expr.Span _, Expr.Length _, Expr.Weekday _ -> ANY;
                case Expr.Place _, Expr.Name _, Expr.LocalWeekday _, Expr.LastPlace _, Expr.EventPlace _ -> ANY;
                case Expr.Distance _, Expr.Arithmetic _, Expr.Negative _ -> ANY;
            };
        }
    }
}
