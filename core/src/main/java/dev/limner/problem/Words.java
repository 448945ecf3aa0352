package dev.limner.problem;

/// One text in English and in Simplified Chinese; the reader's side chooses.
public record Words(String en, String zh) implements java.io.Serializable {
    /// The text for a language tag such as `zh-CN`; English where the tag is no Chinese one.
    public String in(String language) {
        return language.toLowerCase(java.util.Locale.ROOT).startsWith("zh") ? zh : en;
    }
}
