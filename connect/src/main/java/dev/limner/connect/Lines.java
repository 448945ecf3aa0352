package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.source.Reasons;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The lines of a text file, cut before they are decoded, so that bytes that are no text break their own line
/// alone.
///
/// Memory holds one line, and of one that is too long its beginning.
final class Lines implements AutoCloseable {
    /// A line of more bytes is none: something is wrong with its ends.
    static final int LONGEST_LINE = 1 << 20;

    /// So much is kept of a line that is too long.
    private static final int KEPT_OF_TOO_LONG = 2000;

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final boolean extendsAscii;
    private final int unit;
    private final boolean lowFirst;
    private final byte[] buffer = new byte[BUFFER];
    private int place;
    private int filled;
    private byte[] line = new byte[256];
    private int length;
    private int highest;
    private boolean tooLong;
    private long number;

    /// @param name what problems call the file
    Lines(String name, InputStream in, Charset charset) {
        this.name = name;
        this.in = in;
        this.charset = charset;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        byte[] end = "\n".getBytes(charset);
        unit = end.length;
        lowFirst = unit == 2 && end[0] == '\n';
        extendsAscii = unit == 1;
        if (unit > 2 || (unit == 1 && end[0] != '\n')) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "encoding", charset.name(), Encodings.NAMES);
        }
    }

    /// The next line, or null at the end.
    ///
    /// @throws UserProblem where the stored file is cut short or damaged
    @Nullable
    Line next() {
        try {
            int unitRead = read();
            if (unitRead < 0) {
                return null;
            }
            number++;
            length = 0;
            highest = 0;
            tooLong = false;
            while (unitRead >= 0 && unitRead != '\n' && unitRead != '\r') {
                keep(unitRead);
                unitRead = read();
            }
            String end = unitRead < 0 ? "" : unitRead == '\n' ? "\n" : "\r";
            if (unitRead == '\r') {
                int after = read();
                if (after == '\n') {
                    end = "\r\n";
                } else if (after >= 0) {
                    place -= unit;
                }
            }
            return decoded(end);
        } catch (EOFException | ZipException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, name, Long.toString(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Line decoded(String end) {
        if (tooLong) {
            return new Line(number, lossy(KEPT_OF_TOO_LONG), end, Reasons.TOO_LONG);
        }
        if (extendsAscii && highest < 0x80) {
            return new Line(number, new String(line, 0, length, StandardCharsets.ISO_8859_1), end, null);
        }
        try {
            return new Line(
                    number, decoder.decode(ByteBuffer.wrap(line, 0, length)).toString(), end, null);
        } catch (CharacterCodingException _) {
            return new Line(number, lossy(Math.min(length, KEPT_OF_TOO_LONG)), end, Reasons.UNDECODABLE);
        }
    }

    private String lossy(int most) {
        return new String(line, 0, most, charset);
    }

    /// The next code unit, or -1 at the end. Half a unit at the very end is a replacement character.
    private int read() throws IOException {
        if (unit == 1) {
            return place < filled || fill() ? buffer[place++] & 0xff : -1;
        }
        if (filled - place < 2 && !fill()) {
            if (filled - place == 1) {
                place = filled;
                return 0xdc00; // a lone surrogate: undecodable, as it should be
            }
            return -1;
        }
        int first = buffer[place++] & 0xff;
        int second = buffer[place++] & 0xff;
        return lowFirst ? second << 8 | first : first << 8 | second;
    }

    /// Reads on; what is left of a unit, and the unit before, stay. Returns whether there is a whole unit.
    private boolean fill() throws IOException {
        int kept = filled - place;
        int before = Math.min(place, unit);
        System.arraycopy(buffer, place - before, buffer, 0, kept + before);
        place = before;
        filled = before + kept;
        while (filled - place < unit) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    private void keep(int unitRead) {
        if (length + 2 > LONGEST_LINE) {
            tooLong = true;
            return;
        }
        if (length + 2 > line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        if (unit == 1) {
            line[length++] = (byte) unitRead;
            highest |= unitRead;
        } else {
            line[length++] = (byte) (lowFirst ? unitRead : unitRead >> 8);
            line[length++] = (byte) (lowFirst ? unitRead >> 8 : unitRead);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
