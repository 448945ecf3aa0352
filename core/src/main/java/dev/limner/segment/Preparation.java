package dev.limner.segment;

import dev.limner.history.HotHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// New and edited segments on their way into use: what is known of them so far, and who is still to be
/// looked at.
final class Preparation {
    private final LivePlan plan;
    private final LivePlan whole;
    private final DueTimes due = new DueTimes();
    private final RoaringBitmap remaining = new RoaringBitmap();
    private final List<Consumer<HotHistories>> waiting = new ArrayList<>();
    private @Nullable HotHistories hot;
    private long all;

    /// @param plan the new and edited segments alone
    /// @param whole all segments, as they will be in use
    /// @param hot the histories to look at; null until they are loaded
    Preparation(LivePlan plan, LivePlan whole, @Nullable HotHistories hot) {
        this.plan = plan;
        this.whole = whole;
        this.hot = hot;
    }

    LivePlan plan() {
        return plan;
    }

    LivePlan whole() {
        return whole;
    }

    DueTimes due() {
        return due;
    }

    @Nullable
    HotHistories hot() {
        return hot;
    }

    /// Does something to the histories, at once or when they are loaded; nothing where they are those in use.
    void change(HotHistories inUse, Consumer<HotHistories> how) {
        if (hot == null) {
            waiting.add(how);
        } else if (hot != inUse) {
            how.accept(hot);
        }
    }

    /// Takes histories that were loaded, and does to them what happened meanwhile.
    void loaded(HotHistories histories) {
        hot = histories;
        waiting.forEach(how -> how.accept(histories));
        waiting.clear();
    }

    /// Notes who is to be looked at.
    void begin(RoaringBitmap everybody) {
        if (!plan.rules().isEmpty()) {
            remaining.or(everybody);
        }
        all = remaining.getCardinality();
    }

    /// Whether a customer was looked at, so that what happens must be followed.
    boolean follows(int customer) {
        return hot != null && !remaining.contains(customer);
    }

    /// The share of customers that were looked at.
    double share() {
        return all == 0 ? hot == null ? 0 : 1 : 1 - (double) remaining.getLongCardinality() / all;
    }

    /// The next customer to be looked at, who is then no more among those remaining; -1 for none.
    int next() {
        if (remaining.isEmpty()) {
            return -1;
        }
        int customer = remaining.first();
        remaining.remove(customer);
        return customer;
    }
}
