package dev.limner.spark;

import dev.limner.engine.Engine;
import dev.limner.engine.EventFile;
import dev.limner.engine.Scope;
import dev.limner.engine.Study;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/// The engine on a cluster: partitions are ranges of customers, each sorted and read history by history.
///
/// It needs nothing of a store but its files, at paths that every worker can read. Answers travel by Java
/// serialization.
public final class SparkEngine implements Engine {
    private static final Words STUDYING = new Words("reading histories on Spark", "在 Spark 上读取行为历史");
    private static final long POLL_MILLIS = 100;

    private final SparkSession session;
    private final List<EventFile> files;
    private final int partitions;

    /// An engine over `files`, all that `Store.eventFiles()` gave; `partitions` is how many ranges of
    /// customers to
    /// make.
    public SparkEngine(SparkSession session, List<EventFile> files, int partitions) {
        this.session = LakeRows.utc(session);
        this.files = List.copyOf(files);
        this.partitions = partitions;
    }

    @Override
    public <A> A run(Study<A> study, Scope scope, Work work) {
        work.stage(STUDYING, files.stream().mapToLong(EventFile::rows).sum());
        A merged = study.start();
        if (files.isEmpty() || study.needs().types().isEmpty()) {
            return merged;
        }
        LongAccumulator read = session.sparkContext().longAccumulator();
        LakeRows rows = new LakeRows(session, files, study.needs(), scope);
        JavaFutureAction<List<A>> answers = rows.sorted(partitions)
                .javaRDD()
                .mapPartitions(new PartitionStudy<>(study, read))
                .collectAsync();
        for (A answer : await(answers, read, work)) {
            merged = study.merge(merged, answer);
        }
        return merged;
    }

    private static <T> T await(JavaFutureAction<T> answers, LongAccumulator read, Work work) {
        try {
            while (true) {
                try {
                    return answers.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    work.reached(read.value());
                }
            }
        } catch (CancellationException e) {
            answers.cancel(true);
            throw e;
        } catch (InterruptedException e) {
            answers.cancel(true);
            Thread.currentThread().interrupt();
            throw new InternalProblem("a study was interrupted", e);
        } catch (ExecutionException e) {
            throw new InternalProblem("a study failed on Spark", e);
        }
    }
}
