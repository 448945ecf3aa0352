package dev.limner.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.source.Mapping;
import dev.limner.source.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workbooks of spreadsheets.
class ExcelTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path file = Path.of("set before each");

    @BeforeEach
    void writeAWorkbook() throws IOException {
        file = folder.resolve("orders.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            Workbook workbook = new Workbook(out, "test", "1.0");
            Worksheet orders = workbook.newWorksheet("订单");
            String[] names = {"member", "time", "day", "amount", "gift", "share"};
            for (int column = 0; column < names.length; column++) {
                orders.value(1, column, names[column]);
            }
            orders.value(2, 0, "张三");
            orders.value(2, 1, LocalDateTime.of(2026, 1, 5, 10, 30, 59));
            orders.style(2, 1).format("yyyy-mm-dd hh:mm:ss").set();
            orders.value(2, 2, LocalDate.of(2026, 1, 5));
            orders.style(2, 2).format("d mmm yy").set();
            orders.value(2, 3, 0.1 + 0.2);
            orders.value(2, 4, true);
            orders.value(2, 5, 0.25);
            orders.style(2, 5).format("0.00%").set();
            orders.value(4, 0, "李四");
            orders.value(4, 3, 12);
            orders.value(5, 0, "王五");
            orders.value(5, 8, "beyond");
            Worksheet other = workbook.newWorksheet("other");
            other.value(0, 0, "word");
            other.value(1, 0, "tea");
            workbook.finish();
        }
    }

    @Test
    void cellsComeAsTheyAreShown() {
        Read read = Read.of(file);
        assertThat(read.columns()).containsExactly("member", "time", "day", "amount", "gift", "share");
        assertThat(read.lines())
                .containsExactly("张三|2026-01-05 10:30:59|2026-01-05|0.3|TRUE|0.25", "李四|||12||", "王五||||||||beyond");
        assertThat(read.rows()).extracting(Rows.Row::line).containsExactly(3L, 5L, 6L);
        assertThat(read.found("format.sheet")).isEqualTo("订单 GUESS");
    }

    @Test
    void theMappingChoosesTheSheet() {
        assertThat(Read.of(file, sheet("other")).lines()).containsExactly("tea");
        assertThatThrownBy(() -> Read.of(file, sheet("third")))
                .hasMessageStartingWith("UNKNOWN_SHEET")
                .hasMessageContaining("订单, other");
    }

    private static Mapping.Format sheet(String name) {
        return new Mapping.Format(null, null, null, null, name, null, null);
    }

    @Test
    void aWorkbookThatIsCutShortIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Read.of(cut)).hasMessageStartingWith("FILE_DAMAGED");
    }

    @Test
    void aWorkbookOfTheOldFormIsTaught() throws IOException {
        Path old =
                Files.write(folder.resolve("old.xls"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
        assertThatThrownBy(() -> Read.of(old)).hasMessageContaining("save it as .xlsx");
    }
}
