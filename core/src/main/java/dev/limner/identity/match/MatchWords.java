package dev.limner.identity.match;

import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.MathContext;

/// What comparisons say, in words.
public final class MatchWords {
    private static final Phrases PHRASES = Phrases.of(MatchWords.class);
    /// Below it the odds change by less than a fifth.
    private static final double NEXT_TO_NOTHING = 0.26;
    /// Above it odds are no longer told apart: about a billion to one.
    private static final double MOST_BITS = 30;
    /// From so many bits on a value counts as rare or common.
    private static final double TELLING_RARITY = 2;

    private MatchWords() {}

    /// The name of what is compared: that of the trait, with its part where a whole name was taken apart.
    ///
    /// @param reason what is compared, as a [Suggestion.Reason] names it
    public static Words title(String reason, Words trait) {
        String part = reason.substring(reason.lastIndexOf('.') + 1);
        return PHRASES.has(part) && reason.contains(".") ? PHRASES.say(part, trait) : trait;
    }

    /// How far two records agree.
    public static Words level(MatchDefinition.As as, String level) {
        String own = as.key() + "." + level;
        return PHRASES.say(PHRASES.has(own) ? own : level);
    }

    /// What so many bits are worth.
    public static Words worth(double bits) {
        if (Math.abs(bits) < NEXT_TO_NOTHING) {
            return PHRASES.say("nothing");
        }
        double odds = Math.pow(2, Math.min(MOST_BITS, Math.abs(bits)));
        BigDecimal shown = new BigDecimal(odds, new MathContext(2)).stripTrailingZeros();
        return PHRASES.say(bits > 0 ? "for" : "against", shown.setScale(Math.max(0, Math.min(1, shown.scale()))));
    }

    /// Whether the value itself is telling: that it is rare, or common; empty where neither.
    public static Words rarity(double bits) {
        return bits >= TELLING_RARITY
                ? PHRASES.say("rare")
                : bits <= -TELLING_RARITY ? PHRASES.say("common") : new Words("", "");
    }
}
