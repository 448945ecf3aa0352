package dev.limner.language.naive;

import dev.limner.language.Checked;
import dev.limner.language.Expr;
import dev.limner.language.plan.PlanReader;
import dev.limner.problem.UserProblem;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Parts of random expressions, put into places of others wherever the checker takes them: so every kind of part
/// comes into every place that the grammar has for it, however rare it is by itself.
final class Grafts {
    private static final int KEPT = 200;
    private static final int PROVEN = 12;
    private static final int TRIES = 40;
    private static final int TRIES_AT_FIRST = 200;

    private final RandomGenerator random;
    private final Map<String, List<Expr>> scions = new HashMap<>();
    private final Map<String, List<Host>> hosts = new HashMap<>();
    private final Map<String, List<Expr>> proven = new HashMap<>();

    Grafts(RandomGenerator random) {
        this.random = random;
    }

    /// An expression with a place that another part may take.
    private record Host(Expr whole, Record parent, int component) {}

    /// Remembers an expression and all its parts.
    void keep(Expr expr) {
        for (Record part : Trees.parts(expr)) {
            if (part instanceof Expr one) {
                keep(scions, Coverage.sort(one), one);
            }
            RecordComponent[] components = part.getClass().getRecordComponents();
            @Nullable Object[] values = Trees.components(part);
            for (int i = 0; i < components.length; i++) {
                boolean holds = values[i] instanceof Expr
                        || (values[i] instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Expr);
                if (holds) {
                    keep(hosts, Coverage.sort(part) + "." + components[i].getName(), new Host(expr, part, i));
                }
            }
        }
    }

    private <T> void keep(Map<String, List<T>> pool, String key, T one) {
        List<T> kept = pool.computeIfAbsent(key, _ -> new ArrayList<>());
        if (kept.size() < KEPT) {
            kept.add(one);
        } else {
            kept.set(random.nextInt(KEPT), one);
        }
    }

    /// A condition with a pair such as `And.all = Not`; null where none of some tries is right in a world.
    @Nullable
    Expr graft(String pair, World world, PlanReader reader) {
        String place = pair.replaceFirst(" = .*", "");
        String sort = pair.replaceFirst(".* = ", "");
        Expr again = again(pair, world, reader);
        if (again != null) {
            return again;
        }
        List<Expr> known = proven.computeIfAbsent(pair, _ -> new ArrayList<>());
        List<Host> there = hosts.getOrDefault(place, List.of());
        List<Expr> parts = scions.getOrDefault(sort, List.of());
        for (int i = 0; i < (known.isEmpty() ? TRIES_AT_FIRST : TRIES) && !there.isEmpty() && !parts.isEmpty(); i++) {
            Host host = RandomLives.one(random, there);
            Expr made = graft(host, RandomLives.one(random, parts));
            if (made != null && isRight(made, world, reader)) {
                proved(pair, made);
                return made;
            }
        }
        return null;
    }

    /// Remembers an expression with a pair.
    void proved(String pair, Expr made) {
        List<Expr> known = proven.computeIfAbsent(pair, _ -> new ArrayList<>());
        if (known.size() < PROVEN) {
            known.add(made);
        }
    }

    /// One that was found before, more likely the more there are; null where none is taken.
    @Nullable
    Expr again(String pair, World world, PlanReader reader) {
        List<Expr> known = proven.getOrDefault(pair, List.of());
        if (known.isEmpty() || random.nextInt(PROVEN) >= known.size()) {
            return null;
        }
        Expr again = RandomLives.one(random, known);
        return isRight(again, world, reader) ? again : null;
    }

    private @Nullable Expr graft(Host host, Expr scion) {
        @Nullable Object component = Trees.components(host.parent())[host.component()];
        Object put = scion;
        if (component instanceof List<?> list) {
            List<Object> other = new ArrayList<>(list);
            other.set(random.nextInt(other.size()), scion);
            put = other;
        }
        try {
            Record changed = Trees.with(host.parent(), host.component(), put);
            return (Expr) Trees.replaced(host.whole(), host.parent(), changed);
        } catch (IllegalArgumentException _) {
            return null; // the place takes parts of one kind only
        }
    }

    private static boolean isRight(Expr expr, World world, PlanReader reader) {
        // what is found by trying every moment takes its square within what is found so
        boolean nested = Trees.parts(expr).stream()
                .anyMatch(part -> part instanceof Expr.Crossed crossed
                        && Trees.any(world.segment(crossed.segment()), world, in -> in instanceof Expr.Crossed));
        if (nested) {
            return false;
        }
        Checked checked = reader.checked(expr);
        if (!checked.isRight() || !checked.expr().equals(expr) || checked.type() != dev.limner.language.Type.BOOLEAN) {
            return false;
        }
        try {
            reader.plan(checked);
            return true;
        } catch (UserProblem refused) {
            return false;
        }
    }
}
