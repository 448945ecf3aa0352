package dev.limner.insight;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.portrait.Moment;
import java.io.Serializable;

/// The key figures of the `days` local days up to a moment, and of as many before them, in one pass.
///
/// An active customer has an order in the window; a new one has the first order ever in it; a repeat
/// customer is
/// active and had ordered at least twice by the window's end. Histories must therefore begin at the beginning.
public final class KpiStudy implements Study<KpiStudy.Windows> {
    private final Trade trade;
    private final Moment moment;
    private final Moment start;
    private final Moment previousStart;

    public KpiStudy(Trade trade, Moment moment, int days) {
        this.trade = trade;
        this.moment = moment;
        start = moment.daysEarlier(days);
        previousStart = moment.daysEarlier(2 * days);
    }

    /// Both windows.
    public record Windows(KpiSums current, KpiSums previous) implements Serializable {}

    /// The end of the window before, after which this one begins.
    public Moment from() {
        return start;
    }

    /// After which the window before begins.
    public Moment previousFrom() {
        return previousStart;
    }

    @Override
    public Needs needs() {
        return trade.ordersAndReturns();
    }

    @Override
    public Windows start() {
        return new Windows(new KpiSums(), new KpiSums());
    }

    @Override
    public void add(Windows windows, History history) {
        int before = previousStart.events(history);
        int middle = start.events(history);
        int end = moment.events(history);
        if (end == before) {
            return;
        }
        long earlier = 0;
        for (int event = 0; event < before; event++) {
            earlier += history.is(trade.order(), event) ? 1 : 0;
        }
        long atMiddle = earlier + add(windows.previous(), history, before, middle, earlier);
        add(windows.current(), history, middle, end, atMiddle);
    }

    /// Takes in the events `from` (included) to `to` (excluded) of a customer with so many earlier orders;
    /// returns
    /// how many orders there were.
    private long add(KpiSums sums, History history, int from, int to, long earlier) {
        long orders = 0;
        long revenue = 0;
        for (int event = from; event < to; event++) {
            if (history.is(trade.order(), event)) {
                orders++;
                revenue += trade.total(history, event);
            } else {
                sums.returned(trade.returned(history, event));
            }
        }
        if (orders > 0) {
            sums.active(revenue, orders, earlier == 0, earlier + orders >= 2);
        }
        return orders;
    }

    @Override
    public Windows merge(Windows left, Windows right) {
        left.current().add(right.current());
        left.previous().add(right.previous());
        return left;
    }
}
