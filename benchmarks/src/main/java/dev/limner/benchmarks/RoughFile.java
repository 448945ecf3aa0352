package dev.limner.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Makes a workspace of an export in GB18030 of which one line in a hundred is broken, in ten ways: orders
/// with Chinese items and notes, some of which go over two lines in quotes. The same seed gives the same
/// bytes.
final class RoughFile {
    private static final Charset CHARSET = Charset.forName("GB18030");
    private static final List<String> FILES = List.of("limner.yaml", "events.yaml", "sources/rough.yaml");
    private static final String HEADER = "订单号,会员,时间,类型,商品,数量,金额,备注\n";
    private static final List<String> ITEMS = List.of("茉莉花茶", "青瓷杯", "竹茶盘", "陈皮普洱", "铁观音礼盒", "紫砂壶");
    private static final List<String> NOTES = List.of("", "请尽快发货", "“易碎”请包好", "送给外婆的生日礼物，附贺卡一张", "发票抬头写公司名称");
    private static final List<Flawed> FLAWS = List.of(Flawed.values());
    private static final int ONE_IN = 100;

    /// Lines without end are long, so there are few.
    private static final int MOST_ENDLESS = 20;

    private static final int ENDLESS_LENGTH = 1_200_000;

    private final RandomGenerator random;
    private final int customers;
    private final List<Broken> broken = new ArrayList<>();
    private long line = 1;
    private long rows;
    private int endless;

    private RoughFile(long seed, int customers) {
        random = new SplittableRandom(seed);
        this.customers = customers;
    }

    /// A broken line and the reason that it must be set aside for.
    record Broken(long line, String reason) {}

    /// What was written: rows in all, and those that are broken.
    record Written(long rows, List<Broken> broken) {}

    /// The definitions, without data.
    static Path definitions(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        for (String file : FILES) {
            try (InputStream in = RoughFile.class.getResourceAsStream("rough/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.createDirectories(folder.resolve("data"));
    }

    /// Writes `data/rough.csv` of about so many bytes, with the definitions beside it.
    static Written write(Path folder, long bytes, long seed) throws IOException {
        Path file = definitions(folder).resolve("rough.csv");
        RoughFile rough = new RoughFile(seed, Math.clamp(bytes / 5000, 100, 200_000));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            long written = write(out, HEADER);
            while (written < bytes) {
                rough.line++;
                rough.rows++;
                written += rough.random.nextInt(ONE_IN) == 0 ? rough.writeBroken(out) : rough.writeSound(out);
            }
        }
        return new Written(rough.rows, rough.broken);
    }

    private int writeSound(OutputStream out) throws IOException {
        String note = note();
        if (random.nextInt(200) == 0) {
            note = "\"第一行\n第二行，含\"\"引号\"\"\"";
        }
        int size = write(out, order(kind(), time(), Integer.toString(1 + random.nextInt(9)), amount()) + note + "\n");
        line += note.indexOf('\n') >= 0 ? 1 : 0;
        return size;
    }

    private int writeBroken(OutputStream out) throws IOException {
        Flawed flaw = FLAWS.get(random.nextInt(FLAWS.size()));
        if (flaw == Flawed.ENDLESS && endless++ >= MOST_ENDLESS) {
            flaw = Flawed.OPEN_QUOTE;
        }
        broken.add(new Broken(line, flaw.reason()));
        String quantity = Integer.toString(1 + random.nextInt(9));
        return switch (flaw) {
            case OPEN_QUOTE -> write(out, order(kind(), time(), quantity, amount()) + "\"没有结尾\n");
            case TOO_FEW_FIELDS -> write(out, number() + "," + member() + "," + time() + "\n");
            case TOO_MANY_FIELDS -> write(out, order(kind(), time(), quantity, amount()) + note() + ",多,余\n");
            case NO_TEXT -> {
                int size = write(out, order(kind(), time(), quantity, amount()));
                out.write(new byte[] {(byte) 0xff, (byte) 0xff, '\n'});
                yield size + 3;
            }
            case NUL -> write(out, order(kind(), time(), quantity, amount()) + "空\0字符\n");
            case ENDLESS -> {
                byte[] filler = new byte[ENDLESS_LENGTH];
                Arrays.fill(filler, (byte) 'x');
                out.write(filler);
                yield filler.length + write(out, "\n");
            }
            case NO_SUCH_DAY -> write(out, order(kind(), "2025-02-30 10:00:00", quantity, amount()) + note() + "\n");
            case NO_NUMBER -> write(out, order(kind(), time(), "若干", amount()) + note() + "\n");
            case NO_MONEY -> write(out, order(kind(), time(), quantity, "面议") + note() + "\n");
            case NO_KIND -> write(out, order("未知", time(), quantity, amount()) + note() + "\n");
        };
    }

    /// All fields but the last, with the comma before it.
    private String order(String kind, String time, String quantity, String amount) {
        return number() + "," + member() + "," + time + "," + kind + "," + pick(ITEMS) + "," + quantity + "," + amount
                + ",";
    }

    private String number() {
        return "D" + (1_000_000_000L + rows);
    }

    private String member() {
        return "会员" + (100_000 + random.nextInt(customers));
    }

    private String kind() {
        return random.nextInt(20) == 0 ? "退货" : "购买";
    }

    private String time() {
        return "2025-" + two(1 + random.nextInt(12)) + "-" + two(1 + random.nextInt(28)) + " "
                + two(8 + random.nextInt(14)) + ":" + two(random.nextInt(60)) + ":" + two(random.nextInt(60));
    }

    private String amount() {
        return (1 + random.nextInt(500)) + "." + two(random.nextInt(100));
    }

    private String note() {
        return pick(NOTES);
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static int write(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(CHARSET);
        out.write(bytes);
        return bytes.length;
    }
}
