package dev.limner.engine.duckdb;

import dev.limner.engine.EventFile;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.event.TrackingPlan;
import dev.limner.identity.Customers;
import dev.limner.privacy.Held;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.UserProblem;
import dev.limner.source.EventSink;
import dev.limner.source.LoadReport;
import dev.limner.source.Mapping;
import dev.limner.work.Reserve;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// The store of one workspace: a folder with a DuckDB file (the recent delta, loads, quarantine,
/// identifiers), the
/// Parquet lake and its mirror. One process at a time may hold it open.
public final class Store implements AutoCloseable {
    static final String DATABASE = "limner.duckdb";

    private final Path folder;
    private final TrackingPlan plan;
    private final boolean renewed;
    private volatile Held held = Held.ALL;
    private final Lake lake;
    private final Pool database;
    private final Pool files;
    private final Customers customers = new Customers();
    private final IdentityLog identity = new IdentityLog(this);
    private final ReentrantLock placing = new ReentrantLock();
    private final Mirror mirror;
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicLong rewritings = new AtomicLong();
    private final ReentrantReadWriteLock events = new ReentrantReadWriteLock();
    private final Reserve reserve;
    private final @Nullable Upgrade upgrade;

    /// How much the store may take for itself. Importing and scanning files keep to the memory each for itself.
    ///
    /// @param reserve what it leaves free on the disk
    public record Limits(int memoryMb, int threads, Reserve reserve) {
        public Limits(int memoryMb, int threads) {
            this(memoryMb, threads, Reserve.USUAL);
        }
    }

    private Store(
            Path folder,
            TrackingPlan plan,
            boolean renewed,
            DuckDBConnection root,
            Pool files,
            Limits limits,
            @Nullable Upgrade upgrade) {
        this.folder = folder;
        this.plan = plan;
        this.renewed = renewed;
        this.reserve = limits.reserve();
        this.upgrade = upgrade;
        this.database = new Pool(root);
        this.files = files;
        this.lake = new Lake(folder.resolve("lake"));
        this.mirror = new Mirror(folder.resolve("mirror"), files, limits.threads());
    }

    /// Opens the store in `folder`, making or upgrading it where needed.
    ///
    /// @throws UserProblem where another process holds it open or a newer program wrote it
    public static Store open(Path folder, TrackingPlan plan, Limits limits) {
        try {
            Files.createDirectories(folder.resolve("tmp"));
            Properties settings = new Properties();
            settings.setProperty("threads", Integer.toString(limits.threads()));
            settings.setProperty("memory_limit", limits.memoryMb() + "MB");
            settings.setProperty("temp_directory", folder.resolve("tmp").toString());
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            settings.setProperty("checkpoint_threshold", "256MB");
            boolean renewed = Renewal.run(folder, settings);
            DuckDBConnection root = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(DATABASE), settings)
                    .unwrap(DuckDBConnection.class);
            Sql.execute(root, "SET TimeZone = 'UTC'");
            Upgrade upgrade = UpgradeCopy.make(root, folder, limits.reserve());
            TrackingPlan held = Schema.bring(root, plan, new Lake(folder.resolve("lake")));
            Store store = new Store(folder, held, renewed, root, Pool.forFiles(settings), limits, upgrade);
            StoreSnapshot.sweep(folder.resolve("tmp"));
            store.lake.sweep(root);
            store.mirror.sweep(store.lake.files(root));
            store.identity.open(root);
            new RawFiles(store).sweep();
            store.loads.set((int) Sql.number(root, "SELECT coalesce(max(number), 0) FROM load"));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("lock")) {
                throw UserProblem.of(UserProblem.Code.STORE_IN_USE, folder.toString());
            }
            if (Examination.isDamage(message)) {
                throw UserProblem.of(UserProblem.Code.STORE_DAMAGED, folder.toString());
            }
            throw new InternalProblem("cannot open the store in " + folder, e);
        }
    }

    /// Whether its database was copied when it was opened, so that nothing is in it of what was deleted before.
    public boolean isRenewed() {
        return renewed;
    }

    /// The plan that events are stored by: the one that the store was opened with, but for properties that
    /// have values of another type; those keep their type until a replay changes it.
    public TrackingPlan plan() {
        return plan;
    }

    /// The properties that another plan gives another type.
    public Set<String> retyped(TrackingPlan other) {
        return PropertyTypes.differing(plan, other);
    }

    /// Identifiers and customer numbers, as of the last finished load.
    public Customers customers() {
        return customers;
    }

    /// Who is who.
    public IdentityLog identity() {
        return identity;
    }

    /// Changes whenever the events that can be read have changed.
    public long version() {
        return version.get();
    }

    /// Begins a load of `file` by `source`; nothing of it is seen until it is finished.
    public EventSink load(String source, String file, String zone) {
        return load(source, file, zone, "", Mapping.Format.DETECTED, null);
    }

    /// The same, with what it takes to read its rows again.
    ///
    /// @param recipe of what makes events of the rows, as [dev.limner.source.Recipe] tells it
    /// @param format how the file is read
    /// @param raw a file of the raw rows, as [dev.limner.source.RawRows] writes it, which becomes the
    /// store's; null where they are not kept
    public EventSink load(
            String source, String file, String zone, String recipe, Mapping.Format format, @Nullable Path raw) {
        return new Loading(this, source, file, zone, recipe, format, raw);
    }

    /// Moves what is in the delta into the lake, month by month; may be cancelled between two months.
    public void compact(Work work) {
        new Compaction(this).run(work);
    }

    /// What is still held; reads leave out what is not.
    public Held held() {
        return held;
    }

    /// Lets other things be held from now on, as time passes or rules change.
    public void hold(Held other) {
        Held before = held;
        if (!before.equals(other)) {
            held = other;
            boolean due = with(connection -> {
                Masking masking = new Masking(other);
                return lake.files(connection).stream().anyMatch(masking::isDue)
                        || Sql.number(connection, "SELECT count(*) FROM (SELECT 1 FROM delta LIMIT 1)") > 0;
            });
            if (due) {
                rewritten();
            }
        }
    }

    /// Moves the delta into the lake as [#compact] does, and writes all months anew that have something
    /// past its age.
    public void purge(Work work) {
        new Compaction(this, true).run(work);
    }

    /// The lake's files of customers' events, for whoever reads them beside the store; they stand until the
    /// next
    /// compaction.
    ///
    /// @throws UserProblem where events still wait in the delta, which no file has
    public List<EventFile> eventFiles() {
        reading().lock();
        try {
            return with(connection -> {
                long waiting = Sql.number(connection, "SELECT count(*) FROM delta WHERE customer IS NOT NULL");
                if (waiting > 0) {
                    throw UserProblem.of(UserProblem.Code.NOT_COMPACTED, Long.toString(waiting));
                }
                List<LakeFile> due = lake.files(connection).stream()
                        .filter(new Masking(held)::isDue)
                        .toList();
                if (!due.isEmpty()) {
                    throw UserProblem.of(UserProblem.Code.NOT_COMPACTED, Integer.toString(due.size()));
                }
                Overlay overlay = identity.overlay(connection);
                if (!overlay.isEmpty()) {
                    throw UserProblem.of(UserProblem.Code.NOT_COMPACTED, Integer.toString(overlay.size()));
                }
                return lake.files(connection).stream()
                        .filter(file -> !file.anonymous())
                        .map(file -> new EventFile(file.path(), file.rows(), file.columns()))
                        .toList();
            });
        } finally {
            reading().unlock();
        }
    }

    /// All finished loads, newest first.
    public List<LoadReport> loads() {
        return with(LoadLog::read);
    }

    /// Held by whoever reads events by several queries that must see the same ones.
    Lock reading() {
        return events.readLock();
    }

    /// Held while a change of events is committed, and while files that it replaced are deleted.
    Lock writing() {
        return events.writeLock();
    }

    /// Held by whoever changes who is who, and by whoever stores rows by it; taken before [#writing].
    Lock placing() {
        return placing;
    }

    /// Whether this thread holds [#writing].
    boolean isWriting() {
        return events.isWriteLockedByCurrentThread();
    }

    Lake lake() {
        return lake;
    }

    Mirror mirror() {
        return mirror;
    }

    /// What it leaves free on the disk.
    public Reserve reserve() {
        return reserve;
    }

    /// What opening it made of an earlier schema; null where it was of this one.
    public @Nullable Upgrade upgrade() {
        return upgrade;
    }

    /// Files beside the lake, made of its columns, that do not fit it; scans make them anew once they are gone.
    public List<Path> misfits() {
        return reading(connection -> mirror.misfits(lake.files(connection)));
    }

    /// The number of its schema.
    public int schema() {
        return Schema.VERSION;
    }

    /// Where it lies.
    public Path folder() {
        return folder;
    }

    /// The number of a load that begins; one that is given up leaves its number unused.
    int nextLoad() {
        return loads.incrementAndGet();
    }

    /// Changes whenever events or customers have changed otherwise than by what arrives while the program runs.
    public long rewritings() {
        return rewritings.get();
    }

    void rewritten() {
        Memory.forget(folder);
        rewritings.incrementAndGet();
        changed();
    }

    void changed() {
        version.incrementAndGet();
    }

    /// What may be asked over a connection.
    interface Question<T> {
        T ask(DuckDBConnection connection) throws SQLException;
    }

    /// Asks over a connection of its own, which goes back to the pool.
    <T> T with(Question<T> question) {
        DuckDBConnection connection = borrow();
        try {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new InternalProblem("the store refused", e);
        } finally {
            giveBack(connection);
        }
    }

    /// Asks while no change of events is committed: files listed within are there until it ends.
    <T> T reading(Question<T> question) {
        reading().lock();
        try {
            return with(question);
        } finally {
            reading().unlock();
        }
    }

    /// Asks within one transaction, which ends well or not at all.
    <T> T transaction(Question<T> question) {
        DuckDBConnection connection = borrow();
        boolean done = false;
        try {
            Sql.begin(connection);
            T answer = question.ask(connection);
            connection.commit();
            connection.setAutoCommit(true);
            done = true;
            return answer;
        } catch (SQLException e) {
            throw new InternalProblem("the store refused", e);
        } finally {
            if (done) {
                giveBack(connection);
            } else {
                Sql.discard(connection);
            }
        }
    }

    DuckDBConnection borrow() {
        return database.borrow();
    }

    void giveBack(DuckDBConnection connection) {
        database.giveBack(connection);
    }

    /// Connections for reading the lake's files alone.
    Pool files() {
        return files;
    }

    /// Connections that see the whole store.
    Pool database() {
        return database;
    }

    @Override
    public void close() {
        files.close();
        database.close();
    }
}
