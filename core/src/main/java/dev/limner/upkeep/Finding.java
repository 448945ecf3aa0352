package dev.limner.upkeep;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import org.jspecify.annotations.Nullable;

/// What the doctor found at one check.
///
/// @param check a short name, such as `lake_missing`
/// @param says what was found and what it means
/// @param mend what to do; null where nothing is to be done
/// @param mended whether it is mended already
public record Finding(
        String check,
        Severity severity,
        Words says,
        @Nullable Words mend,
        boolean mended) {
    private static final Phrases PHRASES = Phrases.of(Finding.class);

    /// How bad it is.
    public enum Severity {
        /// All is well.
        GOOD,
        /// Worth knowing.
        NOTE,
        /// It works, and something should be done.
        WARNING,
        /// Data are lost or wrong, or will be.
        SERIOUS
    }

    static Finding of(Severity severity, String check, Object... values) {
        return new Finding(
                check,
                severity,
                PHRASES.say(check, values),
                PHRASES.has(check + ".mend") ? PHRASES.say(check + ".mend", values) : null,
                false);
    }

    /// The same, mended.
    Finding done() {
        return new Finding(check, severity, says, mend, true);
    }
}
