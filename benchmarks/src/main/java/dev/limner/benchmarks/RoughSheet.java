package dev.limner.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Makes the workspace of [RoughFile] with a workbook of so many rows in place of the text file; all are
/// sound.
final class RoughSheet {
    private static final List<String> COLUMNS = List.of("订单号", "会员", "时间", "类型", "商品", "数量", "金额", "备注");
    private static final int FLUSHED = 1000;

    private RoughSheet() {}

    static void write(Path folder, int rows, long seed) throws IOException {
        RandomGenerator random = new SplittableRandom(seed);
        try (OutputStream out =
                        Files.newOutputStream(RoughFile.definitions(folder).resolve("rough.xlsx"));
                Workbook workbook = new Workbook(out, "limner", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("订单");
            for (int column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, COLUMNS.get(column));
            }
            LocalDateTime first = LocalDateTime.of(2025, 1, 1, 8, 0);
            for (int row = 1; row <= rows; row++) {
                sheet.inlineString(row, 0, "D" + (1_000_000_000L + row));
                sheet.value(row, 1, "会员" + (100_000 + random.nextInt(Math.max(100, rows / 50))));
                sheet.value(row, 2, first.plusSeconds(random.nextInt(360 * 86_400)));
                sheet.style(row, 2).format("yyyy-mm-dd hh:mm:ss").set();
                sheet.value(row, 3, random.nextInt(20) == 0 ? "退货" : "购买");
                sheet.value(row, 4, "茉莉花茶");
                sheet.value(row, 5, 1 + random.nextInt(9));
                sheet.value(row, 6, (100 + random.nextInt(50_000)) / 100.0);
                if (row % FLUSHED == 0) {
                    sheet.flush();
                }
            }
        }
    }
}
