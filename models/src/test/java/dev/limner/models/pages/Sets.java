package dev.limner.models.pages;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Golden;
import dev.limner.models.SharedData;
import dev.limner.models.Table;
import dev.limner.models.lifetime.GammaGamma.Spending;
import dev.limner.models.lifetime.PurchaseHistory;
import dev.limner.models.pattern.SequentialRules.Event;
import dev.limner.models.recommend.Profile;
import dev.limner.models.statistics.Standardiser;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The data of the examples.
final class Sets {
    private Sets() {}

    /// CDNOW's published sample of 2,357 customers after 39 weeks, times in weeks.
    static List<PurchaseHistory> cdnow() {
        return Golden.csv("cdnow_summary.csv").stream()
                .map(line -> new PurchaseHistory(
                        Integer.parseInt(line.getField("x")),
                        Double.parseDouble(line.getField("t_x")),
                        Double.parseDouble(line.getField("T"))))
                .toList();
    }

    /// What the same customers spent.
    static List<Spending> cdnowSpendings() {
        return Golden.csv("cdnow_summary.csv").stream()
                .map(line ->
                        new Spending(Integer.parseInt(line.getField("x")), Double.parseDouble(line.getField("zbar"))))
                .toList();
    }

    static double[] targets(Table table) {
        double[] y = new double[table.events().length];
        for (int i = 0; i < y.length; i++) {
            y[i] = table.events()[i] ? 1 : 0;
        }
        return y;
    }

    /// Recency, frequency and money of 4,338 customers of Online Retail, log1p and standardised.
    static double[][] rfm() {
        double[][] rows = numbers(Golden.csv("online_retail_rfm.csv"), "R", "F", "M");
        for (double[] row : rows) {
            Arrays.setAll(row, j -> Math.log1p(row[j]));
        }
        return Standardiser.fit(rows).apply(rows);
    }

    static double[][] numbers(List<NamedCsvRecord> lines, String... columns) {
        return lines.stream()
                .map(line -> Arrays.stream(columns)
                        .mapToDouble(column -> Double.parseDouble(line.getField(column)))
                        .toArray())
                .toArray(double[][]::new);
    }

    static double[] series(String name) {
        return Arrays.stream(SharedData.lines("reference/golden-models/series_" + name + ".csv")
                        .getFirst()
                        .split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// Baskets of numbers, and the names of the items.
    record Baskets(List<Set<Integer>> baskets, List<String> names) {
        String named(List<Integer> items) {
            return String.join(", ", items.stream().map(names::get).toList());
        }
    }

    static Baskets groceries() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Set<Integer>> baskets = new ArrayList<>();
        for (String line : SharedData.lines("data/groceries/groceries.csv.gz")) {
            Set<Integer> basket = new HashSet<>();
            for (String item : line.split(",", -1)) {
                basket.add(numbers.computeIfAbsent(item.strip(), _ -> numbers.size()));
            }
            baskets.add(basket);
        }
        return new Baskets(baskets, List.copyOf(numbers.keySet()));
    }

    /// What each customer of Online Retail bought, item by item, in days since 1 December 2010.
    record Purchases(List<List<Event>> histories, List<String> names) {}

    static Purchases purchases() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, String> descriptions = new HashMap<>();
        Map<String, TreeMap<Double, Set<Integer>>> histories = new TreeMap<>();
        for (NamedCsvRecord line : SharedData.csv("data/online-retail/online_retail.csv.gz")) {
            if (!line.getField("CustomerID").isEmpty()
                    && Integer.parseInt(line.getField("Quantity")) > 0
                    && Double.parseDouble(line.getField("UnitPrice")) > 0
                    && line.getField("StockCode").matches("\\d{5}[A-Za-z]*")) {
                String code = line.getField("StockCode");
                descriptions.putIfAbsent(code, line.getField("Description").strip());
                double day = ChronoUnit.DAYS.between(
                        LocalDate.of(2010, 12, 1),
                        LocalDate.parse(line.getField("InvoiceDate").substring(0, 10)));
                histories
                        .computeIfAbsent(line.getField("CustomerID"), _ -> new TreeMap<>())
                        .computeIfAbsent(day, _ -> new HashSet<>())
                        .add(numbers.computeIfAbsent(code, _ -> numbers.size()));
            }
        }
        List<List<Event>> events = histories.values().stream()
                .map(days -> days.entrySet().stream()
                        .flatMap(day -> day.getValue().stream().sorted().map(item -> new Event(day.getKey(), item)))
                        .toList())
                .toList();
        return new Purchases(
                events,
                numbers.keySet().stream()
                        .map(code -> descriptions.getOrDefault(code, code))
                        .toList());
    }

    /// Customers' profiles before their last day of purchases, and what they bought on that day.
    record Split(List<Profile> profiles, List<Set<Integer>> later, List<String> names) {}

    static Split lastDayHidden() {
        Purchases purchases = purchases();
        List<Profile> profiles = new ArrayList<>();
        List<Set<Integer>> later = new ArrayList<>();
        for (List<Event> history : purchases.histories()) {
            double last = history.getLast().time();
            boolean tested = history.getFirst().time() < last;
            Map<Integer, Integer> counts = new HashMap<>();
            Set<Integer> hidden = new HashSet<>();
            for (Event event : history) {
                if (tested && event.time() == last) {
                    hidden.add(event.item());
                } else {
                    counts.merge(event.item(), 1, Integer::sum);
                }
            }
            profiles.add(Profile.of(counts));
            later.add(hidden);
        }
        return new Split(profiles, later, purchases.names());
    }

    /// Hillstrom's test of two mails.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Trial(double[][] rows, int[] arms, double[] visits) {
        /// The customers of no mail and of mail `arm`, those whose number leaves `fold` after division by ten.
        Trial part(int arm, boolean test) {
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if ((arms[i] == 0 || arm == 0 || arms[i] == arm) && (i % 10 >= 7) == test) {
                    kept.add(i);
                }
            }
            return new Trial(
                    kept.stream().map(i -> rows[i]).toArray(double[][]::new),
                    kept.stream().mapToInt(i -> arms[i]).toArray(),
                    kept.stream().mapToDouble(i -> visits[i]).toArray());
        }

        boolean[] treated() {
            boolean[] treated = new boolean[arms.length];
            for (int i = 0; i < treated.length; i++) {
                treated[i] = arms[i] > 0;
            }
            return treated;
        }
    }

    /// Arm 1 is the mail for women, 2 the one for men.
    static Trial hillstrom() {
        List<NamedCsvRecord> lines = SharedData.csv("data/hillstrom/hillstrom.csv.gz");
        return new Trial(
                lines.stream()
                        .map(line -> new double[] {
                            Double.parseDouble(line.getField("recency")),
                            Math.log(Double.parseDouble(line.getField("history"))),
                            Double.parseDouble(line.getField("mens")),
                            Double.parseDouble(line.getField("womens")),
                            Double.parseDouble(line.getField("newbie")),
                            line.getField("zip_code").equals("Urban") ? 1 : 0,
                            line.getField("zip_code").equals("Rural") ? 1 : 0,
                            line.getField("channel").equals("Web") ? 1 : 0,
                            line.getField("channel").equals("Phone") ? 1 : 0
                        })
                        .toArray(double[][]::new),
                lines.stream()
                        .mapToInt(line -> switch (line.getField("segment")) {
                            case "Womens E-Mail" -> 1;
                            case "Mens E-Mail" -> 2;
                            default -> 0;
                        })
                        .toArray(),
                Golden.column(lines, "visit"));
    }
}
