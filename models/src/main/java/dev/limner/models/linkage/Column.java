package dev.limner.models.linkage;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of [Records], read from a row as it was given: a field in a normal form, or something made of
/// several fields, such as how a name sounds.
///
/// @param name how comparisons and blocking name it
/// @param form makes its value of the row; null where the row has none
public record Column(String name, Function<List<@Nullable String>, @Nullable String> form) {
    /// The field at `index`, brought into a normal form by `form`; an empty value is none.
    public static Column of(String name, int index, Function<String, @Nullable String> form) {
        return new Column(name, row -> {
            String value = row.get(index);
            String formed = value == null ? null : form.apply(value);
            return formed == null || formed.isEmpty() ? null : formed;
        });
    }
}
