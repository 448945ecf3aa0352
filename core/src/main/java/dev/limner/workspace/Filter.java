package dev.limner.workspace;

import dev.limner.history.History;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import dev.limner.problem.UserProblem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.IntPredicate;

/// A condition on one tag, as lists of customers are filtered by: `tag:value`, `tag:value|value`, or a range
/// `tag:from..to` with
/// both ends included and either left out.
record Filter(String tag, String values) {
    /// @throws UserProblem where the text is no such condition
    static Filter parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw bad(text);
        }
        return new Filter(text.substring(0, colon), text.substring(colon + 1));
    }

    /// Which customers it holds for; none of those without the tag.
    IntPredicate over(People people) {
        Column column = people.column(tag);
        int dots = values.indexOf("..");
        if (dots >= 0 && column.tag().type() != Tag.Type.TEXT) {
            double low = bound(column, values.substring(0, dots), Double.NEGATIVE_INFINITY);
            double high = bound(column, values.substring(dots + 2), Double.POSITIVE_INFINITY);
            return customer -> column.value(customer) != History.MISSING
                    && column.number(customer) >= low
                    && column.number(customer) <= high;
        }
        Set<String> wanted = Set.of(values.split("\\|"));
        return customer -> {
            String text = column.text(customer);
            return text != null && wanted.contains(text);
        };
    }

    private double bound(Column column, String text, double open) {
        if (text.isEmpty()) {
            return open;
        }
        try {
            return column.tag().type() == Tag.Type.DATE ? LocalDate.parse(text).toEpochDay() : Double.parseDouble(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw bad(tag + ":" + values);
        }
    }

    private static UserProblem bad(String text) {
        return UserProblem.of(
                UserProblem.Code.BAD_PARAMETER, "where", text, "tag:value, tag:value|value, tag:from..to");
    }
}
