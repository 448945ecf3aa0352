package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.DuckDbEngine.Range;
import dev.limner.history.History;
import java.util.ArrayList;
import java.util.List;

/// The sorted runs of one range of customers, merged into one history after the other.
///
/// Months come in order and are disjoint in time, so that their events of a customer just follow each other.
final class Merge implements AutoCloseable {
    private final List<Run> runs = new ArrayList<>();

    Merge(Store store, ScanPlan plan, Range range, Texts texts) {
        Carriage carriage = plan.carriage();
        Texts.Reader reader = texts.reader();
        boolean opened = false;
        try {
            for (ScanPlan.Part each : plan.parts(range)) {
                runs.add(
                        switch (each) {
                            case ScanPlan.Query query -> new RunCursor(store, query, carriage, reader);
                            case ScanPlan.Mirrored month -> new MirrorRun(month, plan, carriage, store.plan(), range);
                        });
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /// Fills `history` with the events of the next customer who has any that are wanted; false at the end.
    boolean next(History history) {
        int customer;
        do {
            customer = Run.END;
            for (Run run : runs) {
                customer = Math.min(customer, run.customer());
            }
            history.begin(customer);
            if (customer != Run.END) {
                for (Run run : runs) {
                    if (run.customer() == customer) {
                        run.take(history);
                    }
                }
            }
        } while (customer != Run.END && history.size() == 0);
        return customer != Run.END;
    }

    /// How many events were read so far.
    long read() {
        return runs.stream().mapToLong(Run::read).sum();
    }

    @Override
    public void close() {
        runs.forEach(Run::close);
    }
}
