package dev.limner.engine.duckdb;

import dev.limner.engine.duckdb.Columns.Column;
import dev.limner.history.LocalClock;
import dev.limner.privacy.Held;
import dev.limner.privacy.Held.Mask;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What is past its age, as SQL: rows that are left out, and values that are missing from now on.
///
/// A lake file remembers up to when it was written without what is past its age, by data class as it is
/// spelled; so files that nothing can be due in are read as they stand.
final class Masking {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Held held;

    Masking(Held held) {
        this.held = held;
    }

    /// The rows of a query over stored events without what is past its age.
    String over(String select, Collection<Column> columns) {
        return over(select, columns, held.masks());
    }

    private static String over(String select, Collection<Column> columns, List<Mask> masks) {
        if (masks.isEmpty()) {
            return select;
        }
        String values = columns.stream().map(column -> value(column, masks)).collect(Collectors.joining(", "));
        String hidden = masks.stream()
                .filter(mask -> mask.values().isEmpty())
                .map(Masking::condition)
                .collect(Collectors.joining(" OR "));
        return "SELECT * FROM (SELECT " + values + " FROM (" + select + ")"
                + (hidden.isEmpty() ? "" : " WHERE NOT (" + hidden + ")") + ")";
    }

    private static String value(Column column, List<Mask> masks) {
        boolean isRest = column.name().equals("rest"); // raw fields may say the same once more
        String gone = masks.stream()
                .filter(mask -> mask.values().contains(column.name())
                        || (isRest && !mask.values().isEmpty()))
                .map(Masking::condition)
                .collect(Collectors.joining(" OR "));
        return gone.isEmpty()
                ? column.quoted()
                : "CASE WHEN %s THEN NULL ELSE %2$s END AS %2$s".formatted(gone, column.quoted());
    }

    /// Which rows a class holds that are past its age.
    static String condition(Mask mask) {
        return "(" + among("type", mask.types()) + among("source", mask.sources()) + "\"at\" < "
                + Sql.timestamp(mask.before()) + ")";
    }

    private static String among(String column, @Nullable Set<String> names) {
        return names == null
                ? ""
                : names.stream()
                        .sorted()
                        .map(Columns::literal)
                        .collect(Collectors.joining(", ", column + " IN (", ") AND "));
    }

    /// The classes of which a month's file may have something that is past its age.
    ///
    /// @param clean up to when it was written without, by class
    List<Mask> due(LocalDate month, Map<String, Long> clean) {
        Instant start = month.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return held.masks().stream()
                .filter(mask -> mask.before().isAfter(start))
                .filter(mask -> clean.getOrDefault(mask.spelled(), Long.MIN_VALUE)
                        < LocalClock.micros(mask.before().isBefore(end) ? mask.before() : end))
                .toList();
    }

    boolean isDue(Lake.LakeFile file) {
        return !due(file.month(), file.clean()).isEmpty();
    }

    /// What a file that is written now may say that it is clean of.
    String cleaned() {
        Map<String, Long> clean = new TreeMap<>();
        held.masks().forEach(mask -> clean.merge(mask.spelled(), LocalClock.micros(mask.before()), Math::max));
        return JSON.writeValueAsString(clean);
    }

    static Map<String, Long> clean(@Nullable String text) {
        return text == null || text.isEmpty()
                ? Map.of()
                : new HashMap<>(JSON.readValue(text, new TypeReference<Map<String, Long>>() {}));
    }
}
