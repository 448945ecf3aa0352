package dev.limner.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers of variable length in an array of bytes, written or read one after the other (LEB128, zigzag
/// where signed).
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /// Of each byte, the bit that says that the number goes on.
    private static final long LAST_BITS = 0x8080808080808080L;

    private static final long MILLIS = 1_000;
    private static final long SECONDS = 1_000_000;
    /// Longer spans than any between two events stand whole.
    private static final long FURTHEST = 1L << 58;

    private byte[] bytes;
    private int at;

    Bytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// How much was written so far.
    int size() {
        return at;
    }

    /// Copies what was written to another array.
    void copyTo(byte[] to, int from) {
        System.arraycopy(bytes, 0, to, from, at);
    }

    /// Begins to write anew, over what was written.
    void clear() {
        at = 0;
    }

    static long fixed(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static int count(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static void setFixed(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    static void setCount(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    void putNumber(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    /// What was written elsewhere.
    void put(Bytes other) {
        room(other.at);
        other.copyTo(bytes, at);
        at += other.at;
    }

    void putSigned(long value) {
        putNumber(zigzag(value));
    }

    void putFixed(long value) {
        room(8);
        LONGS.set(bytes, at, value);
        at += 8;
    }

    /// A span in microseconds, in whole seconds or milliseconds where it is such.
    void putSpan(long micros) {
        if (micros >= FURTHEST || micros <= -FURTHEST) {
            putNumber(3);
            putFixed(micros);
        } else if (micros % SECONDS == 0) {
            putNumber((zigzag(micros / SECONDS) << 2) | 2);
        } else if (micros % MILLIS == 0) {
            putNumber((zigzag(micros / MILLIS) << 2) | 1);
        } else {
            putNumber(zigzag(micros) << 2);
        }
    }

    /// Eight bytes at once where there are as many: how long numbers are is hard to foresee, for processors too.
    long number() {
        if (at + Long.BYTES <= bytes.length) {
            long eight = (long) LITTLE.get(bytes, at);
            long ends = ~eight & LAST_BITS;
            if (ends != 0) {
                int end = Long.numberOfTrailingZeros(ends);
                at += (end + 1) >>> 3;
                return Long.compress(eight & (-1L >>> (63 - end)), ~LAST_BITS);
            }
        }
        return byByte();
    }

    private long byByte() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long signed() {
        return unzigzag(number());
    }

    long fixed() {
        long value = (long) LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    void skip(int size) {
        at += size;
    }

    long span() {
        long number = number();
        long value = unzigzag(number >>> 2);
        return switch ((int) (number & 3)) {
            case 0 -> value;
            case 1 -> value * MILLIS;
            case 2 -> value * SECONDS;
            default -> fixed();
        };
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    private void room(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }
}
