package dev.limner.insight;

import dev.limner.portrait.Money;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// The sums of one window, amounts in ten-thousandths.
public final class KpiSums implements Serializable {
    private long revenue;
    private long orders;
    private long activeCustomers;
    private long newCustomers;
    private long repeatCustomers;
    private long returned;
    /// Over active customers: squares of their revenue and of their orders, and the products of both.
    private final ExactSum revenueSquares = new ExactSum();
    private final ExactSum orderSquares = new ExactSum();
    private final ExactSum products = new ExactSum();

    void returned(long amount) {
        returned += amount;
    }

    /// Takes in one customer with at least one order in the window.
    void active(long ofRevenue, long ofOrders, boolean isNew, boolean repeats) {
        revenue += ofRevenue;
        orders += ofOrders;
        activeCustomers++;
        newCustomers += isNew ? 1 : 0;
        repeatCustomers += repeats ? 1 : 0;
        revenueSquares.add(ofRevenue, ofRevenue);
        orderSquares.add(ofOrders, ofOrders);
        products.add(ofRevenue, ofOrders);
    }

    void add(KpiSums other) {
        revenue += other.revenue;
        orders += other.orders;
        activeCustomers += other.activeCustomers;
        newCustomers += other.newCustomers;
        repeatCustomers += other.repeatCustomers;
        returned += other.returned;
        revenueSquares.add(other.revenueSquares);
        orderSquares.add(other.orderSquares);
        products.add(other.products);
    }

    public long revenue() {
        return revenue;
    }

    public long orders() {
        return orders;
    }

    public long activeCustomers() {
        return activeCustomers;
    }

    public long newCustomers() {
        return newCustomers;
    }

    public long returned() {
        return returned;
    }

    /// Revenue by order, half-even; null where there is no order.
    public @Nullable Long averageOrder() {
        return orders == 0 ? null : Long.valueOf(Money.average(revenue, orders));
    }

    /// The interval of [#averageOrder], in whole units of money; null below two customers.
    ///
    /// Orders of one customer are alike, so customers are what is drawn: the variance is that of a ratio of two
    /// sums over customers, linearised (W. G. Cochran, "Sampling Techniques", 3rd ed. 1977, section 6.3).
    public @Nullable Interval averageOrderInterval() {
        if (activeCustomers < 2) {
            return null;
        }
        double n = activeCustomers;
        double ratio = (double) revenue / orders;
        double squares = revenueSquares.value() - 2 * ratio * products.value() + ratio * ratio * orderSquares.value();
        double error = Math.sqrt(Math.max(0, squares) * n / (n - 1)) / orders;
        return Interval.around(ratio / 1e4, error / 1e4);
    }

    /// The share of the active customers who had ordered at least twice by the end of the window; null
    /// where none
    /// was active.
    public @Nullable Double repeatShare() {
        return activeCustomers == 0 ? null : Double.valueOf((double) repeatCustomers / activeCustomers);
    }

    public @Nullable Interval repeatShareInterval() {
        return activeCustomers == 0 ? null : Interval.ofShare(repeatCustomers, activeCustomers);
    }
}
