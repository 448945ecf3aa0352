package dev.limner.language.naive;

import dev.limner.language.Expr;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks into expressions and changes parts of them, whatever their kind.
final class Trees {
    private Trees() {}

    /// Every record in a tree, itself first: expressions, sets, steps, windows, points.
    static List<Record> parts(@Nullable Object node) {
        List<Record> parts = new ArrayList<>();
        collect(node, parts);
        return parts;
    }

    private static void collect(@Nullable Object node, List<Record> into) {
        switch (node) {
            case Record part -> {
                into.add(part);
                for (Object inside : components(part)) {
                    collect(inside, into);
                }
            }
            case List<?> list -> list.forEach(one -> collect(one, into));
            case null, default -> {}
        }
    }

    /// Whether a part of the tree, or of a definition that it names, is so.
    static boolean any(Expr expr, World world, Predicate<Record> so) {
        return parts(expr).stream()
                .anyMatch(part -> so.test(part) || switch (part) {
                    case Expr.InSegment(var name, _) -> any(world.segment(name), world, so);
                    case Expr.Crossed(_, var name, _) -> any(world.segment(name), world, so);
                    case Expr.Name(var name) -> tag(name, world, so);
                    case Expr.Standing(_, var name, _) -> tag(name, world, so);
                    default -> false;
                });
    }

    private static boolean tag(String name, World world, Predicate<Record> so) {
        Expr tag = world.tags().get(name);
        return tag != null && any(tag, world, so);
    }

    /// All trees with one part replaced by one of its alternatives. Parts in a `where` are asked about as such.
    static <T extends Record> List<T> changed(T root, Alternatives alternatives) {
        return changed(root, root, alternatives, false);
    }

    /// What may stand in a part's place: records of the same sort; a null for a component that may be left out.
    interface Alternatives {
        List<Record> of(Record part, boolean where);
    }

    private static <T extends Record> List<T> changed(T root, Record part, Alternatives alternatives, boolean where) {
        List<T> all = new ArrayList<>();
        for (Record other : alternatives.of(part, where)) {
            all.add(cast(root, other));
        }
        @Nullable Object[] components = components(part);
        RecordComponent[] named = part.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            Object inside = components[i];
            boolean inWhere = where || named[i].getName().equals("where") || part instanceof Expr.LastAll
                    && named[i].getName().equals("condition");
            int place = i;
            Function<@Nullable Object, Record> rebuilt = one -> with(part, place, one);
            if (inside instanceof Record record) {
                for (Record one : changed(record, record, alternatives, inWhere)) {
                    add(all, root, () -> rebuilt.apply(one));
                }
            } else if (inside instanceof List<?> list) {
                for (int k = 0; k < list.size(); k++) {
                    if (!(list.get(k) instanceof Record record)) {
                        continue;
                    }
                    List<Object> fewer = new ArrayList<>(list);
                    fewer.remove(k);
                    add(all, root, () -> rebuilt.apply(fewer));
                    for (Record one : changed(record, record, alternatives, inWhere)) {
                        List<Object> other = new ArrayList<>(list);
                        other.set(k, one);
                        add(all, root, () -> rebuilt.apply(other));
                    }
                }
            }
            if (droppable(part, named[i].getName()) && inside != null) {
                add(all, root, () -> rebuilt.apply(null));
            }
        }
        return all;
    }

    private interface Making {
        Record make();
    }

    private static <T extends Record> void add(List<T> all, T root, Making making) {
        try {
            all.add(cast(root, making.make()));
        } catch (IllegalArgumentException _) {
            // the part may only be of one kind there
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T cast(T root, Record made) {
        return (T) made;
    }

    private static boolean droppable(Record part, String component) {
        return switch (part) {
            case Expr.Events _ -> component.equals("where") || component.equals("window");
            case Expr.Sequence _ -> component.equals("window");
            case Expr.Step _ -> component.equals("within");
            case Expr.InSegment _ -> component.equals("at");
            default -> false;
        };
    }

    static @Nullable Object[] components(Record part) {
        return Arrays.stream(part.getClass().getRecordComponents())
                .map(component -> {
                    try {
                        component.getAccessor().setAccessible(true);
                        return component.getAccessor().invoke(part);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError("a record can be read", e);
                    }
                })
                .toArray();
    }

    private static Record with(Record part, int place, @Nullable Object value) {
        @Nullable Object[] components = components(part);
        components[place] = value;
        Class<?>[] types = Arrays.stream(part.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = part.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(components);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record can be made", e);
        }
    }
}
