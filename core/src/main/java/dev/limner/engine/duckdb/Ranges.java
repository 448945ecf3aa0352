package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.DuckDbEngine.Range;
import java.util.ArrayList;
import java.util.List;

/// Splits all customers into ranges of about equally many events.
final class Ranges {
    private Ranges() {}

    static List<Range> of(Store store, int wanted) {
        int customers = store.customers().size();
        List<Range> ranges = new ArrayList<>();
        int low = 0;
        for (int high : wanted == 1 ? List.<Integer>of() : edges(store, wanted)) {
            if (high > low && high < customers) {
                ranges.add(new Range(low, high));
                low = high;
            }
        }
        ranges.add(new Range(low, Math.max(customers, low + 1)));
        return ranges;
    }

    /// Customers at which the events of the largest months are split evenly: good enough, and cheap.
    private static List<Integer> edges(Store store, int wanted) {
        return store.with(connection -> {
            String largest = store.lake().files(connection).stream()
                    .filter(file -> !file.anonymous())
                    .max((a, b) -> Long.compare(a.rows(), b.rows()))
                    .map(file -> "SELECT customer, row_number() OVER () AS place FROM " + file.source())
                    .orElse(
                            "SELECT customer, row_number() OVER (ORDER BY customer) AS place FROM delta WHERE customer IS NOT NULL");
            return Sql.list(
                    connection,
                    row -> row.getInt(1),
                    "SELECT max(customer) FROM (SELECT customer, place * %d // (max(place) OVER () + 1) AS part FROM (%s)) GROUP BY part ORDER BY part"
                            .formatted(wanted, largest));
        });
    }
}
