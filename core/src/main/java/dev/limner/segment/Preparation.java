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
    private final RoaringBitmap existing;
    private final DueTimes due = new DueTimes();
    private final RoaringBitmap remaining = new RoaringBitmap();
    private final List<Consumer<HotHistories>> waiting = new ArrayList<>();
    private @Nullable HotHistories hot;
    private @Nullable Asking asking;
    private long all;

    /// @param plan the new and edited segments alone
    /// @param whole all segments, as they will be in use
    /// @param hot the histories to look at; null until they are loaded
    /// @param existing who is a customer, now and later
    Preparation(LivePlan plan, LivePlan whole, @Nullable HotHistories hot, RoaringBitmap existing) {
        this.plan = plan;
        this.whole = whole;
        this.existing = existing;
        if (hot != null) {
            see(hot);
        }
    }

    private void see(HotHistories histories) {
        hot = histories;
        asking = plan.rules().isEmpty() ? null : new Asking(plan, histories, due, existing, false);
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

    /// Asks the new and edited segments; null where there are none, or the histories are not loaded.
    @Nullable
    Asking asking() {
        return asking;
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
        see(histories);
        waiting.forEach(how -> how.accept(histories));
        waiting.clear();
    }

    /// Notes who is to be looked at: everybody.
    void begin() {
        if (!plan.rules().isEmpty()) {
            remaining.or(existing);
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
