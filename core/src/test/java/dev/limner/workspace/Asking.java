package dev.limner.workspace;

import dev.limner.language.Checker;
import dev.limner.language.Parser;
import dev.limner.language.plan.Lexicon;
import org.roaringbitmap.RoaringBitmap;

/// Conditions put to a desk by the language alone, as anybody may to find figures out again.
final class Asking {
    private Asking() {}

    /// Who fulfils a condition as of a date or an instant; now where null.
    static RoaringBitmap fulfilling(Desk desk, String condition, String asOf) {
        Lexicon lexicon = desk.workspace().definitions().lexicon();
        return Count.fulfilling(
                Checker.condition(Parser.parse(condition), lexicon).orThrow(), lexicon, desk, desk.moment(asOf), null);
    }
}
