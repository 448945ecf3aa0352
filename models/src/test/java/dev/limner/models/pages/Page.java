package dev.limner.models.pages;

import java.util.Locale;

/// What an example says.
final class Page {
    private final StringBuilder text = new StringBuilder();

    /// Adds a line.
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    void say(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    String text() {
        return text.toString();
    }
}
