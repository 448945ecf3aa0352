package dev.limner.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.limner.portrait.Money;
import dev.limner.problem.Phrases;
import dev.limner.problem.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One key figure with its definition, its value before, and how sure it is.
///
/// @param value null where it cannot be told, such as the average of no orders
/// @param interval of `value`, on its scale; null where chance has no part in it
public record Kpi(
        String id,
        Words title,
        Words definition,
        Unit unit,
        @Nullable BigDecimal value,
        @Nullable BigDecimal previous,
        @Nullable Interval interval) {
    private static final Phrases WORDS = Phrases.of(Kpi.class);

    /// What a value counts.
    public enum Unit {
        @JsonProperty("money")
        MONEY,
        @JsonProperty("count")
        COUNT,
        @JsonProperty("share")
        SHARE
    }

    /// All key figures of an answer, in the order to show them.
    public static List<Kpi> of(KpiStudy.Windows windows) {
        KpiSums now = windows.current();
        KpiSums before = windows.previous();
        return List.of(
                kpi("revenue", Unit.MONEY, money(now.revenue()), money(before.revenue()), null),
                kpi("orders", Unit.COUNT, count(now.orders()), count(before.orders()), null),
                kpi(
                        "active_customers",
                        Unit.COUNT,
                        count(now.activeCustomers()),
                        count(before.activeCustomers()),
                        null),
                kpi("new_customers", Unit.COUNT, count(now.newCustomers()), count(before.newCustomers()), null),
                kpi(
                        "average_order",
                        Unit.MONEY,
                        money(now.averageOrder()),
                        money(before.averageOrder()),
                        now.averageOrderInterval()),
                kpi(
                        "repeat_share",
                        Unit.SHARE,
                        share(now.repeatShare()),
                        share(before.repeatShare()),
                        now.repeatShareInterval()),
                kpi("return_amount", Unit.MONEY, money(now.returned()), money(before.returned()), null));
    }

    private static Kpi kpi(
            String id,
            Unit unit,
            @Nullable BigDecimal value,
            @Nullable BigDecimal previous,
            @Nullable Interval interval) {
        return new Kpi(id, WORDS.say(id), WORDS.say(id + "_definition"), unit, value, previous, interval);
    }

    private static @Nullable BigDecimal money(@Nullable Long amount) {
        return amount == null ? null : Money.decimal(amount);
    }

    private static BigDecimal count(long number) {
        return BigDecimal.valueOf(number);
    }

    private static @Nullable BigDecimal share(@Nullable Double share) {
        return share == null ? null : new BigDecimal(share).round(new MathContext(6));
    }
}
