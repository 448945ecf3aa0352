package dev.limner.connect;

import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.nio.file.Files;
import java.nio.file.Path;

/// Comma-separated values (RFC 4180) with any delimiter, plain or gzipped.
public final class CsvFormat implements Rows.Format {
    @Override
    public Rows open(Path file, Mapping.Format format) {
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, file.toString());
        }
        return CsvRows.open(file, format);
    }
}
