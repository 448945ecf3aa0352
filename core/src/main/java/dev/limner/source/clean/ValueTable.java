package dev.limner.source.clean;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of which value; a value that already is a result of the table stays, any other is impossible.
record ValueTable(Map<String, String> values) implements Cleaner {
    @Override
    public @Nullable String cleaned(String text) {
        String found = values.get(text);
        return found == null && values.containsValue(text) ? text : found;
    }
}
