package dev.limner.portrait;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Amounts as they are kept (ten-thousandths in a `long`) and as people write them.
public final class Money {
    public static final int SCALE = 4;

    private Money() {}

    /// The amount, with at least two decimals and no further trailing zeros.
    public static BigDecimal decimal(long tenThousandths) {
        BigDecimal exact = BigDecimal.valueOf(tenThousandths, SCALE).stripTrailingZeros();
        return exact.scale() < 2 ? exact.setScale(2) : exact;
    }

    public static String text(long tenThousandths) {
        return decimal(tenThousandths).toPlainString();
    }

    /// The amount kept for a decimal, half-even where it has more than four decimals.
    public static long kept(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    /// The `sum` divided by a positive `count`, half-even to the ten-thousandth.
    public static long average(long sum, long count) {
        long quotient = Math.floorDiv(sum, count);
        BigInteger twice = BigInteger.valueOf(Math.floorMod(sum, count)).shiftLeft(1);
        int half = twice.compareTo(BigInteger.valueOf(count));
        return half > 0 || (half == 0 && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }
}
