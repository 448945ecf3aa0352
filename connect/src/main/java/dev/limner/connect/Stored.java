package dev.limner.connect;

import dev.limner.problem.UserProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The content of a stored file, unpacked where it is a gzip by its first two bytes, and with its beginning
/// known.
final class Stored {
    private static final int BUFFER = 1 << 16;

    /// So much of a file is looked at to find out how it is written.
    private static final int SAMPLE = 1 << 18;

    private final String name;
    private final CountingInputStream counting;
    private final long bytesInAll;
    private final InputStream rest;
    private final byte[] sample;

    private Stored(String name, InputStream in, long bytesInAll) throws IOException {
        this.name = name;
        this.bytesInAll = bytesInAll;
        counting = new CountingInputStream(in);
        rest = unpacked(new BufferedInputStream(counting, BUFFER));
        sample = rest.readNBytes(SAMPLE);
    }

    /// @param name what problems call it
    /// @throws UserProblem where it is cut short or damaged
    static Stored open(String name, InputStream in, long bytesInAll) {
        try {
            return new Stored(name, in, bytesInAll);
        } catch (EOFException | ZipException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, name, "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /// The beginning of the content.
    byte[] sample() {
        return sample.clone();
    }

    /// The content from its first byte on, but for so many.
    InputStream content(int skipped) {
        return new SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOfRange(sample, skipped, sample.length)), rest);
    }

    void close() {
        try {
            rest.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long bytesRead() {
        return counting.count();
    }

    long bytesInAll() {
        return bytesInAll;
    }

    private static InputStream unpacked(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }
}
