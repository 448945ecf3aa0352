package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.DuckDbEngine.Range;
import dev.limner.history.History;
import java.util.ArrayList;
import java.util.List;

/// The sorted runs of one range of customers, merged into one history after the other.
///
/// Months come in order and are disjoint in time, so that their events of a customer just follow each other.
final class Merge implements AutoCloseable {
    private final List<RunCursor> runs = new ArrayList<>();

    Merge(Store store, ScanPlan plan, Range range, Texts texts) {
        Carriage carriage = plan.carriage();
        Texts.Reader reader = texts.reader();
        boolean opened = false;
        try {
            for (ScanPlan.Query query : plan.queries(range.low(), range.high())) {
                runs.add(new RunCursor(store, query, carriage, reader));
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /// Fills `history` with the next customer's events; false at the end.
    boolean next(History history) {
        int customer = RunCursor.END;
        for (RunCursor run : runs) {
            customer = Math.min(customer, run.customer());
        }
        if (customer == RunCursor.END) {
            return false;
        }
        history.begin(customer);
        for (RunCursor run : runs) {
            if (run.customer() == customer) {
                run.take(history);
            }
        }
        return true;
    }

    /// How many events were read so far.
    long read() {
        return runs.stream().mapToLong(RunCursor::read).sum();
    }

    @Override
    public void close() {
        runs.forEach(RunCursor::close);
    }
}
