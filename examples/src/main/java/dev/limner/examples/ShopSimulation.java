package dev.limner.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/// An omnichannel shop that never was: its customers' events as CSV files under `data`, and the truths
/// behind them under `truth`.
///
/// Everything is drawn from one seed: the same options give the same bytes. Memory holds the customers'
/// states and the rows of some days, whatever the number of days.
public final class ShopSimulation {
    private static final int MOST_CUSTOMERS = 1_000_000;

    private ShopSimulation() {}

    /// What to simulate.
    ///
    /// @param customers how many persons hold a member card; some hold a second one
    /// @param firstDay the first local day in Asia/Shanghai; public holidays are known for 2024 to 2026
    /// @param days how many days
    public record Options(long seed, int customers, LocalDate firstDay, int days) {
        public Options {
            if (customers < 1 || customers > MOST_CUSTOMERS) {
                throw new IllegalArgumentException("customers (" + customers + ") must be 1 to " + MOST_CUSTOMERS);
            }
            if (days < 1) {
                throw new IllegalArgumentException("days (" + days + ") must be at least 1");
            }
        }

        /// The demo's shop: 2,000 customers from July 2024 to the end of 2025.
        public static Options defaults() {
            return new Options(20_240_701, 2_000, LocalDate.of(2024, 7, 1), 549);
        }

        /// The same shop with another number of customers.
        public Options withCustomers(int number) {
            return new Options(seed, number, firstDay, days);
        }
    }

    /// What was written.
    ///
    /// @param rows by file under `data`, header left out, broken rows included
    /// @param broken how many of them were broken on purpose
    public record Written(Map<String, Long> rows, long broken) {
        public Written {
            rows = Map.copyOf(rows);
        }

        /// All rows.
        public long total() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Simulates the shop and writes `data/*.csv` and `truth/*.csv` into the folder of a workspace.
    public static Written write(Path folder, Options options) throws IOException {
        try (Sheets sheets = Sheets.create(folder)) {
            new Shop(options, sheets).run();
            return sheets.written();
        }
    }
}
