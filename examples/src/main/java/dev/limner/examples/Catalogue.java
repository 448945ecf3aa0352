package dev.limner.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The articles that the shop sells, by category.
final class Catalogue {
    private static final int COLUMNS = 7;

    private final List<Item> items;
    private final Map<String, List<Item>> byCategory = new LinkedHashMap<>();

    private Catalogue(List<Item> items) {
        this.items = items;
        items.forEach(item -> byCategory
                .computeIfAbsent(item.category(), _ -> new ArrayList<>())
                .add(item));
    }

    /// The shipped list; how well each article is liked is drawn.
    static Catalogue read(RandomGenerator random) throws IOException {
        List<Item> items = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.csv")),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", COLUMNS);
                items.add(new Item(
                        fields[0],
                        fields[1],
                        fields[2],
                        fields[3],
                        new BigDecimal(fields[4]).movePointRight(2).longValueExact(),
                        fields[5],
                        fields[6].isEmpty() ? 0 : Integer.parseInt(fields[6]),
                        0.55 + 0.45 * random.nextDouble()));
            }
        }
        return new Catalogue(List.copyOf(items));
    }

    List<String> categories() {
        return List.copyOf(byCategory.keySet());
    }

    List<Item> items() {
        return items;
    }

    /// An article of a category that is sold on `day`; what stands first in the list is chosen more often.
    Item draw(String category, int day, RandomGenerator random) {
        List<Item> all = Objects.requireNonNull(byCategory.get(category));
        while (true) {
            Item item = all.get((int) (all.size() * StrictMath.pow(random.nextDouble(), 1.5)));
            if (item.isSold(day)) {
                return item;
            }
        }
    }
}
