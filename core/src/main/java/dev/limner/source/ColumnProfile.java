package dev.limner.source;

import dev.limner.event.ValueType;
import dev.limner.problem.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a column is like in a sample.
///
/// @param filled the share of rows that have a value
/// @param distinct how many different values there are
/// @param times how its times are written; null where it holds none
/// @param examples its first different values, three at the most
record ColumnProfile(
        String name,
        double filled,
        int distinct,
        int rows,
        ValueType type,
        Confidence confidence,
        Words reason,
        TimeForms.@Nullable Form times,
        List<String> examples) {
    private static final Set<String> TRUTHS =
            Set.of("0", "1", "true", "false", "TRUE", "FALSE", "yes", "no", "Yes", "No", "Y", "N", "是", "否");
    private static final String MONEY =
            ".*(amount|price|total|sales|cost|revenue|charge|spend|spent|income|balance|gmv|金额|价格|单价|总价|费用|运费|收入|余额).*";
    private static final String CODE = ".*(id|no|nr|code|number|sku|编号|号|码)$";
    private static final double NEARLY_ALL = 0.98;

    static ColumnProfile of(String name, List<String> fields) {
        List<String> values = fields.stream()
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        Set<String> distinct = new HashSet<>(values);
        TimeForms.Form times = TimeForms.of(values.size() > 500 ? values.subList(0, 500) : values);
        Kind kind = kind(name, values, distinct, times);
        return new ColumnProfile(
                name,
                values.size() / (double) Math.max(1, fields.size()),
                distinct.size(),
                fields.size(),
                kind.type,
                kind.confidence,
                kind.reason,
                times,
                values.stream().distinct().limit(3).toList());
    }

    private record Kind(ValueType type, Confidence confidence, Words reason) {}

    private static Kind kind(String name, List<String> values, Set<String> distinct, TimeForms.@Nullable Form times) {
        if (values.isEmpty()) {
            return new Kind(ValueType.TEXT, Confidence.GUESS, new Words("the sample has no value", "样本中没有值"));
        }
        if (distinct.size() <= 2 && TRUTHS.containsAll(distinct)) {
            return new Kind(
                    ValueType.BOOLEAN,
                    distinct.size() == 2 ? Confidence.LIKELY : Confidence.GUESS,
                    new Words("only " + String.join(" and ", distinct), "只有 " + String.join(" 与 ", distinct)));
        }
        if (times != null && times.unit() == null && times.patterns().equals(List.of("yyyy-MM-dd"))) {
            return new Kind(ValueType.DATE, times.confidence(), times.reason());
        }
        long numbers = values.stream().filter(ColumnProfile::isNumber).count();
        if (times == null && numbers >= NEARLY_ALL * values.size()) {
            boolean whole = values.stream().noneMatch(value -> value.contains("."));
            if (whole && name.toLowerCase(Locale.ROOT).matches(CODE)) {
                return new Kind(
                        ValueType.TEXT,
                        Confidence.LIKELY,
                        new Words("numbers, but its name is one of a code", "虽为数字，但列名表示编号"));
            }
            boolean isMoney = name.toLowerCase(Locale.ROOT).matches(MONEY);
            Words reason = new Words(
                    "%d of %d values are numbers%s"
                            .formatted(numbers, values.size(), isMoney ? ", and its name is one of money" : ""),
                    "%2$d 个值中有 %1$d 个数字%3$s".formatted(numbers, values.size(), isMoney ? "，且列名表示金额" : ""));
            return new Kind(
                    isMoney ? ValueType.MONEY : whole ? ValueType.INTEGER : ValueType.NUMBER,
                    numbers == values.size() ? Confidence.SURE : Confidence.LIKELY,
                    reason);
        }
        long lists = values.stream()
                .filter(value -> value.startsWith("[") && value.endsWith("]"))
                .count();
        if (lists == values.size()) {
            return new Kind(ValueType.LIST, Confidence.LIKELY, new Words("every value is a list", "每个值都是列表"));
        }
        return new Kind(ValueType.TEXT, Confidence.SURE, new Words("neither numbers nor times", "既非数字也非时间"));
    }

    /// A number such as people count with: a leading zero or more than eighteen digits make a code.
    private static boolean isNumber(String value) {
        return value.matches("-?(0|[1-9]\\d{0,17})(\\.\\d+)?");
    }

    boolean isNumeric() {
        return type == ValueType.INTEGER || type == ValueType.NUMBER || type == ValueType.MONEY;
    }

    /// Whether no value stands on two rows.
    boolean isUnique() {
        return distinct == Math.round(filled * rows) && distinct > 0;
    }
}
