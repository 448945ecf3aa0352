package dev.limner.source.clean;

/// Fills empty fields alone, and so leaves every text as it is.
record Filling() implements Cleaner {
    @Override
    public String cleaned(String text) {
        return text;
    }
}
