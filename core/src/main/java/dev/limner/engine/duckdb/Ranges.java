package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.DuckDbEngine.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Splits customers into ranges of about equally many events.
final class Ranges {
    /// So few customers lie close enough together to be read as one range.
    private static final int FEW = 1000;

    private Ranges() {}

    /// At most `wanted` ranges that hold all customers, or all of `asked`.
    static List<Range> of(Store store, ScanPlan plan, int wanted) {
        @Nullable RoaringBitmap asked = plan.scope().customers();
        int low = 0;
        int end = Math.max(1, store.customers().size());
        if (asked != null) {
            if (asked.isEmpty()) {
                return List.of();
            }
            low = asked.first();
            end = asked.last() + 1;
        }
        List<Range> ranges = new ArrayList<>();
        for (int high : wanted == 1 || end - low <= FEW ? List.<Integer>of() : edges(store, plan, wanted)) {
            if (high > low && high < end) {
                ranges.add(new Range(low, high));
                low = high;
            }
        }
        ranges.add(new Range(low, end));
        return ranges;
    }

    /// Customers at which the events of the largest month are split evenly: good enough, and cheap.
    private static List<Integer> edges(Store store, ScanPlan plan, int wanted) {
        MirrorCustomers mirrored = plan.sheets().stream()
                .map(Sheet::customers)
                .max(Comparator.comparingInt(MirrorCustomers::rows))
                .orElse(null);
        if (mirrored != null && mirrored.size() > 0) {
            return IntStream.range(1, wanted)
                    .mapToObj(part -> mirrored.atShare((double) part / wanted))
                    .toList();
        }
        return store.with(connection -> {
            String largest = store.lake().files(connection).stream()
                    .filter(file -> !file.anonymous())
                    .max((a, b) -> Long.compare(a.rows(), b.rows()))
                    .map(Lake.LakeFile::source)
                    .orElse("delta");
            String shares = IntStream.range(1, wanted)
                    .mapToObj(part -> Double.toString((double) part / wanted))
                    .collect(Collectors.joining(", "));
            return Sql.list(
                    connection,
                    row -> row.getInt(1),
                    "SELECT unnest(quantile_disc(customer, [%s])) FROM %s WHERE customer IS NOT NULL"
                            .formatted(shares, largest));
        });
    }
}
