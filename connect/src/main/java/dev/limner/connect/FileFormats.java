package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping;
import dev.limner.source.Mapping.Format.FileKind;
import dev.limner.source.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Files of rows of every kind: the mapping says which, else the first bytes do, else the name; and answers
/// of databases, whose queries stand in files.
///
/// A folder, a pattern such as `data/*.csv` and a ZIP mean all of their files, in the order of their names,
/// as one series of rows.
public final class FileFormats implements Rows.Format {
    private final Rows.Format parquet;
    private final Map<String, String> environment;

    /// @param parquet what opens a Parquet file, which the store's library reads
    /// @param environment variables with the addresses of databases
    public FileFormats(Rows.Format parquet, Map<String, String> environment) {
        this.parquet = parquet;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Rows open(Path file, Mapping.Format format) {
        if (format.query() != null) {
            return QueryRows.open(file, format.query(), environment);
        }
        List<Part> parts = Part.of(file);
        return parts.size() == 1 ? open(parts.getFirst(), format) : new SeriesRows(parts, part -> open(part, format));
    }

    private Rows open(Part part, Mapping.Format format) {
        Stored stored = part.open();
        boolean opened = false;
        try {
            FileKind kind = format.kind() == null ? kind(part, stored.sample()) : format.kind();
            Rows rows = switch (kind) {
                case CSV -> CsvFormat.open(stored, format);
                case JSON_LINES -> JsonLinesRows.open(part, stored, format);
                case EXCEL -> ExcelRows.open(onDisk(part, kind), format);
                case PARQUET -> parquet.open(onDisk(part, kind), format);
            };
            opened = kind == FileKind.CSV || kind == FileKind.JSON_LINES;
            return rows;
        } finally {
            if (!opened) {
                stored.close();
            }
        }
    }

    private static FileKind kind(Part part, byte[] sample) {
        String name = part.name().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (Magic.isParquet(sample)) {
            return FileKind.PARQUET;
        }
        if (Magic.isOldWorkbook(sample)) {
            throw UserProblem.of(UserProblem.Code.OLD_WORKBOOK, part.name());
        }
        if (Magic.isZip(sample)) {
            return FileKind.EXCEL;
        }
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || Magic.isJsonLines(sample)
                ? FileKind.JSON_LINES
                : FileKind.CSV;
    }

    /// @throws UserProblem where the part lies in a ZIP: these kinds are read from several places of a file
    private static Path onDisk(Part part, FileKind kind) {
        return switch (part) {
            case Part.OnDisk file -> file.file();
            case Part.InZip zip ->
                throw UserProblem.of(
                        UserProblem.Code.UNPACK_FIRST, zip.name(), kind.name().toLowerCase(Locale.ROOT));
        };
    }
}
