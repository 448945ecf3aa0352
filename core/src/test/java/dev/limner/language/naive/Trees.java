package dev.limner.language.naive;

import dev.limner.language.Expr;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        return parts(expr).stream().anyMatch(part -> so.test(part) || named(part, world, so));
    }

    private static boolean named(Record part, World world, Predicate<Record> so) {
        return switch (part) {
            case Expr.InSegment member -> any(world.segment(member.segment()), world, so);
            case Expr.Crossed crossed -> any(world.segment(crossed.segment()), world, so);
            case Expr.Name name -> tag(name.name(), world, so);
            case Expr.Standing standing -> tag(standing.tag(), world, so);
            default -> false;
        };
    }

    private static boolean tag(String name, World world, Predicate<Record> so) {
        Expr tag = world.tags().get(name);
        return tag != null && any(tag, world, so);
    }

    /// What may stand in a part's place: records of the same sort.
    @FunctionalInterface
    interface Alternatives {
        List<Record> of(Record part);
    }

    /// All trees with one part left out or replaced by one of its alternatives.
    static List<Record> changed(Record part, Alternatives alternatives) {
        List<Record> all = new ArrayList<>(alternatives.of(part));
        @Nullable Object[] components = components(part);
        RecordComponent[] named = part.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i] instanceof Record record) {
                for (Record one : changed(record, alternatives)) {
                    add(all, part, i, one);
                }
            } else if (components[i] instanceof List<?> list) {
                for (List<Object> other : changed(list, alternatives)) {
                    add(all, part, i, other);
                }
            }
            if (droppable(part, named[i].getName()) && components[i] != null) {
                add(all, part, i, null);
            }
        }
        return all;
    }

    private static List<List<Object>> changed(List<?> list, Alternatives alternatives) {
        List<List<Object>> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Record record) {
                List<Object> fewer = new ArrayList<>(list);
                fewer.remove(i);
                all.add(fewer);
                for (Record one : changed(record, alternatives)) {
                    List<Object> other = new ArrayList<>(list);
                    other.set(i, one);
                    all.add(other);
                }
            }
        }
        return all;
    }

    private static void add(List<Record> all, Record part, int place, @Nullable Object component) {
        try {
            all.add(with(part, place, component));
        } catch (IllegalArgumentException _) {
            // the component may only be of one kind
        }
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
