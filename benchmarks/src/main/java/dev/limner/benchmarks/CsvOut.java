package dev.limner.benchmarks;

import java.io.IOException;
import java.io.OutputStream;

/// Writes fields of ASCII and numbers as CSV, byte by byte into a buffer.
final class CsvOut implements AutoCloseable {
    private static final int ROOM = 1 << 16;
    private static final int LONGEST_FIELD = 64;

    private final OutputStream out;
    private final byte[] buffer = new byte[ROOM + LONGEST_FIELD];
    private int size;
    private boolean lineBegun;

    CsvOut(OutputStream out) {
        this.out = out;
    }

    /// A field of ASCII letters, at most 64.
    void text(byte[] ascii) throws IOException {
        separate();
        System.arraycopy(ascii, 0, buffer, size, ascii.length);
        size += ascii.length;
    }

    /// A field of a letter and a number of so many digits, led by zeros.
    void code(char letter, int number, int digits) throws IOException {
        separate();
        buffer[size++] = (byte) letter;
        digits(number, digits);
    }

    void number(long number) throws IOException {
        separate();
        plain(number);
    }

    /// Hundredths as a decimal.
    void cents(long cents) throws IOException {
        separate();
        plain(cents / 100);
        buffer[size++] = '.';
        digits(cents % 100, 2);
    }

    /// A date of ten letters and a second of its day.
    void time(byte[] date, int second) throws IOException {
        text(date);
        buffer[size++] = ' ';
        digits(second / 3600, 2);
        buffer[size++] = ':';
        digits(second / 60 % 60, 2);
        buffer[size++] = ':';
        digits(second % 60, 2);
    }

    void empty() throws IOException {
        separate();
    }

    void endLine() {
        buffer[size++] = '\n';
        lineBegun = false;
    }

    private void separate() throws IOException {
        if (size >= ROOM - LONGEST_FIELD) {
            out.write(buffer, 0, size);
            size = 0;
        }
        if (lineBegun) {
            buffer[size++] = ',';
        }
        lineBegun = true;
    }

    private void plain(long number) {
        long rest = number;
        if (rest < 0) {
            buffer[size++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; power <= rest; power *= 10) {
            digits++;
        }
        digits(rest, digits);
    }

    private void digits(long number, int digits) {
        long rest = number;
        for (int i = size + digits - 1; i >= size; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    @Override
    public void close() throws IOException {
        out.write(buffer, 0, size);
        out.close();
    }
}
