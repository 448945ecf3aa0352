package dev.limner.engine.duckdb;

import dev.limner.engine.Needs;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.engine.duckdb.MirrorWriter.Wanted;
import dev.limner.engine.duckdb.MirrorWriter.Wanted.Kind;
import dev.limner.event.Property;
import dev.limner.event.ValueType;
import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import dev.limner.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Columns of lake files as plain arrays in files of their own, so that scans need not decode Parquet again and
/// again: made of a column when a scan first wants it, and taken away with the lake file. It can be deleted
/// at any
/// time; nothing is in it that the lake does not have.
///
/// A column with more different texts than fit in memory has none; scans that want it read the lake.
final class Mirror {
    private static final Words MIRRORING = new Words("laying out columns", "展开数据列");
    private static final String CUSTOMERS = "customers";
    private static final String ENDING = ".array";

    /// So many texts are held, so that those of a column with few are looked up without a search.
    private static final int MOST_TEXTS = 1 << 18;

    private final Path folder;
    private final Pool files;
    private final int threads;
    private final int mostTexts;
    /// By the path of a lake file; a column that cannot be mirrored stands in it without a value.
    private final Map<Path, Known> known = new HashMap<>();
    private final ConcurrentMap<Long, String> texts = new ConcurrentHashMap<>();

    /// What a scan must find mirrored.
    ///
    /// @param known whether it asks when events became known
    /// @param nodes whether it asks for the nodes of rows
    record Wanting(Needs needs, boolean known, boolean nodes) {}

    private static final class Known {
        private @Nullable MirrorCustomers customers;
        private final Map<String, @Nullable MirrorColumn> columns = new HashMap<>();
    }

    Mirror(Path folder, Pool files, int threads) {
        this(folder, files, threads, MirrorWriter.MOST_TEXTS);
    }

    /// @param mostTexts a column with more different texts in a file has no array of it
    Mirror(Path folder, Pool files, int threads, int mostTexts) {
        this.mostTexts = mostTexts;
        this.folder = folder;
        this.files = files;
        this.threads = threads;
    }

    /// The columns that a scan needs of each of these files; a file with one that cannot be mirrored is
    /// left out.
    ///
    /// @param make whether what is not there yet is made
    synchronized Map<Path, Sheet> sheets(List<LakeFile> of, Wanting wanting, boolean make, Work work) {
        Map<LakeFile, List<Wanted>> missing = new LinkedHashMap<>();
        for (LakeFile file : of) {
            Known here = known.computeIfAbsent(file.path(), _ -> new Known());
            List<Wanted> lacking = wanted(file, wanting).stream()
                    .filter(wanted -> !here.columns.containsKey(wanted.name()) && !read(here, wanted, file))
                    .toList();
            if (here.customers == null) {
                here.customers = customers(file);
            }
            if (!lacking.isEmpty() || here.customers == null) {
                missing.put(file, lacking);
            }
        }
        if (make && !missing.isEmpty()) {
            write(missing, work);
        }
        Map<Path, Sheet> sheets = new HashMap<>();
        for (LakeFile file : of) {
            Sheet sheet = sheet(file, wanting);
            if (sheet != null) {
                sheets.put(file.path(), sheet);
            }
        }
        return sheets;
    }

    private @Nullable Sheet sheet(LakeFile file, Wanting wanting) {
        Known here = known.getOrDefault(file.path(), new Known());
        Map<String, MirrorColumn> columns = new HashMap<>();
        for (Wanted wanted : wanted(file, wanting)) {
            MirrorColumn column = here.columns.get(wanted.name());
            if (column == null) {
                return null;
            }
            columns.put(wanted.name(), column);
        }
        return here.customers == null ? null : new Sheet(here.customers, columns);
    }

    private List<Wanted> wanted(LakeFile file, Wanting wanting) {
        Map<String, Wanted> all = new LinkedHashMap<>();
        all.put("type", wanted(file, "type", Kind.TEXT, Columns.asCode("type")));
        all.put("at", wanted(file, "at", Kind.WHOLE, "epoch_us(\"at\")"));
        if (wanting.known()) {
            all.put("known", wanted(file, "known", Kind.WHOLE, "epoch_us(known)"));
        }
        if (wanting.nodes()) {
            all.put("node", wanted(file, "node", Kind.WHOLE, "node::BIGINT"));
        }
        for (Property property : wanting.needs().properties()) {
            if (file.columns().contains(property.name())) {
                all.computeIfAbsent(
                        property.name(), name -> wanted(file, name, kind(property), Columns.asLong(property)));
            }
        }
        return List.copyOf(all.values());
    }

    private static Kind kind(Property property) {
        return property.name().equals("id")
                ? Kind.WHOLE
                : property.type().isText() ? Kind.TEXT : property.type() == ValueType.NUMBER ? Kind.DOUBLE : Kind.WHOLE;
    }

    private Wanted wanted(LakeFile file, String name, Kind kind, String expression) {
        return new Wanted(
                name, kind, expression, path(file, "column-" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
    }

    private Path folder(LakeFile file) {
        String name = String.valueOf(file.path().getFileName());
        return folder.resolve(file.month().toString().substring(0, 7))
                .resolve(name.substring(0, name.lastIndexOf('.')));
    }

    private Path path(LakeFile file, String name) {
        return folder(file).resolve(name + ENDING);
    }

    // ---- What is there already

    private boolean read(Known here, Wanted wanted, LakeFile file) {
        try {
            MirrorColumn column = MirrorColumn.open(wanted.path());
            if (column == null || column.rows() != file.rows()) {
                return false;
            }
            here.columns.put(wanted.name(), column);
            hold(column);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable MirrorCustomers customers(LakeFile file) {
        try {
            MirrorCustomers customers = MirrorCustomers.open(path(file, CUSTOMERS));
            return customers == null || customers.rows() != file.rows() ? null : customers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hold(MirrorColumn column) {
        if (texts.size() + column.texts() <= MOST_TEXTS) {
            for (int place = 0; place < column.texts(); place++) {
                texts.putIfAbsent(column.code(place), column.text(place));
            }
        }
    }

    /// The text of a code in these sheets; null where none has it.
    @Nullable
    String text(long code, Collection<Sheet> sheets) {
        String held = texts.get(code);
        if (held != null) {
            return held;
        }
        String found = sheets.stream()
                .flatMap(sheet -> sheet.columns().values().stream())
                .map(column -> column.textOf(code))
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
        if (found != null && texts.size() < MOST_TEXTS) {
            texts.put(code, found);
        }
        return found;
    }

    // ---- What is made

    private void write(Map<LakeFile, List<Wanted>> missing, Work work) {
        work.stage(
                MIRRORING, missing.keySet().stream().mapToLong(LakeFile::rows).sum());
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.clamp(missing.size(), 1, threads))) {
            Map<LakeFile, Future<Set<String>>> answers = new LinkedHashMap<>();
            missing.forEach((file, columns) -> answers.put(file, pool.submit(() -> write(file, columns, work))));
            try {
                for (Map.Entry<LakeFile, Future<Set<String>>> answer : answers.entrySet()) {
                    take(
                            answer.getKey(),
                            missing.getOrDefault(answer.getKey(), List.of()),
                            answer.getValue().get());
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new InternalProblem("columns could not be laid out", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InternalProblem("laying out columns was interrupted", e);
            } finally {
                answers.values().forEach(answer -> answer.cancel(true));
            }
        }
    }

    private Set<String> write(LakeFile file, List<Wanted> columns, Work work) throws IOException {
        work.check();
        DuckDBConnection connection = files.borrow();
        try {
            MirrorWriter writer = new MirrorWriter(connection, file, folder(file), mostTexts);
            if (!Files.exists(path(file, CUSTOMERS))) {
                writer.writeCustomers(path(file, CUSTOMERS));
            }
            Set<String> written =
                    writer.write(columns).stream().map(Wanted::name).collect(Collectors.toSet());
            work.advance(file.rows());
            return written;
        } finally {
            files.giveBack(connection);
        }
    }

    private void take(LakeFile file, List<Wanted> columns, Set<String> written) {
        Known here = known.computeIfAbsent(file.path(), _ -> new Known());
        here.customers = customers(file);
        for (Wanted wanted : columns) {
            if (!written.contains(wanted.name()) || !read(here, wanted, file)) {
                here.columns.put(wanted.name(), null);
            }
        }
    }

    // ---- What goes

    /// Takes away what was made of lake files that are in force no more.
    /// The arrays that do not fit the lake file of which they are: cut short, or of another number of rows.
    synchronized List<Path> misfits(Collection<LakeFile> inForce) {
        List<Path> misfits = new ArrayList<>();
        for (LakeFile file : inForce) {
            if (Files.isDirectory(folder(file))) {
                try (Stream<Path> arrays = Files.list(folder(file))) {
                    for (Path path : arrays.filter(path -> path.toString().endsWith(ENDING))
                            .toList()) {
                        if (!fits(path, file)) {
                            misfits.add(path);
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return misfits;
    }

    private boolean fits(Path path, LakeFile file) throws IOException {
        if (path.equals(path(file, CUSTOMERS))) {
            return MirrorCustomers.open(path) != null;
        }
        MirrorColumn column = MirrorColumn.open(path);
        return column != null && column.rows() == file.rows();
    }

    synchronized void sweep(Collection<LakeFile> inForce) {
        Set<Path> paths = inForce.stream().map(LakeFile::path).collect(Collectors.toSet());
        known.keySet().retainAll(paths);
        Set<Path> folders = new HashSet<>(inForce.stream().map(this::folder).toList());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(path) && !folders.contains(path.getParent())) {
                    Files.delete(path);
                } else if (Files.isDirectory(path) && !path.equals(folder)) {
                    try (Stream<Path> within = Files.list(path)) {
                        if (within.findAny().isEmpty()) {
                            Files.delete(path);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
