package dev.limner.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/// Makes a workspace of a shop that never was: order lines of so many customers over two years, as CSV in
/// the order of
/// time.
///
/// A few customers and items have most of the lines (Zipf), days and hours have their season, one order in
/// ten bears no
/// customer, some are returns, some lines have no price. The same shape and seed give the same bytes;
/// memory holds one
/// day.
public final class Generator {
    private static final List<String> FILES = List.of("limner.yaml", "events.yaml", "sources/shop.yaml");
    private static final byte[] HEADER = "order,item,quantity,price,time,customer".getBytes(StandardCharsets.US_ASCII);
    private static final int ITEMS = 20_000;
    private static final int MEAN_LINES_AN_ORDER = 5;
    private static final int MOST_LINES_AN_ORDER = 60;
    private static final double ANONYMOUS = 0.1;
    private static final double RETURNED = 0.02;
    private static final double UNPRICED = 0.002;

    private final Shape shape;
    private final RandomGenerator random;
    private final Season season = new Season();
    private final Zipf customers;
    private final Zipf items = new Zipf(ITEMS, 1);
    private final long[] cents = new long[ITEMS];
    private int orders;

    /// How large a shop to make.
    public record Shape(int customers, long lines, long seed, boolean gzip) {
        /// A shop of so many lines, with a customer for every fifty.
        public static Shape ofLines(long lines) {
            return new Shape((int) Math.max(1, lines / 50), lines, 20_110_509, false);
        }
    }

    private Generator(Shape shape) {
        this.shape = shape;
        random = new SplittableRandom(shape.seed());
        customers = new Zipf(shape.customers(), 0.7);
        for (int item = 0; item < ITEMS; item++) {
            cents[item] = Math.round(Math.exp(6 + 1.2 * random.nextGaussian()) + 10);
        }
    }

    /// Makes the workspace in `folder`; its rows are `data/shop.csv`.
    public static void write(Path folder, Shape shape) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Path data = Files.createDirectories(folder.resolve("data")).resolve("shop.csv");
        for (String file : FILES) {
            try (InputStream in = Generator.class.getResourceAsStream("shop/" + file)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        OutputStream plain = Files.newOutputStream(data);
        try (CsvOut out = new CsvOut(shape.gzip() ? new GZIPOutputStream(plain, 1 << 16) : plain)) {
            new Generator(shape).write(out);
        }
    }

    private void write(CsvOut out) throws IOException {
        out.text(HEADER);
        out.endLine();
        for (int day = 0; day < season.days(); day++) {
            write(out, day, season.lines(day, shape.lines()));
        }
    }

    private void write(CsvOut out, int day, int lines) throws IOException {
        byte[] date = Season.FIRST.plusDays(day).toString().getBytes(StandardCharsets.US_ASCII);
        int[] sizes = sizes(lines);
        int[] seconds = new int[sizes.length];
        Arrays.setAll(seconds, _ -> season.second(random));
        Arrays.sort(seconds);
        for (int i = 0; i < sizes.length; i++) {
            order(out, date, seconds[i], sizes[i]);
        }
    }

    /// The numbers of lines of a day's orders, which add up to `lines`.
    private int[] sizes(int lines) {
        int[] sizes = new int[lines];
        int count = 0;
        for (int left = lines; left > 0; left -= sizes[count++]) {
            sizes[count] = Math.min(left, Math.min(1 + geometric(MEAN_LINES_AN_ORDER - 1), MOST_LINES_AN_ORDER));
        }
        return Arrays.copyOf(sizes, count);
    }

    private void order(CsvOut out, byte[] date, int second, int lines) throws IOException {
        int number = ++orders;
        int customer = random.nextDouble() < ANONYMOUS ? -1 : customers.draw(random);
        boolean returned = random.nextDouble() < RETURNED;
        for (int line = 0; line < lines; line++) {
            int item = items.draw(random);
            int quantity = 1 + geometric(2);
            out.code(returned ? 'R' : 'O', number, 9);
            out.code('I', item, 5);
            out.number(returned ? -quantity : quantity);
            out.cents(random.nextDouble() < UNPRICED ? 0 : cents[item]);
            out.time(date, second);
            if (customer < 0) {
                out.empty();
            } else {
                out.number(100_000 + customer);
            }
            out.endLine();
        }
    }

    /// 0, 1, 2, ... with falling probability and that mean.
    private int geometric(double mean) {
        return (int) (Math.log(1 - random.nextDouble()) / Math.log(mean / (mean + 1)));
    }

    /// Makes a workspace: folder, lines, and at choice customers, seed and `gzip`.
    public static void main(String[] arguments) throws IOException {
        Flags flags = Flags.of(arguments);
        Shape usual = Shape.ofLines(flags.number("lines", 1_000_000));
        write(
                Path.of(flags.text("folder", "shop")),
                new Shape(
                        (int) flags.number("customers", usual.customers()),
                        usual.lines(),
                        flags.number("seed", usual.seed()),
                        flags.text("gzip", "no").equals("yes")));
    }
}
