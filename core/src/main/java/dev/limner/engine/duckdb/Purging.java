package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.privacy.Held.Mask;
import dev.limner.work.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Takes what is past its age out of the files: events and values month by month, rows set aside,
/// intents, raw rows. Reads have left events and values out before.
public final class Purging {
    private static final String LAST = "last_purge";

    private final Store store;

    public Purging(Store store) {
        this.store = store;
    }

    /// What is past its age and still there.
    ///
    /// @param count events, or events that have one of the values
    /// @param months that have some in files
    public record Due(String name, long count, List<LocalDate> months) {
        public Due {
            months = List.copyOf(months);
        }
    }

    /// By data class, in the order of the rules.
    public List<Due> due() {
        return store.reading(connection -> {
            List<Due> all = new ArrayList<>();
            for (Mask mask : store.held().masks()) {
                all.add(due(connection, mask));
            }
            return all;
        });
    }

    private Due due(DuckDBConnection connection, Mask mask) {
        Masking alone = new Masking(new dev.limner.privacy.Held(List.of(mask)));
        long count = Sql.number(
                connection,
                "SELECT count(*) FROM delta WHERE " + condition(mask, Set.copyOf(Schema.columns(connection, "delta"))));
        Set<LocalDate> months = new TreeSet<>();
        for (LakeFile file : store.lake().files(connection)) {
            if (alone.isDue(file)) {
                long inFile = Sql.number(
                        connection,
                        "SELECT count(*) FROM " + file.source() + " WHERE " + condition(mask, file.columns()));
                count += inFile;
                if (inFile > 0) {
                    months.add(file.month());
                }
            }
        }
        return new Due(mask.name(), count, List.copyOf(months));
    }

    private static String condition(Mask mask, Set<String> columns) {
        if (mask.values().isEmpty()) {
            return Masking.condition(mask);
        }
        List<String> some = mask.values().stream()
                .filter(columns::contains)
                .sorted()
                .map(name -> Columns.quoted(name) + " IS NOT NULL")
                .toList();
        return some.isEmpty() ? "false" : Masking.condition(mask) + " AND (" + String.join(" OR ", some) + ")";
    }

    /// Rows set aside by loads begun before an instant; 0 for null.
    public long quarantined(@Nullable Instant before) {
        return before == null
                ? 0
                : store.with(
                        connection -> Sql.number(connection, "SELECT count(*) FROM quarantine WHERE " + begun(before)));
    }

    /// Intents made before an instant that are not under way any more; 0 for null.
    public long intents(@Nullable Instant before) {
        return before == null
                ? 0
                : store.with(connection -> Sql.number(connection, "SELECT count(*) FROM outbox WHERE " + made(before)));
    }

    private static String begun(Instant before) {
        return "load IN (SELECT number FROM load WHERE started_at < " + Sql.timestamp(before) + ")";
    }

    private static String made(Instant before) {
        return "next_at IS NULL AND made_at < " + Sql.timestamp(before);
    }

    /// Takes it all out; may be cancelled between two months, and what was done stays. The database keeps
    /// bytes of deleted rows until the store is next opened, which copies it.
    ///
    /// @return whether anything went
    public boolean run(@Nullable Instant quarantine, @Nullable Instant intents, Instant now, Work work) {
        boolean any =
                due().stream().anyMatch(due -> due.count() > 0) || quarantined(quarantine) > 0 || intents(intents) > 0;
        store.purge(work);
        any |= raw();
        boolean gone = any;
        store.transaction(connection -> {
            if (quarantine != null) {
                Sql.execute(connection, "DELETE FROM quarantine WHERE " + begun(quarantine));
            }
            if (intents != null) {
                Sql.execute(connection, "DELETE FROM outbox WHERE " + made(intents));
            }
            if (gone) {
                Renewal.want(connection);
            }
            Sql.execute(connection, "DELETE FROM meta WHERE name = ?", LAST);
            return Sql.execute(connection, "INSERT INTO meta VALUES (?, ?)", LAST, now.toString());
        });
        return any;
    }

    /// Deletes the raw rows of loads of which something is past its age.
    private boolean raw() {
        RawFiles files = new RawFiles(store);
        boolean any = false;
        for (var load : store.loads()) {
            Instant first = load.firstEvent();
            boolean isOld = first != null
                    && store.held().masks().stream()
                            .anyMatch(mask ->
                                    (mask.sources() == null || mask.sources().contains(load.source()))
                                            && first.isBefore(mask.before()));
            if (isOld && files.kept(load.number()) != null) {
                Compaction.delete(files.of(load.number()));
                any = true;
            }
        }
        return any;
    }

    /// When it was last done; null where never.
    public @Nullable Instant last() {
        return store
                .with(connection ->
                        Sql.list(connection, row -> row.getString(1), "SELECT value FROM meta WHERE name = ?", LAST))
                .stream()
                .map(Instant::parse)
                .findFirst()
                .orElse(null);
    }

    /// Whether rows were deleted whose bytes go when the store is next opened.
    public boolean wantsRenewal() {
        return store.with(Renewal::isWanted);
    }
}
