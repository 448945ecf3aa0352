package dev.limner.upkeep;

import dev.limner.collect.JournalState;
import dev.limner.engine.duckdb.Examination;
import dev.limner.engine.duckdb.Store;
import dev.limner.history.LocalClock;
import dev.limner.problem.UserProblem;
import dev.limner.problem.Words;
import dev.limner.upkeep.Finding.Severity;
import dev.limner.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Looks whether a workspace that nobody has open is sound: definitions, database, lake, journal, loads' reports,
/// mirrors, who is who, disk, clock and memory.
///
/// What only can be mended by losing something is never mended here: that is what backups are for.
public final class Doctor {
    private static final int SHOWN = 3;
    private static final long MEGABYTE = 1_000_000;
    private static final Duration CLOCK_MAY_DIFFER = Duration.ofMinutes(5);

    private final Path folder;
    private final Store.Limits limits;
    private final Machine machine;
    private final boolean repair;
    private final List<Finding> findings = new ArrayList<>();

    /// What the machine has.
    ///
    /// @param memoryMb all that there is; 0 where it is not known
    /// @param heapMb what the program may take of it for itself
    public record Machine(Instant now, long memoryMb, long heapMb) {
        /// This one.
        public static Machine here(Instant now) {
            long bytes = ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getTotalMemorySize()
                    : 0;
            return new Machine(now, bytes >> 20, Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /// @param folder of the workspace
    /// @param repair whether what can be mended without losing anything is mended
    public Doctor(Path folder, Store.Limits limits, Machine machine, boolean repair) {
        this.folder = folder;
        this.limits = limits;
        this.machine = machine;
        this.repair = repair;
    }

    /// Looks at everything; the worst comes first.
    ///
    /// @throws UserProblem where another process has the store open
    public List<Finding> examine() {
        Path store;
        try {
            store = Workspace.storeOf(folder);
        } catch (UserProblem problem) {
            add(Severity.SERIOUS, "definitions_wrong", words(problem));
            return findings;
        }
        Examination found = Examination.of(store);
        boolean opens = found.damage() == null
                && found.missing().isEmpty()
                && found.unreadable().isEmpty()
                && found.schema() == Examination.PROGRAM;
        database(store, found);
        lake(found, opens);
        journal(store.resolve("journal"), found);
        disk(store);
        clock(found);
        memory();
        if (opens) {
            opened();
        }
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private void add(Severity severity, String check, Object... values) {
        findings.add(Finding.of(severity, check, values));
    }

    /// @param mend what mends it, where repairing is wanted
    private void addMendable(Severity severity, Runnable mend, String check, Object... values) {
        Finding finding = Finding.of(severity, check, values);
        if (repair) {
            mend.run();
        }
        findings.add(repair ? finding.done() : finding);
    }

    private static Words words(UserProblem problem) {
        String place = problem.where().isEmpty() ? "" : problem.where() + " ";
        return new Words(place + problem.detail().en(), place + problem.detail().zh());
    }

    /// Some of them, and how many more.
    private static String some(List<?> all) {
        List<String> shown = all.stream().limit(SHOWN).map(String::valueOf).toList();
        return String.join(", ", shown) + (all.size() > SHOWN ? ", +" + (all.size() - SHOWN) : "");
    }

    private void database(Path store, Examination found) {
        String damage = found.damage();
        if (damage != null) {
            add(Severity.SERIOUS, "database_damaged", store, damage);
        } else if (found.schema() > Examination.PROGRAM) {
            add(Severity.SERIOUS, "schema_new", found.schema(), Examination.PROGRAM);
        } else if (found.schema() == 0) {
            add(Severity.NOTE, "store_empty");
        } else if (found.schema() < Examination.PROGRAM) {
            add(Severity.NOTE, "schema_old", found.schema(), Examination.PROGRAM);
        } else {
            add(Severity.GOOD, "database_good", found.schema());
        }
    }

    /// @param opens whether it is opened later, which sweeps the lake's folder as every start does
    private void lake(Examination found, boolean opens) {
        if (!found.missing().isEmpty()) {
            add(Severity.SERIOUS, "lake_missing", found.missing().size(), some(found.missing()));
        }
        if (!found.unreadable().isEmpty()) {
            add(Severity.SERIOUS, "lake_unreadable", found.unreadable().size(), some(found.unreadable()));
        }
        found.differing()
                .forEach(file -> add(Severity.SERIOUS, "lake_differs", file.name(), file.said(), file.found()));
        if (!found.orphans().isEmpty()) {
            Finding orphans =
                    Finding.of(Severity.NOTE, "lake_orphan", found.orphans().size(), some(found.orphans()));
            if (repair) {
                found.orphans().forEach(Places::remove);
            }
            findings.add(repair || opens ? orphans.done() : orphans);
        }
        if (found.damage() != null) {
            return;
        }
        boolean isWhole = found.missing().isEmpty()
                && found.unreadable().isEmpty()
                && found.differing().isEmpty();
        if (isWhole) {
            add(Severity.GOOD, "lake_good", found.lakeFiles());
            found.reports()
                    .forEach(load -> add(Severity.WARNING, "reports_differ", load.name(), load.said(), load.found()));
            if (found.reports().isEmpty()) {
                add(Severity.GOOD, "reports_good");
            }
        }
    }

    private void journal(Path journal, Examination found) {
        if (found.damage() != null) {
            return;
        }
        JournalState state = JournalState.of(journal, found.journalPosition());
        if (state.damagedAt() >= 0) {
            add(Severity.SERIOUS, "journal_damaged", journal, state.damagedAt());
        } else if (state.end() < found.journalPosition()) {
            add(Severity.WARNING, "journal_behind", state.end(), found.journalPosition());
        } else if (state.tornBytes() > 0) {
            addMendable(Severity.WARNING, state::setTornAside, "journal_torn", state.tornBytes(), state.end());
        } else {
            add(Severity.GOOD, "journal_good", state.records());
        }
    }

    private void disk(Path store) {
        Path there = Files.isDirectory(store) ? store : folder;
        long free = limits.reserve().free(there) / MEGABYTE;
        long kept = limits.reserve().bytes() / MEGABYTE;
        if (limits.reserve().isBroken(there)) {
            add(Severity.SERIOUS, "disk_narrow", free, kept);
        } else if (limits.reserve().free(there) < 2 * (limits.reserve().bytes() + size(there))) {
            add(Severity.NOTE, "disk_soon", free, size(there) / MEGABYTE);
        } else {
            add(Severity.GOOD, "disk_good", free);
        }
    }

    private static long size(Path folder) {
        try (var all = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clock(Examination found) {
        Long micros = found.clockMicros();
        Instant last = micros == null ? Instant.MIN : LocalClock.instant(micros);
        if (last.isAfter(machine.now().plus(CLOCK_MAY_DIFFER))) {
            add(Severity.WARNING, "clock_behind", machine.now(), last);
        } else {
            add(Severity.GOOD, "clock_good");
        }
    }

    private void memory() {
        long wanted = machine.heapMb() + limits.memoryMb();
        if (machine.memoryMb() > 0 && wanted > machine.memoryMb()) {
            add(Severity.WARNING, "memory_high", machine.heapMb(), limits.memoryMb(), machine.memoryMb());
        } else {
            add(Severity.GOOD, "memory_good", wanted, machine.memoryMb());
        }
    }

    /// What can be seen only of a workspace that is open.
    private void opened() {
        try (Workspace workspace = Workspace.open(folder, limits)) {
            workspace
                    .setAside()
                    .forEach(wrong -> add(
                            Severity.WARNING,
                            "definition_set_aside",
                            wrong.ref().id(),
                            words(wrong.problem())));
            if (workspace.setAside().isEmpty()) {
                add(Severity.GOOD, "definitions_good");
            }
            long diverging = workspace.store().identity().diverging();
            if (diverging > 0) {
                add(Severity.SERIOUS, "identity_differs", diverging);
            } else {
                add(
                        Severity.GOOD,
                        "identity_good",
                        workspace.store().customers().count());
            }
            List<Path> misfits = workspace.store().misfits();
            if (!misfits.isEmpty()) {
                addMendable(
                        Severity.WARNING,
                        () -> misfits.forEach(Places::remove),
                        "mirror_misfit",
                        misfits.size(),
                        some(misfits));
            } else {
                add(Severity.GOOD, "mirror_good");
            }
        } catch (UserProblem problem) {
            add(Severity.SERIOUS, "definitions_wrong", words(problem));
        }
    }
}
