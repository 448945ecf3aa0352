package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Encoding and delimiter are found out where the mapping does not say them.
class DetectionTest {
    private static final String CHINESE = "会员,城市,金额\n张三,杭州,12.50\n李四,广州,8\n王五,成都,99.90\n";
    private static final String WESTERN = "membre,ville,somme\nZoë,Orléans,12\nJosé,Málaga,8\nJürgen,Köln,9\n";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Read read(byte[] bytes) throws IOException {
        return Read.of(Files.write(folder.resolve("rows.txt"), bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8 SURE",
        "GB18030, GB18030 SURE",
        "GBK, GB18030 SURE",
        "UTF-16LE, UTF-16LE LIKELY",
        "UTF-16BE, UTF-16BE LIKELY"
    })
    void chineseTextIsKnownInEachOfItsEncodings(String encoding, String found) throws IOException {
        Read read = read(CHINESE.getBytes(Charset.forName(encoding)));
        assertThat(read.found("format.encoding")).isEqualTo(found);
        assertThat(read.columns()).containsExactly("会员", "城市", "金额");
        assertThat(read.lines()).containsExactly("张三|杭州|12.50", "李四|广州|8", "王五|成都|99.90");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void aByteOrderMarkSaysIt(String encoding) throws IOException {
        Read read = read(("\uFEFF" + CHINESE).getBytes(Charset.forName(encoding)));
        assertThat(read.found("format.encoding")).isEqualTo(encoding + " SURE");
        assertThat(read.columns()).first().isEqualTo("会员");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, ISO-8859-1", "UTF-8, UTF-8"})
    void accentedLettersAreNotTakenForChinese(String encoding, String found) throws IOException {
        Read read = read(WESTERN.getBytes(Charset.forName(encoding)));
        assertThat(read.found("format.encoding")).startsWith(found);
        assertThat(read.lines()).contains("Jürgen|Köln|9");
    }

    @Test
    void quotationMarksOfWindowsAreKnown() throws IOException {
        Read read = read("name,text\nZoë,“good”\n".getBytes(Charset.forName("windows-1252")));
        assertThat(read.lines()).containsExactly("Zoë|“good”");
    }

    @Test
    void aFewUndecodableLinesDoNotChangeTheEncoding() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            bytes.write(("张三," + i + "\n").getBytes(Charset.forName("GB18030")));
            if (i % 20 == 0) {
                bytes.write(new byte[] {(byte) 0xff, (byte) 0xff, ',', '1', '\n'});
            }
        }
        assertThat(read(bytes.toByteArray()).found("format.encoding")).isEqualTo("GB18030 LIKELY");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|"})
    void theDelimiterIsTheOneThatCutsEvenly(String delimiter) throws IOException {
        String text = "name,amount,note\nann,1,\"a; b | c\"\nbob,2,\"x, y\"\n"
                .replace(",", delimiter)
                .replace("\"x" + delimiter, "\"x" + delimiter);
        Read read = read(text.getBytes(Charset.forName("UTF-8")));
        assertThat(read.found("format.delimiter")).isEqualTo(delimiter + " SURE");
        assertThat(read.columns()).containsExactly("name", "amount", "note");
    }

    @Test
    void runsOfBlanksSeparateWhereNothingElseDoes() throws IOException {
        Read read = read(" id date  value\r\n 00001 19970101  1.50 \r\n 00002 19970112 12.00\r\n"
                .getBytes(Charset.forName("US-ASCII")));
        assertThat(read.columns()).containsExactly("id", "date", "value");
        assertThat(read.lines()).containsExactly("00001|19970101|1.50", "00002|19970112|12.00");
    }

    @Test
    void aSingleColumnIsReadWithAGuess() throws IOException {
        Read read = read("word\ntea\ncup\n".getBytes(Charset.forName("UTF-8")));
        assertThat(read.found("format.delimiter")).isEqualTo(", GUESS");
        assertThat(read.lines()).containsExactly("tea", "cup");
    }
}
