package dev.limner.source;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of rows as they were read, so that they can be read again when what they came from is gone.
///
/// Packed with gzip: the columns, then row by row its place, its fields and what is said of it, then an end
/// mark.
public final class RawRows {
    private static final int BUFFER = 1 << 16;

    private RawRows() {}

    /// A format that also writes each row that it gives to `copy`, which is whole once the last row was read.
    public static Rows.Format copying(Rows.Format format, Path copy) {
        return (file, how) -> new Copying(format.open(file, how), copy);
    }

    /// The rows of such a file.
    public static Rows open(Path copy) {
        try {
            return new Copied(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copying implements Rows {
        private final Rows rows;
        private final DataOutputStream out;
        private boolean whole;

        Copying(Rows rows, Path copy) {
            this.rows = rows;
            try {
                Path parent = copy.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                out = new DataOutputStream(
                        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(copy), BUFFER), BUFFER));
                texts(rows.columns());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void text(@Nullable String text) throws IOException {
            if (text == null) {
                out.writeInt(-1);
                return;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private void texts(List<String> texts) throws IOException {
            out.writeInt(texts.size());
            for (String text : texts) {
                text(text);
            }
        }

        @Override
        public List<String> columns() {
            return rows.columns();
        }

        @Override
        public @Nullable Row next() {
            Row row = rows.next();
            try {
                if (row == null) {
                    end();
                    return null;
                }
                out.writeBoolean(true);
                text(row.part());
                out.writeLong(row.line());
                text(row.broken());
                texts(row.fields());
                boolean same = row.content().equals(row.fields());
                out.writeBoolean(same);
                if (!same) {
                    texts(row.content());
                }
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void end() throws IOException {
            if (!whole) {
                whole = true;
                out.writeBoolean(false);
                out.close();
            }
        }

        @Override
        public List<Finding> findings() {
            return rows.findings();
        }

        @Override
        public @Nullable String watermark() {
            return rows.watermark();
        }

        @Override
        public long bytesRead() {
            return rows.bytesRead();
        }

        @Override
        public long bytesInAll() {
            return rows.bytesInAll();
        }

        @Override
        public void close() {
            rows.close();
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Copied implements Rows {
        private final long size;
        private final DataInputStream in;
        private final List<String> columns;

        Copied(Path copy) throws IOException {
            size = Files.size(copy);
            in = new DataInputStream(
                    new BufferedInputStream(new GZIPInputStream(Files.newInputStream(copy), BUFFER), BUFFER));
            columns = texts();
        }

        private @Nullable String text() throws IOException {
            int length = in.readInt();
            return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private List<String> texts() throws IOException {
            int count = in.readInt();
            List<String> texts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String text = text();
                texts.add(text == null ? "" : text);
            }
            return texts;
        }

        @Override
        public List<String> columns() {
            return columns;
        }

        @Override
        public @Nullable Row next() {
            try {
                if (!in.readBoolean()) {
                    return null;
                }
                String part = text();
                long line = in.readLong();
                String broken = text();
                List<String> fields = texts();
                return new Row(part, line, fields, in.readBoolean() ? fields : texts(), broken);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public long bytesInAll() {
            return size;
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
}
