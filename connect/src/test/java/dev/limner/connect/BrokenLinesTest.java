package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.source.Mapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines that cannot be read break alone: those before and behind come as they stand.
class BrokenLinesTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path file(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return Files.write(folder.resolve("rows.csv"), all.toByteArray());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aQuoteThatIsNotClosedBreaksItsLineAlone() throws IOException {
        Path file = file(text("a,b\n1,2\n3,\"four\n5,6\n\"seven\",8\n9,10\n"));
        assertThat(Read.of(file).lines())
                .containsExactly("1|2", "3 unclosed_quote: 3,\"four", "5|6", "seven|8", "9|10");
    }

    @Test
    void aQuoteThatIsNotClosedOnTheLastLineBreaksItAlone() throws IOException {
        assertThat(Read.of(file(text("a,b\n1,2\n\"3,4"))).lines()).containsExactly("1|2", "3 unclosed_quote: \"3,4");
    }

    @Test
    void anOpenQuoteDoesNotSwallowTheFileUpToTheNextQuote() throws IOException {
        StringBuilder many = new StringBuilder("a,b\n\"open,1\n");
        for (int i = 0; i < 2000; i++) {
            many.append(i).append(",x\n");
        }
        Read read = Read.of(file(text(many + "\"z\",9\n")));
        assertThat(read.rows()).hasSize(2002);
        assertThat(read.rows().getFirst().broken()).isEqualTo("unclosed_quote");
        assertThat(read.rows().stream().filter(row -> row.broken() != null)).hasSize(1);
    }

    @Test
    void bytesThatAreNoTextBreakTheirLineAlone() throws IOException {
        Path utf8 = file(text("a,b\n茶,1\n"), new byte[] {(byte) 0xff, ',', '2', '\n'}, text("杯,3\n"));
        assertThat(Read.of(utf8, Mapping.Format.csv(',', "UTF-8", null)).lines())
                .containsExactly("茶|1", "3 undecodable: \ufffd,2", "杯|3");
        Charset chinese = Charset.forName("GB18030");
        Path gb = file(
                "a,b\n茶,1\n".getBytes(chinese), new byte[] {(byte) 0xb2, ',', '2', '\n'}, "杯,3\n".getBytes(chinese));
        assertThat(Read.of(gb, Mapping.Format.csv(',', "GB18030", null)).lines())
                .startsWith("茶|1")
                .endsWith("杯|3")
                .anyMatch(line -> line.startsWith("3 undecodable: "));
    }

    @Test
    void halfAUnitAtTheEndOfUtf16BreaksTheLastLine() throws IOException {
        byte[] whole = "a,b\n茶,1\n杯,2".getBytes(StandardCharsets.UTF_16LE);
        Path file = file(Arrays.copyOf(whole, whole.length - 1));
        assertThat(Read.of(file, Mapping.Format.csv(',', "UTF-16LE", null)).lines())
                .startsWith("茶|1")
                .anyMatch(line -> line.startsWith("3 undecodable: 杯,"));
    }

    @Test
    void aNulBreaksItsLineAndIsShownAsASign() throws IOException {
        assertThat(Read.of(file(text("a,b\n1\0,2\n3,4\n"))).lines()).containsExactly("2 nul_character: 1␀|2", "3|4");
    }

    @Test
    void aLineWithoutEndIsKeptInPartAlone() throws IOException {
        byte[] endless = new byte[3 << 20];
        Arrays.fill(endless, (byte) 'x');
        Read read = Read.of(file(text("a,b\n1,2\n"), endless, text("\n3,4\n")));
        assertThat(read.rows()).hasSize(3);
        assertThat(read.rows().get(1).broken()).isEqualTo("too_long");
        assertThat(read.rows().get(1).line()).isEqualTo(3);
        assertThat(read.rows().get(1).fields().getFirst()).hasSize(2000);
        assertThat(read.rows().get(2).fields()).containsExactly("3", "4");
    }

    @Test
    void aGzipThatIsCutShortIsRefusedWithTheLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text("a,b\n"));
            for (int i = 0; i < 300_000; i++) {
                gzip.write(text(i + "," + Integer.toHexString(i * 7919) + "\n"));
            }
        }
        Path file = file(Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1000));
        assertThatThrownBy(() -> Read.of(file))
                .hasMessageStartingWith("FILE_DAMAGED  The file (" + file + ") is cut short or damaged");
    }
}
