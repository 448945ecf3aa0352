package dev.limner.source.clean;

import java.util.regex.Pattern;

/// Blanks at both ends go, and runs of them within become one where wanted.
record Blanks(boolean within) implements Cleaner {
    private static final Pattern RUN = Pattern.compile("\\s+");

    @Override
    public String cleaned(String text) {
        String stripped = text.strip();
        return within ? RUN.matcher(stripped).replaceAll(" ") : stripped;
    }
}
