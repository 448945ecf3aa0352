package dev.limner.language;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The language of tags and segments: to read this file is to read the grammar.
///
/// An expression is a tree of these records, whatever face it came by: text ([Parser], [Printer]), JSON
/// ([ExprJson]) or
/// the visual builder, which edits the JSON. Equal trees mean the same. Names are not resolved yet; the
/// [Checker] does
/// that.
public sealed interface Expr extends Serializable {

    // ---- Literals

    /// `5000`, `0.1`
    record Decimal(BigDecimal value) implements Expr {
        public Decimal {
            value = plain(value);
        }
    }

    /// `'female'`
    record Text(String value) implements Expr {}

    /// `true`, `false`
    record Bool(boolean value) implements Expr {}

    /// `2026-11-25`: a whole local day
    record Date(LocalDate value) implements Expr {}

    /// `2026-11-25T10:30` in the zone that counts, or with an offset: `2026-11-25T10:30+08:00`
    record Timestamp(LocalDateTime value, @Nullable ZoneOffset offset) implements Expr {}

    /// `60 days`, `30 seconds`; months, quarters and years are no fixed durations and stand in windows only
    record Span(long amount, Unit unit) implements Expr {}

    /// `3 km`
    record Length(BigDecimal amount, LengthUnit unit) implements Expr {
        public Length {
            amount = plain(amount);
        }
    }

    /// `friday`
    record Weekday(DayOfWeek day) implements Expr {}

    /// `31.2304, 121.4737` within `distance(...)`: latitude and longitude in degrees
    record Place(BigDecimal latitude, BigDecimal longitude) implements Expr {
        public Place {
            latitude = plain(latitude);
            longitude = plain(longitude);
        }
    }

    // ---- Names

    /// A tag or a trait; within `where` a property of the event
    record Name(String name) implements Expr {}

    /// `score('churn')`: the latest score that a model gave
    record Score(String model) implements Expr {}

    /// `in segment 'vip'`, `in segment 'vip' at 90 days ago`
    record InSegment(String segment, @Nullable Point at) implements Expr {}

    /// `entered segment 'dormant' in last 7 days`, `left segment 'vip' in this month`
    record Crossed(Crossing crossing, String segment, Window window) implements Expr {}

    /// `consents to 'marketing' by 'sms'`
    record Consents(String purpose, @Nullable String channel) implements Expr {}

    /// `percentile(spend)` from 0 to 1, `rank(spend in segment 'vip')` from 1 for the highest
    record Standing(StandingKind kind, String tag, @Nullable String segment) implements Expr {}

    // ---- What happened

    /// `any purchase in last 7 days`, `no purchase in last 60 days`
    record Exists(boolean any, EventSet set) implements Expr {}

    /// `count(purchase)`, `sum(purchase.amount in last 365 days)`, `last purchase`, `median gap(purchase)`,
    /// `sum(purchase.amount half-life 30 days)`
    ///
    /// @param property whose values are folded; null where the events themselves are: counted, or their
    /// instants
    record Aggregate(
            Fold fold,
            EventSet set,
            @Nullable String property,
            @Nullable Span halfLife) implements Expr {}

    /// `last 3 view all where 'oil-control' in attributes`; false with fewer than that many
    record LastAll(int count, Events events, Expr condition) implements Expr {}

    /// `for any item: ...`: the values of a property for which the condition holds; as a condition, whether
    /// there are any
    record ForAny(String property, Expr condition) implements Expr {}

    /// `trend(sum(purchase.amount) over last 8 weeks)`: the least-squares slope of the value a unit of time
    record Trend(Aggregate of, long count, Unit unit) implements Expr {}

    // ---- Time and place

    /// `days since last purchase` (a difference of local dates), `time since last purchase` (a duration)
    record Since(boolean days, Expr instant) implements Expr {}

    /// `local hour`: of the instant asked for, 0 to 23, in the customer's zone; within `where`, of the event
    record LocalHour() implements Expr {}

    /// `weekday`, likewise
    record LocalWeekday() implements Expr {}

    /// `last place`: where the latest event with coordinates was
    record LastPlace() implements Expr {}

    /// `place`: within `where`, where the event was
    record EventPlace() implements Expr {}

    /// `distance(last place, 31.2304, 121.4737)` along the great circle
    record Distance(Expr from, Expr to) implements Expr {}

    /// `customer zone: ...`: windows and midnights inside are those of the customer's zone
    record CustomerZone(Expr inside) implements Expr {}

    // ---- Logic and arithmetic

    record And(List<Expr> all) implements Expr {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<Expr> any) implements Expr {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(Expr negated) implements Expr {}

    /// `age >= 25`
    record Compare(Expr left, Operator operator, Expr right) implements Expr {}

    /// `age between 25 and 35`: both ends included
    record Between(Expr value, boolean negated, Expr low, Expr high) implements Expr {}

    /// `gender in ('female', 'other')`
    record OneOf(Expr value, boolean negated, List<Expr> options) implements Expr {
        public OneOf {
            options = List.copyOf(options);
        }
    }

    /// `'oil-control' in attributes`
    record Contains(Expr element, boolean negated, Expr list) implements Expr {}

    /// `name like 'mug%'`: `%` stands for any text, `_` for one character; case is ignored
    record Like(Expr value, boolean negated, String pattern) implements Expr {}

    /// `age is missing`, `age is known`
    record IsKnown(Expr value, boolean known) implements Expr {}

    /// `count(view) / count(purchase)`
    record Arithmetic(Expr left, Sign sign, Expr right) implements Expr {}

    record Negative(Expr value) implements Expr {}

    // ---- Sets of events

    /// Events of one customer, in order
    sealed interface EventSet extends Serializable permits Events, Sequence {
        @Nullable
        Window window();
    }

    /// `purchase where category = 'beauty' in last 1 month`
    ///
    /// @param type the event's name; [#ANY_TYPE] for `event`, events of any type
    record Events(
            String type, @Nullable Expr where, @Nullable Window window) implements EventSet {}

    /// `sequence(view then purchase within 30 seconds) in last 30 days`; each match counts as one, at its
    /// last step
    record Sequence(List<Step> steps, @Nullable Window window) implements EventSet {
        public Sequence {
            steps = List.copyOf(steps);
        }
    }

    /// One step: its events, how soon after the step before, and what must not lie between
    ///
    /// @param events without a window of their own
    record Step(Events events, @Nullable Span within, List<Events> without) implements Serializable {
        public Step {
            without = List.copyOf(without);
        }
    }

    // ---- Windows

    sealed interface Window extends Serializable {
        /// `in last 30 days`: (t - 30 days, t]
        record Last(long count, Unit unit) implements Window {}

        /// `in this month`, `in previous week`
        record Calendar(boolean previous, Unit unit) implements Window {}

        /// `between 2026-01-01 and 2026-03-31`: both ends included
        record Between(Point from, Point to) implements Window {}

        /// `before 2026-01-01`
        record Before(Point end) implements Window {}

        /// `since 2026-01-01`
        record From(Point start) implements Window {}
    }

    /// A point in time
    sealed interface Point extends Serializable {
        /// `2026-01-01`
        record Day(LocalDate date) implements Point {}

        /// `2026-01-01T10:00`
        record At(LocalDateTime time, @Nullable ZoneOffset offset) implements Point {}

        /// `90 days ago`
        record Ago(long count, Unit unit) implements Point {}
    }

    // ---- Kinds

    /// The name of "events of any type"
    String ANY_TYPE = "event";

    enum Unit {
        SECOND,
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    enum LengthUnit {
        M,
        KM
    }

    enum Fold {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        MEDIAN,
        FIRST,
        LAST,
        TOP,
        DISTINCT,
        MEDIAN_GAP
    }

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST
    }

    enum Sign {
        PLUS,
        MINUS,
        TIMES,
        DIVIDED_BY
    }

    enum Crossing {
        ENTERED,
        LEFT
    }

    enum StandingKind {
        PERCENTILE,
        RANK
    }

    /// Equal numbers are equal trees: 0.10 is 0.1.
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
