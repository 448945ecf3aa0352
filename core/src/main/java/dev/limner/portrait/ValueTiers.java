package dev.limner.portrait;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The cut-offs between customers by what they spend (Pareto): the head is the smallest top group that
/// carries at
/// least `headShare` of all revenue, the potential goes on up to `potentialShare`, the tail is the rest.
///
/// Who spends the same is in the same tier, so a tie at a cut-off widens the upper group.
///
/// @param headFrom the least spend in the head, in ten-thousandths; `Long.MAX_VALUE` where nobody spent
/// anything
/// @param potentialFrom the least spend in the potential
public record ValueTiers(long headFrom, long potentialFrom, Fitted fitted) implements Parameters {
    /// The tiers, in the order of their values as a tag.
    public enum Tier {
        HEAD,
        POTENTIAL,
        TAIL;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Its place among the tag's values.
        @SuppressWarnings("EnumOrdinal") // the values are told in this very order
        public int place() {
            return ordinal();
        }
    }

    /// The cut-offs of the positive among `spends` (any order, ten-thousandths, left as they are).
    public static ValueTiers fit(long[] spends, BigDecimal headShare, BigDecimal potentialShare, Fitted fitted) {
        long[] sorted =
                Arrays.stream(spends).filter(spend -> spend > 0).sorted().toArray();
        long total = Arrays.stream(sorted).reduce(0, Math::addExact);
        return new ValueTiers(leastOf(sorted, total, headShare), leastOf(sorted, total, potentialShare), fitted);
    }

    /// The tier of a customer who ordered and spent so much.
    public Tier tier(long spend) {
        if (spend <= 0) {
            return Tier.TAIL;
        }
        return spend >= headFrom ? Tier.HEAD : spend >= potentialFrom ? Tier.POTENTIAL : Tier.TAIL;
    }

    @Override
    public List<Parameter> shown() {
        return headFrom == Long.MAX_VALUE
                ? List.of()
                : List.of(
                        new Parameter(Catalogue.WORDS.say("head_from"), Money.text(headFrom)),
                        new Parameter(Catalogue.WORDS.say("potential_from"), Money.text(potentialFrom)));
    }

    /// The least spend of the smallest top group that holds `share` of the total.
    private static long leastOf(long[] ascending, long total, BigDecimal share) {
        if (ascending.length == 0) {
            return Long.MAX_VALUE;
        }
        long wanted = share.multiply(BigDecimal.valueOf(total))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        long held = 0;
        int i = ascending.length;
        while (i > 0 && (held < wanted || i == ascending.length)) {
            held += ascending[--i];
        }
        return ascending[i];
    }
}
