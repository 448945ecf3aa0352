package dev.limner.history;

import java.util.Arrays;

/// Numbers of variable length in an array of bytes, written or read one after the other (LEB128, zigzag where signed).
final class Bytes {
    private byte[] bytes;
    private int at;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    /// What was written so far.
    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    void putNumber(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    void putSigned(long value) {
        putNumber((value << 1) ^ (value >> 63));
    }

    void putFixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
    }

    long number() {
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
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    private void put(byte value) {
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, at * 2);
        }
        bytes[at++] = value;
    }
}
