package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final Mapping.Format PLAIN = Mapping.Format.csv(',', "UTF-8", null);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Content(List<String> columns, List<Rows.Row> rows, long bytesRead) {}

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("rows.csv"), bytes);
    }

    private static Content read(Path file, Mapping.Format format) {
        try (Rows rows = Read.FORMATS.open(file, format)) {
            List<Rows.Row> all = new ArrayList<>();
            for (Rows.@Nullable Row row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            return new Content(rows.columns(), all, rows.bytesRead());
        }
    }

    private Content read(String text) throws IOException {
        return read(file(text.getBytes(StandardCharsets.UTF_8)), PLAIN);
    }

    private static Rows.Row row(long line, String... fields) {
        return new Rows.Row(line, List.of(fields));
    }

    @Test
    void theFirstLineNamesTheColumns() throws IOException {
        Content content = read("a,b\n1,2\n3,4\n");
        assertThat(content.columns()).containsExactly("a", "b");
        assertThat(content.rows()).containsExactly(row(2, "1", "2"), row(3, "3", "4"));
    }

    @Test
    void theMappingMayNameTheColumnsInstead() throws IOException {
        Path file = file("1,2\n".getBytes(StandardCharsets.UTF_8));
        Content content = read(file, Mapping.Format.csv(',', "UTF-8", List.of("x", "y")));
        assertThat(content.columns()).containsExactly("x", "y");
        assertThat(content.rows()).containsExactly(row(1, "1", "2"));
    }

    @Test
    void aGzipIsReadByItsBytesWhateverItsName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        Content content = read(file(bytes.toByteArray()), PLAIN);
        assertThat(content.rows()).containsExactly(row(2, "1", "2"));
        assertThat(content.bytesRead()).isEqualTo(bytes.size());
    }

    @Test
    void quotedFieldsHoldDelimitersQuotesAndLineBreaks() throws IOException {
        Content content = read("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"\"\nlast,row\n");
        assertThat(content.rows())
                .containsExactly(row(2, "x,y", "say \"hi\""), row(3, "two\nlines", ""), row(5, "last", "row"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineBreakIsKnownAndTheLastMayBeMissing(String end) throws IOException {
        assertThat(read(String.join(end, "a,b", "1,2", "3,4")).rows())
                .containsExactly(row(2, "1", "2"), row(3, "3", "4"));
        assertThat(read(String.join(end, "a,b", "1,2", "")).rows()).containsExactly(row(2, "1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "GBK", "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void textIsReadInItsEncoding(String encoding) throws IOException {
        byte[] bytes = "会员,商品\n张三,茶叶\n".getBytes(Charset.forName(encoding));
        Content content = read(file(bytes), Mapping.Format.csv(',', encoding, null));
        assertThat(content.columns()).containsExactly("会员", "商品");
        assertThat(content.rows()).containsExactly(row(2, "张三", "茶叶"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "GB18030"})
    void aByteOrderMarkIsNoPartOfTheFirstColumn(String encoding) throws IOException {
        byte[] bytes = "\uFEFFa,b\n1,2\n".getBytes(Charset.forName(encoding));
        assertThat(read(file(bytes), Mapping.Format.csv(',', encoding, null)).columns())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(chars = {';', '\t', '|'})
    void theDelimiterIsTheMappings(char delimiter) throws IOException {
        Path file = file(("a" + delimiter + "b\n1,5" + delimiter + "2\n").getBytes(StandardCharsets.UTF_8));
        assertThat(read(file, Mapping.Format.csv(delimiter, "UTF-8", null)).rows())
                .containsExactly(row(2, "1,5", "2"));
    }

    @Test
    void rowsWithTooFewOrTooManyFieldsComeAsTheyStand() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n").rows()).containsExactly(row(2, "1"), row(3, "1", "2", "3"));
    }

    @Test
    void emptyLinesAreNoRowsButCountAsLines() throws IOException {
        assertThat(read("a,b\n\n1,2\n").rows()).containsExactly(row(3, "1", "2"));
    }

    @Test
    void textAfterAClosingQuoteDoesNotStopTheFile() throws IOException {
        assertThat(read("a,b\n\"12\" nail,2\n3,4\n").rows()).containsExactly(row(2, "12 nail", "2"), row(3, "3", "4"));
    }

    @Test
    void anEmptyFileHasNoColumnsAndNoRows() throws IOException {
        assertThat(read("")).isEqualTo(new Content(List.of(), List.of(), 0));
        assertThat(read("a,b\n").rows()).isEmpty();
        assertThat(read("\u001f").columns()).containsExactly("\u001f"); // half of a gzip's mark
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> read(folder.resolve("none.csv"), PLAIN))
                .hasMessage("FILE_NOT_FOUND  There is no file (" + folder.resolve("none.csv") + ").");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-9", "no such thing", ""})
    void anUnknownEncodingIsTaught(String encoding) throws IOException {
        Path file = file(new byte[0]);
        assertThatThrownBy(() -> read(file, Mapping.Format.csv(',', encoding, null)))
                .hasMessage("BAD_PARAMETER  encoding cannot be (" + encoding
                        + ").  Maybe one of: UTF-8, GB18030, UTF-16, ISO-8859-1.");
    }
}
