package dev.limner.identity.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// That two records may mean one person, and why. The bits of prior, reasons and household add up to those of
/// the odds; one bit more doubles them.
///
/// @param left the number of a record, by order of arrival
/// @param right the number of another one
/// @param verdict what becomes of it
/// @param probability that they mean one person
/// @param priorBits the odds before anything is compared
/// @param reasons what each comparison says
/// @param householdBits at most 0: what two people of one household would have in common as well
public record Suggestion(
        int left,
        int right,
        Verdict verdict,
        double probability,
        double priorBits,
        List<Reason> reasons,
        double householdBits) {
    public Suggestion {
        reasons = List.copyOf(reasons);
    }

    /// What becomes of a suggestion.
    public enum Verdict {
        /// Sure enough to join them without asking.
        AUTOMATIC,
        /// A person decides.
        REVIEW,
        /// Sure enough by itself, but other records already joined with them speak against it, or are too
        /// many: a person decides.
        CONTRADICTED
    }

    /// What one comparison says.
    ///
    /// @param trait what is compared
    /// @param level how far they agree: `equal`, `close`, ..., `different` or `missing`
    /// @param levelBits what that is worth
    /// @param rarityBits what is added because the value is rare, or taken because it is common
    /// @param leftValue the value of the left record in its normal form
    /// @param rightValue the value of the right record
    public record Reason(
            String trait,
            String level,
            double levelBits,
            double rarityBits,
            @Nullable String leftValue,
            @Nullable String rightValue) {
        /// Both together.
        public double bits() {
            return levelBits + rarityBits;
        }
    }

    /// The odds, as a power of two.
    public double bits() {
        return priorBits + reasons.stream().mapToDouble(Reason::bits).sum() + householdBits;
    }
}
