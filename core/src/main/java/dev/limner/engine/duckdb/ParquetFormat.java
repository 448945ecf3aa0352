package dev.limner.engine.duckdb;

import dev.limner.problem.UserProblem;
import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.nio.file.Files;
import java.nio.file.Path;

/// Parquet files as rows of text.
public final class ParquetFormat implements Rows.Format {
    @Override
    public Rows open(Path file, Mapping.Format format) {
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(UserProblem.Code.FILE_NOT_FOUND, file.toString());
        }
        return ParquetRows.open(file);
    }
}
