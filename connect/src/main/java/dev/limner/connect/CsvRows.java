package dev.limner.connect;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The rows of one CSV file. What is no gzip by its first two bytes is read as it stands.
final class CsvRows implements Rows {
    private static final int BUFFER = 1 << 16;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final CountingInputStream stored;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;

    private CsvRows(CountingInputStream stored, Reader text, Mapping.Format format) {
        this.stored = stored;
        this.reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text);
        this.records = reader.iterator();
        List<String> named = format.columns();
        this.columns =
                named != null ? named : records.hasNext() ? records.next().getFields() : List.of();
    }

    static CsvRows open(Path file, Mapping.Format format) {
        Charset charset = charset(format.encoding());
        try {
            CountingInputStream stored = new CountingInputStream(Files.newInputStream(file));
            BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
            return new CsvRows(stored, unmarked(new InputStreamReader(unzipped(bytes), charset)), format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        if (!records.hasNext()) {
            return null;
        }
        CsvRecord record = records.next();
        return new Row(record.getStartingLineNumber(), record.getFields());
    }

    @Override
    public long bytesRead() {
        return stored.count();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new InternalProblem("cannot close a file", e);
        }
    }

    private static InputStream unzipped(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    /// The text without the byte order mark that spreadsheets put before UTF-8.
    private static Reader unmarked(Reader text) throws IOException {
        PushbackReader unmarked = new PushbackReader(text, 1);
        int first = unmarked.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            unmarked.unread(first);
        }
        return unmarked;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UserProblem.of(
                    UserProblem.Code.BAD_PARAMETER, "encoding", name, "UTF-8, GB18030, UTF-16, ISO-8859-1");
        }
    }
}
