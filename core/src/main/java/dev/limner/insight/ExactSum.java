package dev.limner.insight;

import java.io.Serializable;
import java.math.BigInteger;

/// A sum of products of longs in 128 bits, so that it is the same in whatever order it is taken.
final class ExactSum implements Serializable {
    private long high;
    private long low;

    void add(long a, long b) {
        addWide(Math.multiplyHigh(a, b), a * b);
    }

    void add(ExactSum other) {
        addWide(other.high, other.low);
    }

    double value() {
        BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow).doubleValue();
    }

    private void addWide(long moreHigh, long moreLow) {
        long before = low;
        low += moreLow;
        high += moreHigh + (Long.compareUnsigned(low, before) < 0 ? 1 : 0);
    }
}
