package dev.limner.workspace;

import dev.limner.problem.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether two customers are one person: what speaks for it and against it.
///
/// @param pair what names the question
/// @param one the number of one customer
/// @param other the number of the other
/// @param bits of the odds; one more doubles them
/// @param priorBits the odds before anything is compared
/// @param householdBits at most 0: what two people of one household would have in common as well
/// @param parts what each comparison says
/// @param others traits of the person that were not compared and that one of them has
public record Candidate(
        String pair,
        int one,
        int other,
        Matches.Cause cause,
        double probability,
        double bits,
        double priorBits,
        double householdBits,
        List<Part> parts,
        List<Value> others) {
    public Candidate {
        parts = List.copyOf(parts);
        others = List.copyOf(others);
    }

    /// What one comparison says.
    ///
    /// @param level how far the two agree, in words
    /// @param worth what that is worth, in words
    /// @param rarity whether the value is rare or common; empty where neither
    public record Part(
            Words title,
            String level,
            Words agreement,
            double bits,
            Words worth,
            Words rarity,
            @Nullable String one,
            @Nullable String other) {}

    /// A trait of both.
    public record Value(
            Words title, @Nullable String one, @Nullable String other) {}
}
