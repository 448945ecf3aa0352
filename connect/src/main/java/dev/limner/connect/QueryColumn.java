package dev.limner.connect;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A column of a database's answer: how its values are written as text, and read back. The text of a value
/// is always the same, whatever the zone of the session, since rows are known again by it.
record QueryColumn(String name, Form form) {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter EXACT = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    enum Form {
        TEXT,
        NUMBER,
        DATE,
        LOCAL_MOMENT,
        EXACT_MOMENT
    }

    static QueryColumn of(ResultSetMetaData meta, int place) throws SQLException {
        Form form = switch (meta.getColumnType(place)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                Form.NUMBER;
            case Types.DATE -> Form.DATE;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Form.EXACT_MOMENT;
            case Types.TIMESTAMP ->
                meta.getColumnTypeName(place).equalsIgnoreCase("timestamptz") ? Form.EXACT_MOMENT : Form.LOCAL_MOMENT;
            default -> Form.TEXT;
        };
        return new QueryColumn(meta.getColumnLabel(place), form);
    }

    /// The value as text; empty where there is none.
    String text(ResultSet result, int place) throws SQLException {
        return switch (form) {
            case TEXT -> orEmpty(result.getString(place));
            case NUMBER -> {
                BigDecimal number = result.getBigDecimal(place);
                yield number == null ? "" : number.toPlainString();
            }
            case DATE -> {
                LocalDate date = result.getObject(place, LocalDate.class);
                yield date == null ? "" : date.toString();
            }
            case LOCAL_MOMENT -> {
                LocalDateTime local = result.getObject(place, LocalDateTime.class);
                yield local == null ? "" : local.format(LOCAL);
            }
            case EXACT_MOMENT -> {
                OffsetDateTime exact = result.getObject(place, OffsetDateTime.class);
                yield exact == null
                        ? ""
                        : exact.withOffsetSameInstant(ZoneOffset.UTC).format(EXACT);
            }
        };
    }

    /// What the text stands for, as the database compares it.
    Object value(String text) {
        return switch (form) {
            case TEXT -> text;
            case NUMBER -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case LOCAL_MOMENT -> LocalDateTime.parse(text, LOCAL);
            case EXACT_MOMENT -> OffsetDateTime.parse(text, EXACT);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
