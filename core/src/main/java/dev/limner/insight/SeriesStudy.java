package dev.limner.insight;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.portrait.Moment;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Revenue, orders, customers and returns over time.
///
/// A customer counts once a step however many orders lie in it, and as new in the step of the first order
/// ever: the
/// histories asked must therefore begin at the beginning.
public final class SeriesStudy implements Study<SeriesStudy.Sums> {
    private final Trade trade;
    private final Moment moment;
    private final Steps steps;

    /// The local dates from `from` to before `to`, as far as the moment reaches.
    public SeriesStudy(Trade trade, Moment moment, LocalDate from, LocalDate to, Step step) {
        this.trade = trade;
        this.moment = moment;
        steps = new Steps(from, to, step);
    }

    /// Sums by step.
    public static final class Sums implements Serializable {
        private final long[] revenue;
        private final long[] orders;
        private final long[] activeCustomers;
        private final long[] newCustomers;
        private final long[] returned;

        Sums(int steps) {
            revenue = new long[steps];
            orders = new long[steps];
            activeCustomers = new long[steps];
            newCustomers = new long[steps];
            returned = new long[steps];
        }
    }

    /// One step; amounts in ten-thousandths.
    ///
    /// @param partial whether a part of the step lies outside of the dates asked for
    public record Point(
            LocalDate start,
            boolean partial,
            long revenue,
            long orders,
            long activeCustomers,
            long newCustomers,
            long returned) {}

    /// The points of an answer, every step once, empty ones too.
    public List<Point> points(Sums sums) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            points.add(new Point(
                    steps.start(i),
                    steps.partial(i),
                    sums.revenue[i],
                    sums.orders[i],
                    sums.activeCustomers[i],
                    sums.newCustomers[i],
                    sums.returned[i]));
        }
        return List.copyOf(points);
    }

    @Override
    public Needs needs() {
        return trade.ordersAndReturns();
    }

    @Override
    public Sums start() {
        return new Sums(steps.size());
    }

    @Override
    public void add(Sums sums, History history) {
        boolean first = true;
        int lastPlace = -1;
        int events = moment.events(history);
        for (int event = 0; event < events; event++) {
            boolean order = history.is(trade.order(), event);
            long returned = trade.returned(history, event);
            if (!order && returned == 0) {
                continue;
            }
            int place = steps.place(moment.clock().day(history.at(event)));
            if (place >= 0) {
                sums.returned[place] += returned;
            }
            if (order && place >= 0) {
                sums.revenue[place] += trade.total(history, event);
                sums.orders[place]++;
                sums.activeCustomers[place] += place == lastPlace ? 0 : 1;
                sums.newCustomers[place] += first ? 1 : 0;
                lastPlace = place;
            }
            first &= !order;
        }
    }

    @Override
    public Sums merge(Sums left, Sums right) {
        add(left.revenue, right.revenue);
        add(left.orders, right.orders);
        add(left.activeCustomers, right.activeCustomers);
        add(left.newCustomers, right.newCustomers);
        add(left.returned, right.returned);
        return left;
    }

    static void add(long[] into, long[] more) {
        for (int i = 0; i < into.length; i++) {
            into[i] += more[i];
        }
    }
}
