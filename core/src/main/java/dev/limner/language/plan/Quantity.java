package dev.limner.language.plan;

import dev.limner.history.History;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// A value that can be measured: a number, an amount, a duration in microseconds, an instant in
/// microseconds since 1970, a
/// date in days since 1970, a length in metres, a weekday from 1, a yes (1) or no (0).
interface Quantity extends Serializable {
    /// Arithmetic and averages are decimal128.
    MathContext PRECISION = MathContext.DECIMAL128;

    /// How [#raw] holds the value.
    enum Form {
        /// Whole steps of ten to the power of -[#scale].
        WHOLE,
        /// The bits of a double.
        DOUBLE,
        /// Not at all; only [#decimal] knows it.
        DECIMAL
    }

    Form form();

    /// Of a whole form: how many decimals its last digits are.
    default int scale() {
        return 0;
    }

    /// The value as [#form] says, or [History#MISSING].
    long raw(Frame frame);

    /// The value, null where missing.
    default @Nullable BigDecimal decimal(Frame frame) {
        long raw = raw(frame);
        if (raw == History.MISSING) {
            return null;
        }
        return form() == Form.WHOLE
                ? BigDecimal.valueOf(raw, scale())
                : BigDecimal.valueOf(Double.longBitsToDouble(raw));
    }

    default boolean isMissing(Frame frame) {
        return form() == Form.DECIMAL ? decimal(frame) == null : raw(frame) == History.MISSING;
    }

    /// As [Truth#until] says, of the value; what moves evenly or fades is told by [#moves].
    long until(Frame frame);

    /// Whether the value moves with time between the instants that [#until] tells.
    default boolean moves() {
        return false;
    }

    /// As [Truth#cite] says, of the value.
    void cite(Frame frame, Citation citation);
}
