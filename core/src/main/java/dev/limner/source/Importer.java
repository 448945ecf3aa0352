package dev.limner.source;

import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.source.EventSink.QuarantinedRow;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings the rows of one source into a sink: one thread reads and maps, the other writes, some batches
/// apart.
///
/// Memory does not grow with the file, but for the customers' identifiers. Progress is told in bytes of the
/// stored
/// file.
public final class Importer {
    private static final int BATCHES_AHEAD = 8;
    private static final Words READING = new Words("reading rows", "读取数据行");

    private final Mapping mapping;
    private final TrackingPlan plan;
    private final Customers customers;
    private final Rows.Format format;

    public Importer(Mapping mapping, TrackingPlan plan, Customers customers, Rows.Format format) {
        this.mapping = mapping;
        this.plan = plan;
        this.customers = customers;
        this.format = format;
    }

    /// What one step of reading brought: events, and rows set aside. Empty `aside` and batch mean the end.
    private record Parcel(EventBatch events, List<QuarantinedRow> aside, boolean last) {}

    /// Imports `file`; where it fails or is cancelled, the sink and the customers are as before.
    ///
    /// @throws dev.limner.problem.UserProblem where the mapping does not fit the file
    /// @throws java.util.concurrent.CancellationException where `work` was cancelled
    public LoadReport run(Path file, EventSink sink, Work work) {
        int customersBefore = customers.size();
        boolean finished = false;
        try (Rows rows = format.open(file, Mapping.Format.orDetected(mapping.format()))) {
            work.stage(READING, rows.bytesInAll());
            Tally tally = new Tally();
            tally.columns(
                    rows.columns(),
                    mapping.join().stream()
                            .mapToInt(join -> join.columns().size())
                            .sum());
            RowMapper mapper = new RowMapper(mapping, file.toString(), rows.columns(), plan, customers, tally);
            pump(rows, mapper, sink, work);
            tally.watermark(rows.watermark());
            LoadReport report = sink.finish(tally, mapping.derive(), work);
            finished = true;
            return report;
        } finally {
            if (!finished) {
                sink.close();
                customers.truncate(customersBefore);
            }
        }
    }

    private void pump(Rows rows, RowMapper mapper, EventSink sink, Work work) {
        BlockingQueue<Parcel> full = new ArrayBlockingQueue<>(BATCHES_AHEAD);
        BlockingQueue<EventBatch> empty = new ArrayBlockingQueue<>(BATCHES_AHEAD);
        for (int i = 0; i < BATCHES_AHEAD; i++) {
            empty.add(new EventBatch(plan));
        }
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<?> reading = reader.submit(() -> {
                read(rows, mapper, empty, full, work);
                return null;
            });
            try {
                write(reading, full, empty, sink);
            } finally {
                reading.cancel(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InternalProblem("the import was interrupted", e);
        }
    }

    private static void read(
            Rows rows, RowMapper mapper, BlockingQueue<EventBatch> empty, BlockingQueue<Parcel> full, Work work)
            throws InterruptedException {
        boolean last = false;
        while (!last) {
            EventBatch batch = empty.take();
            List<QuarantinedRow> aside = new ArrayList<>();
            while (!batch.isFull() && aside.size() < EventBatch.ROOM) {
                Rows.@Nullable Row row = rows.next();
                if (row == null) {
                    last = true;
                    break;
                }
                QuarantinedRow set = mapper.map(row, batch);
                if (set != null) {
                    aside.add(set);
                }
            }
            work.reached(rows.bytesRead());
            full.put(new Parcel(batch, aside, last));
        }
    }

    private static void write(
            Future<?> reading, BlockingQueue<Parcel> full, BlockingQueue<EventBatch> empty, EventSink sink)
            throws InterruptedException {
        boolean last = false;
        while (!last) {
            Parcel parcel = full.poll(20, TimeUnit.MILLISECONDS);
            if (parcel == null) {
                if (reading.isDone() && full.isEmpty()) {
                    rethrow(reading);
                }
                continue;
            }
            sink.append(parcel.events());
            sink.setAside(parcel.aside());
            last = parcel.last();
            parcel.events().clear();
            empty.put(parcel.events());
        }
    }

    /// The reader ended before its last parcel: its failure is the import's.
    private static void rethrow(Future<?> reading) throws InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InternalProblem("reading failed", e.getCause() == null ? e : e.getCause());
        }
    }
}
