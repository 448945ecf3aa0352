package dev.limner.language.plan;

import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.history.LocalClock;
import dev.limner.language.Expr.Sign;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Quantities that are no folds: literals, properties within `where`, times, places and arithmetic.
sealed interface Measures extends Quantity {

    /// What does not depend on the instant.
    sealed interface Still extends Measures {
        @Override
        default long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        default void cite(Frame frame, Citation citation) {
            // nothing happened that it rests on
        }
    }

    /// A literal in whole steps of its own scale.
    record Fixed(long raw, int scale) implements Still {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public long raw(Frame frame) {
            return raw;
        }
    }

    /// A literal that no long holds.
    record FixedDecimal(BigDecimal value) implements Still {
        @Override
        public Form form() {
            return Form.DECIMAL;
        }

        @Override
        public long raw(Frame frame) {
            return History.MISSING;
        }

        @Override
        public BigDecimal decimal(Frame frame) {
            return value;
        }
    }

    /// A local time in the customer's zone, as an instant.
    record LocalTime(java.time.LocalDateTime time) implements Measures {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public long raw(Frame frame) {
            return Calendars.at(frame.clock(true).zone(), time);
        }

        @Override
        public long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            frame.evaluation().zones().cite(frame.whole(), citation);
        }
    }

    /// Within `where`: a property of the event.
    record OfEvent(Property property) implements Still {
        @Override
        public Form form() {
            return property.type() == ValueType.NUMBER ? Form.DOUBLE : Form.WHOLE;
        }

        @Override
        public int scale() {
            return Folds.Stored.scale(property.type());
        }

        @Override
        public long raw(Frame frame) {
            return frame.history().value(property, frame.event());
        }
    }

    /// `local hour`, of the instant or, within `where`, of the event, in its own zone where it has one.
    record Hour(boolean ofEvent) implements Measures {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public long raw(Frame frame) {
            return ofEvent
                    ? frame.eventClock().hour(frame.history().at(frame.event()))
                    : frame.clock(true).hour(frame.t());
        }

        @Override
        public long until(Frame frame) {
            return ofEvent ? Long.MAX_VALUE : Calendars.nextHour(frame.clock(true), frame.t());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            frame.evaluation().zones().cite(frame.whole(), citation);
        }
    }

    /// `weekday`, likewise: 1 Monday to 7 Sunday.
    record Day(boolean ofEvent) implements Measures {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public long raw(Frame frame) {
            return LocalClock.weekday(
                    ofEvent
                            ? frame.eventClock().day(frame.history().at(frame.event()))
                            : frame.clock(true).day(frame.t()));
        }

        @Override
        public long until(Frame frame) {
            return ofEvent ? Long.MAX_VALUE : Calendars.nextMidnight(frame.clock(true), frame.t());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            frame.evaluation().zones().cite(frame.whole(), citation);
        }
    }

    /// What is computed from another quantity.
    sealed interface From extends Measures {
        Quantity of();

        @Override
        default Form form() {
            return Form.WHOLE;
        }

        @Override
        default long until(Frame frame) {
            return of().until(frame);
        }

        @Override
        default void cite(Frame frame, Citation citation) {
            of().cite(frame, citation);
        }
    }

    /// `days since X`
    ///
    /// @param dated whether X is a date, and no instant
    record DaysSince(Quantity of, boolean dated, boolean customerZone) implements From {
        @Override
        public long raw(Frame frame) {
            long since = whole(of, frame);
            if (since == History.MISSING) {
                return since;
            }
            LocalClock clock = frame.clock(customerZone);
            return clock.day(frame.t()) - (dated ? since : clock.day(since));
        }

        @Override
        public long until(Frame frame) {
            return whole(of, frame) == History.MISSING
                    ? of.until(frame)
                    : Math.min(of.until(frame), Calendars.nextMidnight(frame.clock(customerZone), frame.t()));
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame, citation);
            if (customerZone) {
                frame.evaluation().zones().cite(frame.whole(), citation);
            }
        }
    }

    /// `time since X` in microseconds.
    record TimeSince(Quantity of) implements From {
        @Override
        public long raw(Frame frame) {
            long since = whole(of, frame);
            return since == History.MISSING ? since : frame.now() - since;
        }

        @Override
        public boolean moves() {
            return true;
        }
    }

    /// The local date of an instant.
    record DateOf(Quantity of, boolean customerZone) implements From {
        @Override
        public long raw(Frame frame) {
            long instant = whole(of, frame);
            return instant == History.MISSING
                    ? instant
                    : frame.clock(customerZone).day(instant);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame, citation);
            if (customerZone) {
                frame.evaluation().zones().cite(frame.whole(), citation);
            }
        }
    }

    /// Days as a duration.
    record DaysLong(Quantity of) implements From {
        @Override
        public long raw(Frame frame) {
            long days = of.raw(frame);
            return days == History.MISSING ? days : days * LocalClock.MICROS_PER_DAY;
        }
    }

    /// The quantity of the whole customer, where `for any` looks at a part.
    record OnWhole(Quantity of) implements From {
        @Override
        public Form form() {
            return of.form();
        }

        @Override
        public int scale() {
            return of.scale();
        }

        @Override
        public long raw(Frame frame) {
            return of.raw(frame.whole());
        }

        @Override
        public @Nullable BigDecimal decimal(Frame frame) {
            return of.decimal(frame.whole());
        }

        @Override
        public boolean moves() {
            return of.moves();
        }

        @Override
        public long until(Frame frame) {
            return of.until(frame.whole());
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            of.cite(frame.whole(), citation);
        }
    }

    /// A condition as a value: 1 or 0.
    record YesNo(Truth truth) implements Measures {
        @Override
        public Form form() {
            return Form.WHOLE;
        }

        @Override
        public long raw(Frame frame) {
            return truth.holds(frame) ? 1 : 0;
        }

        @Override
        public long until(Frame frame) {
            return truth.until(frame);
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            truth.cite(frame, citation);
        }
    }

    /// `left + right` and the like, in decimal128; division by zero is missing.
    record Computed(Quantity left, Sign sign, Quantity right) implements Measures {
        @Override
        public Form form() {
            return Form.DECIMAL;
        }

        @Override
        public long raw(Frame frame) {
            return History.MISSING;
        }

        @Override
        public @Nullable BigDecimal decimal(Frame frame) {
            BigDecimal a = left.decimal(frame);
            BigDecimal b = a == null ? null : right.decimal(frame);
            if (a == null || b == null) {
                return null;
            }
            return switch (sign) {
                case PLUS -> a.add(b, PRECISION);
                case MINUS -> a.subtract(b, PRECISION);
                case TIMES -> a.multiply(b, PRECISION);
                case DIVIDED_BY -> b.signum() == 0 ? null : a.divide(b, PRECISION);
            };
        }

        @Override
        public boolean moves() {
            return left.moves() || right.moves();
        }

        @Override
        public long until(Frame frame) {
            return Math.min(left.until(frame), right.until(frame));
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            left.cite(frame, citation);
            right.cite(frame, citation);
        }
    }

    /// `-value`
    record Negated(Quantity of) implements From {
        @Override
        public Form form() {
            return Form.DECIMAL;
        }

        @Override
        public long raw(Frame frame) {
            return History.MISSING;
        }

        @Override
        public @Nullable BigDecimal decimal(Frame frame) {
            BigDecimal value = of.decimal(frame);
            return value == null ? null : value.negate();
        }

        @Override
        public boolean moves() {
            return of.moves();
        }
    }

    /// `distance(place, latitude, longitude)` in metres along the great circle of a sphere with the earth's
    /// mean radius.
    record DistanceFrom(Spot from, double latitude, double longitude) implements Measures {
        private static final double EARTH_RADIUS_METRES = 6_371_008.8;

        @Override
        public Form form() {
            return Form.DOUBLE;
        }

        @Override
        public long raw(Frame frame) {
            int event = from.event(frame);
            return event < 0
                    ? History.MISSING
                    : Double.doubleToRawLongBits(metres(
                            frame.history().number(from.latitude(), event),
                            frame.history().number(from.longitude(), event)));
        }

        /// The haversine formula.
        private double metres(double otherLatitude, double otherLongitude) {
            double phi = StrictMath.toRadians(latitude);
            double otherPhi = StrictMath.toRadians(otherLatitude);
            double sine = StrictMath.sin((otherPhi - phi) / 2);
            double turn = StrictMath.sin(StrictMath.toRadians(otherLongitude - longitude) / 2);
            double a = sine * sine + StrictMath.cos(phi) * StrictMath.cos(otherPhi) * turn * turn;
            return 2 * EARTH_RADIUS_METRES * StrictMath.asin(Math.min(1, Math.sqrt(a)));
        }

        @Override
        public long until(Frame frame) {
            return Long.MAX_VALUE;
        }

        @Override
        public void cite(Frame frame, Citation citation) {
            int event = from.ofEvent() ? -1 : from.event(frame);
            if (event >= 0) {
                citation.add(event);
            }
        }
    }

    /// Where the event was (within `where`), or the latest event with coordinates.
    record Spot(boolean ofEvent, Property latitude, Property longitude) implements java.io.Serializable {
        int event(Frame frame) {
            if (ofEvent) {
                return has(frame, frame.event()) ? frame.event() : -1;
            }
            Frame whole = frame.whole();
            for (int i = whole.size() - 1; i >= 0; i--) {
                if (has(whole, whole.universe()[i])) {
                    return whole.universe()[i];
                }
            }
            return -1;
        }

        private boolean has(Frame frame, int event) {
            return frame.history().has(latitude, event) && frame.history().has(longitude, event);
        }
    }

    /// A value as a whole number of its least steps, whatever its form.
    private static long whole(Quantity of, Frame frame) {
        if (of.form() == Form.WHOLE) {
            return of.raw(frame);
        }
        BigDecimal value = of.decimal(frame);
        return value == null ? History.MISSING : Folds.Stored.whole(value);
    }
}
