package dev.limner.benchmarks.models;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Progress;
import dev.limner.models.pattern.FrequentItemsets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;

/// The sets of items that stand in at least one of two hundred invoices of Online Retail. No library of the
/// JVM does this under a permissive licence and without a cluster; beside ours stands the textbook's Apriori.
final class ItemsetContest implements Contest {
    private static final double SUPPORT = 0.005;

    private final Path data;

    ItemsetContest(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "itemsets";
    }

    @Override
    public String unit() {
        return "invoices at .005";
    }

    @Override
    public List<Integer> sizes(boolean large) {
        return large ? List.of(4_633, 9_266, 18_532) : List.of(1_158, 2_316, 4_633);
    }

    @Override
    public Map<String, Callable<String>> sides(int size) throws IOException {
        List<Set<Integer>> baskets = size == 0 ? List.of() : invoices(size);
        Map<String, Callable<String>> sides = new LinkedHashMap<>();
        sides.put("Limner", () -> {
            int sets = FrequentItemsets.of(baskets, FrequentItemsets.Options.defaults(SUPPORT), Progress.SILENT)
                    .itemsets()
                    .size();
            return sets + " sets";
        });
        sides.put("Apriori, plain", () -> new Apriori(baskets, SUPPORT).sets() + " sets");
        return sides;
    }

    /// Every so many-th invoice, so that all of the year is there.
    private List<Set<Integer>> invoices(int size) throws IOException {
        Path file = data.resolve("online-retail/online_retail.csv.gz");
        Map<String, Set<Integer>> invoices = new TreeMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .ofNamedCsvRecord(new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)))) {
            for (NamedCsvRecord line : reader) {
                if (!line.getField("CustomerID").isEmpty()
                        && Integer.parseInt(line.getField("Quantity")) > 0
                        && Double.parseDouble(line.getField("UnitPrice")) > 0) {
                    int item = numbers.computeIfAbsent(line.getField("StockCode"), _ -> numbers.size());
                    invoices.computeIfAbsent(line.getField("InvoiceNo"), _ -> new LinkedHashSet<>())
                            .add(item);
                }
            }
        }
        List<Set<Integer>> all = new ArrayList<>(invoices.values());
        List<Set<Integer>> chosen = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / size)));
        }
        return chosen;
    }
}
