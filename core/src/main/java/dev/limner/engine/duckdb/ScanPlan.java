package dev.limner.engine.duckdb;

import dev.limner.engine.Needs;
import dev.limner.engine.Scope;
import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.engine.duckdb.Lake.LakeFile;
import dev.limner.engine.duckdb.Overlay.Moved;
import dev.limner.event.EventType;
import dev.limner.event.Property;
import dev.limner.event.TrackingPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of one scan, each giving a sorted run of events: the mirrored columns of a month, or a query of a
/// month, or
/// of some small ones together.
///
/// A month that lies in the lake alone is read as it stands; where the delta has events of it, and where
/// months share a
/// query, their events are sorted together.
final class ScanPlan {
    /// So many stored rows are sorted in less time than a query of their own costs.
    private static final long ROWS_WORTH_A_QUERY = 500_000;

    /// What is read as one sorted run.
    sealed interface Part {}

    /// A query.
    ///
    /// @param ofFiles whether it reads files alone, and not the delta
    /// @param leaveOut the nodes whose rows are to be left out; its last column is the node where there are
    /// some
    /// @param moved what the table `moved` must hold; null where it needs none
    record Query(
            String sql,
            boolean ofFiles,
            Overlay leaveOut,
            @Nullable Moved moved) implements Part {}

    /// A month's lake file by its mirrored columns.
    record Mirrored(Sheet sheet, WantedTypes wanted) implements Part {}

    private final Map<Path, Sheet> sheets;
    private final Needs needs;
    private final Scope scope;
    private final List<Column> columns;
    private final Overlay overlay;
    private final Masking masking;
    private final List<LakeFile> anonymous;
    private final Map<LocalDate, Month> months = new TreeMap<>();

    /// What is stored of one month: its files and how many events the delta has.
    private record Month(LocalDate start, List<LakeFile> files, long inDelta) {
        long rows() {
            return inDelta + files.stream().mapToLong(LakeFile::rows).sum();
        }
    }

    /// A plan over what the scope can touch of the files in force and of the delta's events by month.
    ///
    /// @param sheets what is mirrored of the files, by their paths
    ScanPlan(
            TrackingPlan plan,
            Needs needs,
            Scope scope,
            List<LakeFile> files,
            Map<LocalDate, Long> delta,
            Map<Path, Sheet> sheets,
            Overlay overlay,
            Masking masking) {
        this.sheets = sheets;
        this.overlay = overlay;
        this.masking = masking;
        this.needs = needs;
        this.scope = scope;
        Set<String> needed = needs.properties().stream().map(Property::name).collect(Collectors.toSet());
        this.columns = Columns.of(plan).stream()
                .filter(column -> Columns.FIXED.contains(column) || needed.contains(column.name()))
                .toList();
        this.anonymous = files.stream()
                .filter(file -> overlay.isAcrossAnonymous() && file.anonymous() && touches(file.month()))
                .toList();
        Map<LocalDate, List<LakeFile>> byMonth =
                files.stream().filter(file -> !file.anonymous()).collect(Collectors.groupingBy(LakeFile::month));
        Stream.concat(byMonth.keySet().stream(), delta.keySet().stream())
                .filter(this::touches)
                .forEach(month -> months.put(
                        month,
                        new Month(month, byMonth.getOrDefault(month, List.of()), delta.getOrDefault(month, 0L))));
    }

    /// The properties that its queries give, and which of them each type of event carries.
    Carriage carriage() {
        return Carriage.of(needs);
    }

    /// An upper bound of the rows that will be read.
    long rows() {
        return months.values().stream().mapToLong(Month::rows).sum();
    }

    /// The lake files that the scan can read by mirrored columns: those of which nothing is past its age.
    List<LakeFile> files() {
        return months.values().stream()
                .flatMap(month -> month.files().stream())
                .filter(file -> !masking.isDue(file))
                .toList();
    }

    Scope scope() {
        return scope;
    }

    /// What its sheets must have.
    Mirror.Wanting wanting() {
        return new Mirror.Wanting(needs, scope.mode() == Scope.Mode.AS_KNOWN, !overlay.isEmpty());
    }

    /// The sheets that it reads.
    Collection<Sheet> sheets() {
        return sheets.values();
    }

    /// Whether it reads nothing but mirrored columns, so that many ranges cost no more than one.
    boolean isMirrored() {
        return overlay.isEmpty() && months.values().stream().allMatch(month -> sheet(month) != null);
    }

    /// The nodes whose rows sorted runs leave out.
    Overlay overlay() {
        return overlay;
    }

    /// What is to be read for a range of customers, in the order of months.
    List<Part> parts(DuckDbEngine.Range range) {
        String condition = " WHERE customer >= " + range.low() + " AND customer < " + range.high() + condition();
        List<Part> parts = new ArrayList<>();
        for (List<Month> run : runs()) {
            Sheet sheet = sheet(run.getFirst());
            parts.add(
                    sheet == null ? query(run, condition + wanted(run).condition()) : new Mirrored(sheet, wanted(run)));
        }
        if (!overlay.isEmpty()) {
            Moved moved = overlay.within(range.low(), range.high(), scope.customers());
            if (!moved.isEmpty()) {
                parts.addAll(ofMoved(moved));
            }
        }
        return parts;
    }

    /// The query for what the sorted runs leave out, which it sorts by the customers asked for.
    private List<Query> ofMoved(Moved moved) {
        List<Month> run = new ArrayList<>(months.values());
        anonymous.stream()
                .filter(file -> !months.containsKey(file.month()))
                .map(file -> new Month(file.month(), List.of(), 0))
                .forEach(run::add);
        run.sort(Comparator.comparing(Month::start));
        if (run.isEmpty()) {
            return List.of();
        }
        String condition = " WHERE true" + condition() + wanted(run).condition();
        List<LakeFile> files = Stream.concat(run.stream().flatMap(month -> month.files().stream()), anonymous.stream())
                .toList();
        List<String> parts = new ArrayList<>();
        LakeFile.selects(files, columns).forEach(select -> parts.add(masking.over(select, columns) + condition));
        parts.add(masking.over(delta(), columns) + condition);
        String others = columns.stream()
                .map(Column::quoted)
                .filter(column -> !column.equals(Columns.quoted("customer")))
                .map(column -> "e." + column)
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + selection() + " FROM (SELECT m.root AS customer, " + others + " FROM ("
                + String.join(" UNION ALL ", parts) + ") AS e JOIN moved AS m ON e.node = m.node)"
                + " ORDER BY customer, \"at\", known, id";
        return List.of(new Query(sql, false, Overlay.EMPTY, moved));
    }

    private @Nullable Sheet sheet(Month month) {
        return month.inDelta() > 0
                        || month.files().size() != 1
                        || masking.isDue(month.files().getFirst())
                ? null
                : sheets.get(month.files().getFirst().path());
    }

    /// The months, neighbours together while they are small and not mirrored.
    private List<List<Month>> runs() {
        List<List<Month>> runs = new ArrayList<>();
        long rows = 0;
        for (Month month : months.values()) {
            boolean mirrored = sheet(month) != null;
            rows += month.rows();
            if (runs.isEmpty() || mirrored || sheet(runs.getLast().getLast()) != null || rows > ROWS_WORTH_A_QUERY) {
                runs.add(new ArrayList<>());
                rows = month.rows();
            }
            runs.getLast().add(month);
        }
        return runs;
    }

    private boolean touches(LocalDate month) {
        Instant from = scope.from();
        return !start(month).isAfter(scope.asOf())
                && (from == null || from.isBefore(start(month.plusMonths(1))))
                && !wanted(month, month).isEmpty();
    }

    private WantedTypes wanted(List<Month> run) {
        return wanted(run.getFirst().start(), run.getLast().start());
    }

    private WantedTypes wanted(LocalDate first, LocalDate last) {
        Instant from = scope.from();
        Instant start = start(first);
        return WantedTypes.within(
                needs, from != null && from.isAfter(start) ? from : start, start(last.plusMonths(1)), scope.asOf());
    }

    private static Instant start(LocalDate month) {
        return month.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Query query(List<Month> run, String condition) {
        List<LakeFile> files =
                run.stream().flatMap(month -> month.files().stream()).toList();
        List<String> parts = new ArrayList<>();
        boolean due = files.stream().anyMatch(masking::isDue);
        LakeFile.selects(files, columns)
                .forEach(select -> parts.add((due ? masking.over(select, columns) : select) + condition));
        boolean sorted = files.size() == 1;
        if (run.stream().anyMatch(month -> month.inDelta() > 0)) {
            sorted = false;
            parts.add(masking.over(delta(), columns) + condition + " AND \"at\" >= "
                    + Sql.timestamp(start(run.getFirst().start())) + " AND \"at\" < "
                    + Sql.timestamp(start(run.getLast().start().plusMonths(1))));
        }
        String sql = "SELECT " + selection() + (overlay.isEmpty() ? "" : ", node") + " FROM ("
                + String.join(" UNION ALL ", parts) + ")" + (sorted ? "" : " ORDER BY customer, \"at\", known, id");
        return new Query(sql, run.stream().allMatch(month -> month.inDelta() == 0), overlay, null);
    }

    private String delta() {
        return "SELECT " + columns.stream().map(Column::quoted).collect(Collectors.joining(", ")) + " FROM delta";
    }

    private String selection() {
        return Stream.of(
                        Stream.of("customer", typeOrdinal(), "epoch_us(\"at\")"),
                        needs.properties().stream().map(Columns::asLong),
                        needs.properties().stream()
                                .filter(property -> property.type().isText())
                                .map(property -> Columns.quoted(property.name())))
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
    }

    private String condition() {
        StringBuilder sql = new StringBuilder();
        sql.append(" AND \"at\" <= ").append(Sql.timestamp(scope.asOf()));
        if (scope.mode() == Scope.Mode.AS_KNOWN) {
            sql.append(" AND known <= ").append(Sql.timestamp(scope.asOf()));
        }
        if (scope.from() != null) {
            sql.append(" AND \"at\" >= ").append(Sql.timestamp(scope.from()));
        }
        return sql.toString();
    }

    private String typeOrdinal() {
        if (needs.types().size() == 1) {
            return Integer.toString(needs.types().getFirst().ordinal());
        }
        StringBuilder sql = new StringBuilder("CASE type");
        for (EventType type : needs.types()) {
            sql.append(" WHEN ")
                    .append(Columns.literal(type.name()))
                    .append(" THEN ")
                    .append(type.ordinal());
        }
        return sql.append(" END").toString();
    }
}
