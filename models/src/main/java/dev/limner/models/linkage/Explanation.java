package dev.limner.models.linkage;

import java.util.List;

/// Why two records are taken for one person, or not: bits of evidence that add up. One bit more doubles the
/// odds.
///
/// @param priorBits the odds before anything is compared: how seldom two records mean one person
/// @param parts what each comparison says
/// @param householdBits at most 0: what two people of one household would have in common as well
public record Explanation(double priorBits, List<Part> parts, double householdBits) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /// What one comparison says.
    ///
    /// @param comparison its name
    /// @param level the level of agreement, `missing` where a record tells nothing
    /// @param levelBits how much more often that level is seen among matches than among others
    /// @param rarityBits what the value on which both agree adds by being rare, or takes by being common
    public record Part(String comparison, String level, double levelBits, double rarityBits) {
        /// Both together.
        public double bits() {
            return levelBits + rarityBits;
        }
    }

    /// The odds that they are one person, as a power of two.
    public double bits() {
        return priorBits + parts.stream().mapToDouble(Part::bits).sum() + householdBits;
    }

    /// The probability that they are one person.
    public double probability() {
        return probability(bits());
    }

    static double probability(double bits) {
        return 1 / (1 + Math.exp(-bits * Math.log(2)));
    }

    static double bits(double probability) {
        return Math.log(probability / (1 - probability)) / Math.log(2);
    }
}
