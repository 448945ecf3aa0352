package dev.limner.source.clean;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Quantities such as `2斤`, `1,500 g`, `0.5L` as plain numbers of one unit, exact where the division is, else
/// to 16 digits.
record Units(Unit target, @Nullable Unit bare, Map<String, Unit> known) implements Cleaner {
    private static final Pattern QUANTITY =
            Pattern.compile("([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?|[+-]?\\.\\d+) *(.*)");
    private static final Map<String, Unit> UNITS = read();

    /// How many of the base unit of its dimension one is.
    record Unit(String dimension, BigDecimal size) {}

    static Units of(String target, @Nullable String bare) {
        return new Units(Objects.requireNonNull(UNITS.get(target)), bare == null ? null : UNITS.get(bare), UNITS);
    }

    @Override
    public @Nullable String cleaned(String text) {
        Matcher matcher = QUANTITY.matcher(HalfWidth.of(text).strip());
        if (!matcher.matches()) {
            return null;
        }
        String name = matcher.group(2).replace(" ", "").toLowerCase(Locale.ROOT);
        Unit unit = name.isEmpty() ? bare : known.get(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        if (unit == null || !unit.dimension().equals(target.dimension())) {
            return null;
        }
        return new BigDecimal(matcher.group(1).replace(",", ""))
                .multiply(unit.size())
                .divide(target.size(), MathContext.DECIMAL64)
                .stripTrailingZeros()
                .toPlainString();
    }

    static void check(String rule, @Nullable String unit, @Nullable String bare) {
        if (unit == null || !UNITS.containsKey(unit)) {
            throw Cleaning.wrong(rule, "unit needs a unit that is known, such as kg, ml, cm");
        }
        if (bare != null && !UNITS.containsKey(bare)) {
            throw Cleaning.wrong(rule, "bare names no unit that is known (" + bare + ")");
        }
    }

    private static Map<String, Unit> read() {
        Map<String, Unit> units = new HashMap<>();
        for (String line : Table.lines("units.txt")) {
            String[] words = line.split(" ", -1);
            Unit unit = new Unit(words[0], new BigDecimal(words[1]));
            for (int i = 2; i < words.length; i++) {
                units.put(words[i], unit);
            }
        }
        return Map.copyOf(units);
    }
}
