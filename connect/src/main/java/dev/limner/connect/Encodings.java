package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.Confidence;
import dev.limner.source.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which encoding a text file is in, by its first bytes. The rules, in order:
///
/// 1. A byte order mark says it.
/// 2. Zeros at every other byte: UTF-16. Most of Latin text is so, and of Chinese the digits, commas and
///    line ends.
/// 3. Nothing but ASCII: UTF-8.
/// 4. Of the lines that are not ASCII, nine in ten are UTF-8 (other text hardly ever is, by accident): UTF-8.
/// 5. Nine in ten are GB18030, and nine in ten of their high bytes stand in pairs of high bytes: GB18030. In
///    Western text accented letters stand alone.
/// 6. Otherwise Western: windows-1252 where bytes occur that Latin-1 leaves to controls, else Latin-1.
final class Encodings {
    static final String NAMES = "UTF-8, GB18030, UTF-16, ISO-8859-1";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final double NEARLY_ALL = 0.9;
    private static final double ZEROS_OF_UTF_16 = 0.08;
    private static final int FEWEST_ZEROS_OF_UTF_16 = 3;

    private Encodings() {}

    /// An encoding and the length of the byte order mark before the text.
    record Found(Charset charset, int mark, Finding finding) {}

    /// The encoding that a mapping names, with the order of bytes that the mark says.
    static Found named(String name, byte[] sample) {
        Found marked = marked(sample);
        Charset charset = charset(name);
        if (charset.equals(StandardCharsets.UTF_16)) {
            charset = marked != null && marked.charset.name().startsWith("UTF-16")
                    ? marked.charset
                    : StandardCharsets.UTF_16BE;
        }
        Finding finding = found(charset, Confidence.SURE, "the mapping says so", "映射中已写明");
        return new Found(charset, marked != null && marked.charset.equals(charset) ? marked.mark : 0, finding);
    }

    static Found detect(byte[] sample) {
        Found marked = marked(sample);
        if (marked != null) {
            return marked;
        }
        Charset wide = utf16(sample);
        if (wide != null) {
            return unmarked(wide, Confidence.LIKELY, "every other byte is often zero", "隔字节多为零");
        }
        return byLines(sample);
    }

    private static Found byLines(byte[] sample) {
        int high = 0;
        int utf8 = 0;
        int chinese = 0;
        int highBytes = 0;
        int paired = 0;
        boolean controls = false;
        int from = 0;
        for (int at = 0; at <= sample.length; at++) {
            if (at < sample.length && sample[at] != '\n') {
                continue;
            }
            // the last line may be cut within a character
            boolean isCut = at == sample.length && from > 0;
            if (!isCut && hasHigh(sample, from, at)) {
                high++;
                utf8 += decodes(sample, from, at, StandardCharsets.UTF_8) ? 1 : 0;
                chinese += decodes(sample, from, at, GB18030) ? 1 : 0;
                for (int i = from; i < at; i++) {
                    if (sample[i] < 0) {
                        highBytes++;
                        paired += (i > from && sample[i - 1] < 0) || (i + 1 < at && sample[i + 1] < 0) ? 1 : 0;
                        controls |= (sample[i] & 0xff) < 0xa0;
                    }
                }
            }
            from = at + 1;
        }
        if (high == 0) {
            return unmarked(
                    StandardCharsets.UTF_8,
                    Confidence.LIKELY,
                    "the sample is ASCII, which UTF-8 extends",
                    "样本全为 ASCII，UTF-8 与之兼容");
        }
        if (utf8 >= NEARLY_ALL * high) {
            return counted(StandardCharsets.UTF_8, utf8, high);
        }
        if (chinese >= NEARLY_ALL * high && paired >= NEARLY_ALL * highBytes) {
            return counted(GB18030, chinese, high);
        }
        return unmarked(
                controls ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1,
                Confidence.GUESS,
                "neither UTF-8 nor GB18030 fits; read as Western European text",
                "不符合 UTF-8 与 GB18030，按西欧文字读取");
    }

    private static Found counted(Charset charset, int fitting, int high) {
        return unmarked(
                charset,
                fitting == high ? Confidence.SURE : Confidence.LIKELY,
                "%d of %d lines with other letters than ASCII fit it".formatted(fitting, high),
                "含非 ASCII 字符的 %2$d 行中有 %1$d 行符合".formatted(fitting, high));
    }

    private static @Nullable Charset utf16(byte[] sample) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < sample.length; i += 2) {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }
        double units = Math.max(1, sample.length / 2);
        if (Math.max(even, odd) < FEWEST_ZEROS_OF_UTF_16) {
            return null; // a stray NUL in a small file
        }
        if (odd / units >= ZEROS_OF_UTF_16 && even / units < 0.01) {
            return StandardCharsets.UTF_16LE;
        }
        return even / units >= ZEROS_OF_UTF_16 && odd / units < 0.01 ? StandardCharsets.UTF_16BE : null;
    }

    private static @Nullable Found marked(byte[] sample) {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, GB18030}) {
            byte[] mark = "\uFEFF".getBytes(charset);
            if (sample.length >= mark.length && Arrays.equals(sample, 0, mark.length, mark, 0, mark.length)) {
                return new Found(
                        charset,
                        mark.length,
                        found(charset, Confidence.SURE, "a byte order mark says so", "文件开头有字节顺序标记"));
            }
        }
        return null;
    }

    private static boolean hasHigh(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean decodes(byte[] bytes, int from, int to, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static Found unmarked(Charset charset, Confidence confidence, String en, String zh) {
        return new Found(charset, 0, found(charset, confidence, en, zh));
    }

    private static Finding found(Charset charset, Confidence confidence, String en, String zh) {
        return new Finding("format.encoding", charset.name(), confidence, new Words(en, zh));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "encoding", name, NAMES);
        }
    }
}
