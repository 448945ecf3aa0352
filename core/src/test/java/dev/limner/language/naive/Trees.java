package dev.limner.language.naive;

import dev.limner.language.Expr;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
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

    /// Whether a tree has a part in a place, such as `And.all = Not`.
    static boolean holds(Expr expr, String pair) {
        for (Record part : parts(expr)) {
            RecordComponent[] named = part.getClass().getRecordComponents();
            @Nullable Object[] components = components(part);
            for (int i = 0; i < named.length; i++) {
                String name = named[i].getName();
                List<?> inside = components[i] instanceof List<?> list
                        ? list
                        : components[i] == null ? List.of() : List.of(components[i]);
                if (inside.stream()
                        .anyMatch(one -> Coverage.pair(part, name, one).equals(pair))) {
                    return true;
                }
            }
        }
        return false;
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

    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> {
                        component.getAccessor().setAccessible(true);
                        return component.getAccessor();
                    })
                    .toArray(Method[]::new);
        }
    };

    static @Nullable Object[] components(Record part) {
        Method[] accessors = ACCESSORS.get(part.getClass());
        @Nullable Object[] components = new Object[accessors.length];
        try {
            for (int i = 0; i < accessors.length; i++) {
                components[i] = accessors[i].invoke(part);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record can be read", e);
        }
        return components;
    }

    /// The tree with another part in place of one, which is told by its identity.
    static Object replaced(Object node, Record part, Record other) {
        if (node == part) {
            return other;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(one -> replaced(one, part, other)).toList();
        }
        if (!(node instanceof Record record)) {
            return node;
        }
        Record changed = record;
        @Nullable Object[] components = components(record);
        for (int i = 0; i < components.length; i++) {
            Object component = components[i];
            if (component instanceof Record || component instanceof List<?>) {
                Object inside = replaced(component, part, other);
                if (!inside.equals(component)) {
                    changed = with(changed, i, inside);
                }
            }
        }
        return changed;
    }

    static Record with(Record part, int place, @Nullable Object value) {
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
