package dev.limner.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a definition lacks: components of records that are null and were not declared so.
public final class Required {
    private Required() {}

    /// The paths of what is missing, such as `customer.kind` or `rules[2].title`.
    public static List<String> missing(Object definition) {
        List<String> missing = new ArrayList<>();
        visit("", definition, missing);
        return missing;
    }

    private static void visit(String path, @Nullable Object value, List<String> missing) {
        switch (value) {
            case null -> {}
            case Record one -> components(path, one, missing);
            case Map<?, ?> map ->
                map.forEach((key, of) -> visit(path + (path.isEmpty() ? "" : ".") + key, of, missing));
            case Collection<?> list -> {
                int place = 0;
                for (Object of : list) {
                    visit(path + "[" + place + "]", of, missing);
                    place++;
                }
            }
            default -> {}
        }
    }

    private static void components(String path, Record one, List<String> missing) {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            String at = path + (path.isEmpty() ? "" : ".") + snake(component.getName());
            Object value = value(one, component);
            if (value != null) {
                visit(at, value, missing);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                missing.add(at);
            }
        }
    }

    private static @Nullable Object value(Record one, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(one);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError("a record can be read", e);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
