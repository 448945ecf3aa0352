package dev.limner.insight;

import dev.limner.engine.Needs;
import dev.limner.engine.Study;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.portrait.Moment;
import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Orders and revenue by local weekday and hour.
public final class HeatMapStudy implements Study<HeatMapStudy.Cells> {
    private static final int HOURS = 24;

    private final Trade trade;
    private final Moment moment;
    private final int firstDay;
    private final int endDay;

    /// The local dates from `from` (null: the first there is) to before `to` (null: as far as the moment
    /// reaches).
    public HeatMapStudy(Trade trade, Moment moment, @Nullable LocalDate from, @Nullable LocalDate to) {
        this.trade = trade;
        this.moment = moment;
        firstDay = from == null ? Integer.MIN_VALUE : (int) from.toEpochDay();
        endDay = to == null ? Integer.MAX_VALUE : (int) to.toEpochDay();
    }

    /// The sums by cell: Monday 0:00 first, Sunday 23:00 last.
    public static final class Cells implements Serializable {
        private final long[] orders = new long[7 * HOURS];
        private final long[] revenue = new long[7 * HOURS];

        /// Orders on an ISO weekday (1 Monday to 7 Sunday) in the hour from `hour` on.
        public long orders(int weekday, int hour) {
            return orders[(weekday - 1) * HOURS + hour];
        }

        /// Their revenue in ten-thousandths.
        public long revenue(int weekday, int hour) {
            return revenue[(weekday - 1) * HOURS + hour];
        }
    }

    @Override
    public Needs needs() {
        return trade.orders();
    }

    @Override
    public Cells start() {
        return new Cells();
    }

    @Override
    public void add(Cells cells, History history) {
        LocalClock clock = moment.clock();
        int events = moment.events(history);
        for (int event = 0; event < events; event++) {
            if (!history.is(trade.order(), event)) {
                continue;
            }
            int day = clock.day(history.at(event));
            if (day >= firstDay && day < endDay) {
                int cell = (LocalClock.weekday(day) - 1) * HOURS + clock.hour(history.at(event));
                cells.orders[cell]++;
                cells.revenue[cell] += trade.total(history, event);
            }
        }
    }

    @Override
    public Cells merge(Cells left, Cells right) {
        SeriesStudy.add(left.orders, right.orders);
        SeriesStudy.add(left.revenue, right.revenue);
        return left;
    }
}
