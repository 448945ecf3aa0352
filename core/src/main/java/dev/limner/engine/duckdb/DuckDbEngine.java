package dev.limner.engine.duckdb;

import dev.limner.engine.Engine;
import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.history.History;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The embedded engine: ranges of customers in parallel, each range merging its sorted months customer by
/// customer.
///
/// Memory holds one chunk of each open run and one history a thread, whatever the size of the store.
public final class DuckDbEngine implements Engine {
    private static final Words STUDYING = new Words("reading histories", "读取行为历史");
    /// Below so many stored rows a range of its own, which opens every file again, costs more than it brings.
    private static final long ROWS_WORTH_A_RANGE = 4_000_000;

    /// So many rows of mirrored columns keep a thread busy for longer than it takes to start.
    private static final long MIRRORED_ROWS_WORTH_A_RANGE = 50_000;

    /// From so many stored rows on, asked about more than a few customers, it pays to lay out columns.
    private static final long ROWS_WORTH_A_MIRROR = 200_000;

    private static final int FEW_CUSTOMERS = 1_000;

    private static final int RANGES_A_THREAD = 4;

    private final Store store;
    private final int threads;
    private final long rowsWorthAMirror;

    public DuckDbEngine(Store store, int threads) {
        this(store, threads, ROWS_WORTH_A_MIRROR);
    }

    /// @param rowsWorthAMirror from how many stored rows on columns are laid out
    DuckDbEngine(Store store, int threads, long rowsWorthAMirror) {
        this.store = store;
        this.threads = threads;
        this.rowsWorthAMirror = rowsWorthAMirror;
    }

    @Override
    public <A> A run(Study<A> study, Scope scope, Work work) {
        Lock reading = store.reading();
        reading.lock();
        try {
            ScanPlan plan = plan(study.needs(), scope, work);
            work.stage(STUDYING, plan.rows());
            List<Range> ranges = Ranges.of(store, plan, ranges(plan));
            return inParallel(study, scope, plan, ranges, work);
        } finally {
            reading.unlock();
        }
    }

    /// Customers from `low` (included) to `high` (excluded).
    record Range(int low, int high) {}

    private ScanPlan plan(Needs needs, Scope scope, Work work) {
        Map<LocalDate, Long> delta = new HashMap<>();
        Overlay overlay = store.with(connection -> store.identity().overlay(connection, scope));
        Masking masking = new Masking(store.held());
        List<LakeFile> files = store.with(connection -> {
            Sql.list(
                    connection,
                    row -> delta.put(row.getObject(1, LocalDate.class), row.getLong(2)),
                    "SELECT date_trunc('month', \"at\")::DATE, count(*) FROM delta WHERE customer IS NOT NULL GROUP BY 1");
            return store.lake().files(connection);
        });
        ScanPlan plan = new ScanPlan(store.plan(), needs, scope, files, delta, Map.of(), overlay, masking);
        boolean make = plan.rows() >= rowsWorthAMirror
                && (scope.customers() == null || scope.customers().getCardinality() > FEW_CUSTOMERS);
        Map<Path, Sheet> sheets = store.mirror().sheets(plan.files(), plan.wanting(), make, work);
        return new ScanPlan(store.plan(), needs, scope, files, delta, sheets, overlay, masking);
    }

    private int ranges(ScanPlan plan) {
        long worth = plan.isMirrored() ? MIRRORED_ROWS_WORTH_A_RANGE : ROWS_WORTH_A_RANGE;
        return (int) Math.clamp(plan.rows() / worth, 1, (long) threads * RANGES_A_THREAD);
    }

    private <A> A inParallel(Study<A> study, Scope scope, ScanPlan plan, List<Range> ranges, Work work) {
        Texts texts = new Texts(store.mirror(), plan.sheets());
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.clamp(ranges.size(), 1, threads))) {
            List<Future<A>> answers = new ArrayList<>();
            try {
                for (Range range : ranges) {
                    answers.add(pool.submit(() -> one(study, scope, plan, range, texts, work)));
                }
                A merged = study.start();
                for (Future<A> answer : answers) {
                    merged = study.merge(merged, answer.get());
                }
                return merged;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new InternalProblem("a study failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InternalProblem("a study was interrupted", e);
            } finally {
                answers.forEach(answer -> answer.cancel(true));
            }
        }
    }

    private <A> A one(Study<A> study, Scope scope, ScanPlan plan, Range range, Texts texts, Work work) {
        A answer = study.start();
        History history = new History(study.needs().properties(), texts::text);
        try (Merge merge = new Merge(store, plan, range, texts)) {
            @Nullable RoaringBitmap wanted = scope.customers();
            long told = 0;
            while (merge.next(history)) {
                if (wanted == null || wanted.contains(history.customer())) {
                    study.add(answer, history);
                }
                if (merge.read() - told > 100_000) {
                    work.advance(merge.read() - told);
                    told = merge.read();
                }
            }
            work.advance(merge.read() - told);
        }
        return answer;
    }
}
