package dev.limner.server.collect;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/// Reads bodies within bounds of size and time, and unpacks them by how they begin: what their headers say is often
/// not so.
public final class Body {
    /// As it comes over the wire, in bytes.
    static final int LONGEST = 2_000_000;
    /// Of a longer body so much is read all the same: a client that cannot send all of it never reads the answer, and
    /// tries again.
    private static final int DRAINED = 16_000_000;
    /// How long the rest of a body is waited for that nobody asked for.
    private static final Duration REST = Duration.ofSeconds(10);

    private Body() {}

    /// Reads a body.
    ///
    /// @param longest unpacked, in bytes
    /// @param slowest how long it may take; a long pause ends it too
    /// @throws Refused where it is longer, slower or broken
    /// @throws IOException where the client went away
    static byte[] read(Context request, int longest, Duration slowest) throws Refused, IOException {
        int most = Math.min(LONGEST, longest);
        long end = System.nanoTime() + slowest.toNanos();
        ByteArrayOutputStream read = new ByteArrayOutputStream(1_024);
        byte[] buffer = new byte[16 * 1024];
        long all = 0;
        InputStream stream = request.req().getInputStream();
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            all += count;
            if (all <= most) {
                read.write(buffer, 0, count);
            }
            if (all > DRAINED || System.nanoTime() > end) {
                request.header("Connection", "close");
                throw new Refused(all > most ? "too_long" : "too_slow", read.toByteArray());
            }
        }
        if (all > most) {
            throw new Refused("too_long", read.toByteArray());
        }
        return unpacked(read.toByteArray(), longest);
    }

    /// Reads what an answered request still sends, and drops it, within the same bounds of size and a shorter one of
    /// time. A client that waits to be told to send is not told.
    public static void drain(Context request) {
        boolean sends = request.contentLength() > 0 || request.header("Transfer-Encoding") != null;
        boolean ends = "close".equals(request.res().getHeader("Connection"));
        if (!sends || ends || request.header("Expect") != null) {
            return;
        }
        try {
            read(request, 0, REST);
        } catch (Refused | IOException e) {
            // the answer is another one already
        }
    }

    /// What gzip has packed, or the bytes themselves.
    static byte[] unpacked(byte[] bytes, int longest) throws Refused {
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b) {
            return bytes;
        }
        try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes), 8 * 1024)) {
            byte[] all = unzipped.readNBytes(longest + 1);
            if (all.length > longest) {
                throw new Refused("too_long", all);
            }
            return all;
        } catch (IOException e) {
            throw new Refused("bad_gzip", bytes);
        }
    }
}
