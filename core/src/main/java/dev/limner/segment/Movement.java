package dev.limner.segment;

import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntConsumer;

/// How many customers went from which value of a choice tag to which, between two moments.
///
/// @param flows in the order of the tag's values, those without a value at first; empty flows are left out
public record Movement(Tag tag, List<Flow> flows) {
    public Movement {
        flows = List.copyOf(flows);
    }

    /// Customers who had the value `from` and have the value `to`.
    ///
    /// @param from null where they had none, mostly because they were no customers yet
    public record Flow(@Nullable String from, String to, long customers) {}

    /// The movement of all who have a value in `after`.
    ///
    /// @throws UserProblem where the tag is not known, or is no choice
    public static Movement between(People before, People after, String tag) {
        Column left = before.column(tag);
        Column right = after.column(tag);
        List<Tag.Value> values = right.tag().values();
        if (values.isEmpty()) {
            throw UserProblem.of(UserProblem.Code.BAD_PARAMETER, "tag", tag, "lifecycle, rfm_class, value_tier");
        }
        long[][] counts = new long[values.size() + 1][values.size()];
        after.customers().forEach((IntConsumer) customer -> {
            if (right.has(customer)) {
                counts[left.has(customer) ? (int) left.value(customer) + 1 : 0][(int) right.value(customer)]++;
            }
        });
        List<Flow> flows = new ArrayList<>();
        for (int from = 0; from <= values.size(); from++) {
            for (int to = 0; to < values.size(); to++) {
                if (counts[from][to] > 0) {
                    flows.add(new Flow(
                            from == 0 ? null : values.get(from - 1).id(),
                            values.get(to).id(),
                            counts[from][to]));
                }
            }
        }
        return new Movement(right.tag(), flows);
    }
}
