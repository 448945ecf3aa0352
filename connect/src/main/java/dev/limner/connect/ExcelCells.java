package dev.limner.connect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/// What stands in a cell, as text: numbers with the fifteen digits that a spreadsheet shows, moments as
/// `2011-12-10 09:00:00` (days as `2011-12-10`), truths as `TRUE` and `FALSE`, errors as `#N/A`.
final class ExcelCells {
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private ExcelCells() {}

    static String text(Cell cell) {
        return switch (cell.getType()) {
            case EMPTY -> "";
            case STRING -> cell.getText();
            case BOOLEAN -> Boolean.TRUE.equals(cell.getValue()) ? "TRUE" : "FALSE";
            case NUMBER -> isTime(cell.getDataFormatString()) ? time(cell) : number(raw(cell));
            case ERROR -> raw(cell);
            case FORMULA -> computed(cell);
        };
    }

    /// What a formula came to when the workbook was saved.
    private static String computed(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof BigDecimal) {
            return isTime(cell.getDataFormatString()) ? time(cell) : number(raw(cell));
        }
        return raw(cell);
    }

    private static String raw(Cell cell) {
        String raw = cell.getRawValue();
        return raw == null ? "" : raw;
    }

    private static String number(String raw) {
        try {
            BigDecimal shown = new BigDecimal(raw).round(SHOWN).stripTrailingZeros();
            return Math.abs(shown.scale()) > 100 ? shown.toString() : shown.toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static String time(Cell cell) {
        LocalDateTime moment = cell.asDate();
        // days are stored as doubles: a moment may lie half a millisecond off
        LocalDateTime second = moment.plusNanos(500_000_000).withNano(0);
        String format = cell.getDataFormatString();
        boolean hasHours = format != null && plain(format).matches("(?s).*[hs].*");
        return second.format(hasHours ? MOMENT : DAY);
    }

    /// Whether a format shows a day or a moment; one of elapsed hours, `[h]:mm`, does not.
    private static boolean isTime(@Nullable String format) {
        return format != null
                && !format.toLowerCase(Locale.ROOT).matches("(?s).*\\[(h+|m+|s+)].*")
                && plain(format).matches("(?s).*[ymdhs].*");
    }

    /// A format without what stands in quotes, brackets or behind a backslash.
    private static String plain(String format) {
        return format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.|general|red|am/pm", "");
    }
}
