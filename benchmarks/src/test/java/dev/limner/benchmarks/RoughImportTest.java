package dev.limner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.connect.FileFormats;
import dev.limner.engine.duckdb.ParquetFormat;
import dev.limner.engine.duckdb.Store;
import dev.limner.work.Work;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small rough export: every broken line is set aside with its line and reason, and nothing else is.
class RoughImportTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void everyBrokenLineOfTenKindsIsSetAsideAndEveryOtherRowKept() throws IOException {
        RoughFile.Written written = RoughFile.write(folder, 3_000_000, 7);
        assertThat(written.broken().stream().map(RoughFile.Broken::reason))
                .containsAll(Arrays.stream(Flawed.values()).map(Flawed::reason).toList());
        try (Workspace workspace = Workspace.open(folder, new Store.Limits(300, 2))) {
            workspace.importSource("rough", new FileFormats(new ParquetFormat(), Map.of()), new Work());
        }
        RoughImport.compare(folder, written);
    }
}
