package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.source.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders, patterns and ZIPs mean all of their files.
class SeriesTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void writeTwoMonths() throws IOException {
        Files.writeString(folder.resolve("2026-02.csv"), "member,item\nbob,cup\n\"x,y\n");
        Files.writeString(folder.resolve("2026-01.csv"), "member,item\nann,tea\n");
        Files.writeString(folder.resolve(".hidden"), "nothing\n");
    }

    @Test
    void aFolderMeansItsFilesInTheOrderOfTheirNames() {
        Read read = Read.of(folder);
        assertThat(read.columns()).containsExactly("member", "item");
        assertThat(read.lines()).containsExactly("ann|tea", "bob|cup", "3 unclosed_quote: \"x,y");
        assertThat(read.rows()).extracting(Rows.Row::part).containsExactly("2026-01.csv", "2026-02.csv", "2026-02.csv");
    }

    @Test
    void aPatternMeansTheFilesThatItFits() {
        assertThat(Read.of(folder.resolve("*-01.csv")).lines()).containsExactly("ann|tea");
        assertThat(Read.of(folder.resolve("*.csv")).rows()).hasSize(3);
        assertThatThrownBy(() -> Read.of(folder.resolve("*.tsv"))).hasMessageStartingWith("FILE_NOT_FOUND");
    }

    @Test
    void aColumnThatAFileLacksIsEmptyThereAndNoPartOfItsFingerprint() throws IOException {
        Rows.Row alone = Read.of(folder.resolve("2026-01.csv")).rows().getFirst();
        Files.writeString(folder.resolve("2026-03.csv"), "item,shop,member\ntea,north,cid\n");
        Read read = Read.of(folder);
        assertThat(read.columns()).containsExactly("member", "item", "shop");
        assertThat(read.lines()).contains("ann|tea|", "cid|tea|north");
        assertThat(read.rows().getFirst().content()).isEqualTo(alone.content());
    }

    @Test
    void aZipMeansTheFilesWithin() throws IOException {
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("b.csv"));
            out.write("member,item\nbob,cup\n".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("a.csv.gz"));
            OutputStream gzip = new GZIPOutputStream(out);
            gzip.write("member,item\nann,tea\n".getBytes(StandardCharsets.UTF_8));
            ((GZIPOutputStream) gzip).finish();
        }
        assertThat(Read.of(zip).lines()).containsExactly("ann|tea", "bob|cup");
        assertThat(Read.of(folder.resolve("*.zip")).rows())
                .extracting(Rows.Row::part)
                .containsExactly("all.zip/a.csv.gz", "all.zip/b.csv");
    }

    @Test
    void aDamagedZipIsNamed() throws IOException {
        Path zip = Files.writeString(folder.resolve("bad.zip"), "PK\u0003\u0004 and no more");
        assertThatThrownBy(() -> Read.of(zip)).hasMessageStartingWith("FILE_DAMAGED");
    }
}
