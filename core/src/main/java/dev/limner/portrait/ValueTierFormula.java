package dev.limner.portrait;

import dev.limner.history.History;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// The tier of [ValueTiers] as a tag; missing where there is no order.
record ValueTierFormula(String orders, String spend, BigDecimal headShare, BigDecimal potentialShare)
        implements PopulationFormula<ValueTiers> {
    static ValueTierFormula of(TagOptions options) {
        options.allow("orders", "spend", "head_share", "potential_share");
        BigDecimal head = options.decimal("head_share", "0.80");
        BigDecimal potential = options.decimal("potential_share", "0.95");
        if (head.signum() <= 0 || potential.compareTo(head) < 0 || potential.compareTo(BigDecimal.ONE) > 0) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER,
                    "head_share, potential_share",
                    head + ", " + potential,
                    "0 < head_share <= potential_share <= 1");
        }
        return new ValueTierFormula(options.text("orders", "orders"), options.text("spend", "spend"), head, potential);
    }

    @Override
    public Tag.Type type() {
        return Tag.Type.CHOICE;
    }

    @Override
    public List<String> choices() {
        return Arrays.stream(ValueTiers.Tier.values()).map(ValueTiers.Tier::id).toList();
    }

    @Override
    public String model() {
        return "value_tiers:" + spend + ":" + headShare + ":" + potentialShare;
    }

    @Override
    public Class<ValueTiers> parameters() {
        return ValueTiers.class;
    }

    @Override
    public List<String> inputs() {
        return List.of(orders, spend);
    }

    @Override
    public ValueTiers fit(People people) {
        Column orderCounts = people.column(orders);
        Column spends = people.column(spend);
        long[] all = people.customers().stream()
                .filter(customer -> orderCounts.positive(customer))
                .mapToLong(spends::value)
                .toArray();
        return ValueTiers.fit(all, headShare, potentialShare, Fitted.at(people.moment(), all.length));
    }

    @Override
    public long value(long[] inputs, ValueTiers tiers) {
        long orderCount = inputs[0];
        return orderCount == History.MISSING || orderCount <= 0
                ? History.MISSING
                : tiers.tier(inputs[1]).place();
    }

    @Override
    public Words why(People people, int customer, ValueTiers tiers) {
        BigDecimal spent = Money.decimal(people.column(spend).value(customer));
        if (tiers.headFrom() == Long.MAX_VALUE) {
            return Catalogue.WORDS.say("why_tier_nobody");
        }
        return Catalogue.WORDS.say(
                "why_tier_" + choices().get((int) value(people, customer, tiers)),
                spent,
                Money.decimal(tiers.headFrom()),
                Money.decimal(tiers.potentialFrom()),
                percent(headShare),
                percent(potentialShare));
    }

    private static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros();
    }
}
