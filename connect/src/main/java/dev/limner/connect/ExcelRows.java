package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.source.Confidence;
import dev.limner.source.Finding;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/// The rows of one sheet of a workbook, streamed. Memory holds one row, and the workbook's distinct texts.
///
/// The first row that is not empty names the columns. A row ends with its last cell that is not empty, so
/// fields that it lacks are empty.
final class ExcelRows implements Rows {
    private final String name;
    private final long bytes;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final List<String> columns;
    private final List<Finding> findings;
    private long line;
    private boolean atEnd;

    private ExcelRows(Path file, ReadableWorkbook workbook, Mapping.Format format) throws IOException {
        this.name = file.toString();
        this.bytes = Files.size(file);
        this.workbook = workbook;
        Sheet sheet = sheet(name, workbook, format.sheet());
        findings = List.of(new Finding(
                "format.sheet",
                sheet.getName(),
                workbook.getSheets().count() == 1 ? Confidence.SURE : Confidence.GUESS,
                new Words("the first sheet of the workbook", "工作簿的第一个工作表")));
        stream = sheet.openStream();
        rows = stream.iterator();
        List<String> named = format.columns();
        if (named == null) {
            Row first = read(0);
            named = first == null ? List.of() : first.fields();
        }
        columns = List.copyOf(named);
    }

    static ExcelRows open(Path file, Mapping.Format format) {
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            ExcelRows rows = new ExcelRows(file, workbook, format);
            workbook = null;
            return rows;
        } catch (ExcelReaderException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, file.toString(), "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(workbook);
        }
    }

    private static Sheet sheet(String name, ReadableWorkbook workbook, @Nullable String wanted) {
        if (wanted == null) {
            return workbook.getFirstSheet();
        }
        return workbook.findSheet(wanted)
                .orElseThrow(() -> UserProblem.of(
                        UserProblem.Code.UNKNOWN_SHEET,
                        name,
                        wanted,
                        workbook.getSheets().map(Sheet::getName).collect(Collectors.joining(", "))));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public @Nullable Row next() {
        return read(columns.size());
    }

    /// The next row that is not empty, with so many fields at the least.
    private @Nullable Row read(int width) {
        try {
            while (rows.hasNext()) {
                org.dhatim.fastexcel.reader.Row row = rows.next();
                line = row.getRowNum();
                List<String> fields = new ArrayList<>();
                for (int column = 0; column < row.getCellCount(); column++) {
                    Cell cell = row.getCell(column);
                    fields.add(cell == null ? "" : ExcelCells.text(cell));
                }
                while (!fields.isEmpty() && fields.getLast().isEmpty()) {
                    fields.removeLast();
                }
                if (!fields.isEmpty()) {
                    while (fields.size() < width) {
                        fields.add("");
                    }
                    return new Row(line, fields);
                }
            }
        } catch (ExcelReaderException e) {
            throw UserProblem.of(UserProblem.Code.FILE_DAMAGED, name, Long.toString(line));
        }
        atEnd = true;
        return null;
    }

    /// The library does not tell how far it has read: none, then all.
    @Override
    public long bytesRead() {
        return atEnd ? bytes : 0;
    }

    @Override
    public long bytesInAll() {
        return bytes;
    }

    @Override
    public void close() {
        stream.close();
        close(workbook);
    }

    private static void close(@Nullable ReadableWorkbook workbook) {
        try {
            if (workbook != null) {
                workbook.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
