package dev.limner.portrait;

import dev.limner.problem.UserProblem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Where a customer stands in the life of buying, as a pure function of the local dates of orders and a date.
///
/// With `quiet` the days from the last order to the date, the first line that holds decides:
///
/// | state | holds where |
/// | --- | --- |
/// | none | there is no order |
/// | new | fewer than `newDays` have passed since the first order |
/// | lost | `quiet >= lostAfter` |
/// | dormant | `quiet >= dormantAfter` |
/// | returned | `quiet < returnedDays`, and the last order came after a gap of at least the `dormantAfter`
/// in force
/// then |
/// | active | else |
///
/// `dormantAfter` and `lostAfter` are `dormantDays` and `lostDays`. With `rhythm`, a customer of at least three
/// gaps (four order dates) goes by the own median gap instead: dormant after 3, lost after 6 median gaps
/// (rounded
/// up to whole days), held between 14 and 180, and 30 and 365 days. "In force then" goes by the orders
/// before the
/// last one alone.
public final class Lifecycle {
    private static final int GAPS = 3;
    private static final int DORMANT_GAPS = 3;
    private static final int LOST_GAPS = 6;

    private Lifecycle() {}

    /// The states, in the order of their values as a tag.
    public enum State {
        NEW,
        ACTIVE,
        RETURNED,
        DORMANT,
        LOST;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Its place among the tag's values.
        @SuppressWarnings("EnumOrdinal") // the values are told in this very order
        public int place() {
            return ordinal();
        }
    }

    /// The days that part the states.
    ///
    /// @param rhythm whether customers with enough orders go by their own rhythm
    public record Options(int newDays, int returnedDays, int dormantDays, int lostDays, boolean rhythm)
            implements Serializable {
        public Options {
            if (dormantDays < 1 || lostDays < dormantDays) {
                throw UserProblem.of(
                        UserProblem.Code.BAD_PARAMETER,
                        "dormant_days, lost_days",
                        dormantDays + ", " + lostDays,
                        "1 <= dormant_days <= lost_days");
            }
        }

        public static Options defaults() {
            return new Options(30, 30, 90, 180, true);
        }

        static Options of(TagOptions options) {
            Options usual = defaults();
            return new Options(
                    options.whole("new_days", usual.newDays),
                    options.whole("returned_days", usual.returnedDays),
                    options.whole("dormant_days", usual.dormantDays),
                    options.whole("lost_days", usual.lostDays),
                    options.yes("rhythm", usual.rhythm));
        }
    }

    /// After how many quiet days a customer counts as dormant and as lost.
    public record Thresholds(int dormantAfter, int lostAfter) implements Serializable {}

    /// The state on a date.
    ///
    /// @param state null where there was no order yet
    /// @param changesAt the first later date on which the state differs if no order comes; null for never
    public record Standing(@Nullable State state, @Nullable Integer changesAt) implements Serializable {}

    /// On `day` the state became `to`.
    public record Change(int day, @Nullable State from, State to) implements Serializable {}

    /// The thresholds in force for someone with orders on the first `n` of `orderDays`.
    public static Thresholds thresholds(int[] orderDays, int n, Options options) {
        if (!hasRhythm(n, options)) {
            return new Thresholds(options.dormantDays(), options.lostDays());
        }
        double gap = Calendar.medianGap(orderDays, n);
        return new Thresholds(
                Math.clamp((long) Math.ceil(DORMANT_GAPS * gap), 14, 180),
                Math.clamp((long) Math.ceil(LOST_GAPS * gap), 30, 365));
    }

    /// Whether someone with `n` order dates goes by the own rhythm.
    static boolean hasRhythm(int n, Options options) {
        return options.rhythm() && n > GAPS;
    }

    /// The state on the date `day` of someone with orders on `orderDays` (ascending, each once, none after
    /// `day`).
    public static @Nullable State state(int[] orderDays, int day, Options options) {
        return new Life(orderDays, orderDays.length, options).state(day);
    }

    /// As [#state], with the date on which time alone changes it.
    public static Standing standing(int[] orderDays, int day, Options options) {
        Life life = new Life(orderDays, orderDays.length, options);
        State state = life.state(day);
        return new Standing(
                state,
                life.turns()
                        .filter(turn -> turn > day && life.state(turn) != state)
                        .boxed()
                        .findFirst()
                        .orElse(null));
    }

    /// Every change of state from the first order up to `day`, each state as it was told on its day.
    public static List<Change> changes(int[] orderDays, int day, Options options) {
        List<Change> changes = new ArrayList<>();
        State last = null;
        for (int n = 1; n <= orderDays.length; n++) {
            Life life = new Life(orderDays, n, options);
            int from = orderDays[n - 1];
            int until = n < orderDays.length ? orderDays[n] - 1 : day;
            int[] days = IntStream.concat(IntStream.of(from), life.turns())
                    .filter(turn -> turn >= from && turn <= until)
                    .distinct()
                    .toArray();
            for (int turn : days) {
                State state = life.state(turn);
                if (state != null && state != last) {
                    changes.add(new Change(turn, last, state));
                    last = state;
                }
            }
        }
        return List.copyOf(changes);
    }

    /// The life of someone whose last known order is the n-th.
    private static final class Life {
        private final int n;
        private final int first;
        private final int last;
        private final boolean cameBack;
        private final Thresholds thresholds;
        private final Options options;

        Life(int[] orderDays, int n, Options options) {
            this.n = n;
            this.options = options;
            first = n == 0 ? 0 : orderDays[0];
            last = n == 0 ? 0 : orderDays[n - 1];
            thresholds = thresholds(orderDays, n, options);
            cameBack = n > 1
                    && last - orderDays[n - 2]
                            >= thresholds(orderDays, n - 1, options).dormantAfter();
        }

        @Nullable
        State state(int day) {
            int quiet = day - last;
            if (n == 0) {
                return null;
            } else if (day - first < options.newDays()) {
                return State.NEW;
            } else if (quiet >= thresholds.lostAfter()) {
                return State.LOST;
            } else if (quiet >= thresholds.dormantAfter()) {
                return State.DORMANT;
            } else if (cameBack && quiet < options.returnedDays()) {
                return State.RETURNED;
            }
            return State.ACTIVE;
        }

        /// The dates, ascending, on which the state may change without an order.
        IntStream turns() {
            return n == 0
                    ? IntStream.empty()
                    : IntStream.of(
                                    first + options.newDays(),
                                    last + options.returnedDays(),
                                    last + thresholds.dormantAfter(),
                                    last + thresholds.lostAfter())
                            .sorted();
        }
    }
}
