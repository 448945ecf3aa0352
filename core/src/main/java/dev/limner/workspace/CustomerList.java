package dev.limner.workspace;

import dev.limner.history.History;
import dev.limner.identity.Customers;
import dev.limner.portrait.Column;
import dev.limner.portrait.Moment;
import dev.limner.portrait.People;
import dev.limner.portrait.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The customers that a reader asks for, in the order asked for.
///
/// @param search part of an identifier; empty for everybody
/// @param where conditions that must all hold, as [Filter] reads them
/// @param sort a tag's name, or `id`; with a minus before it for descending. Those without a value come
/// last, equals by
/// number
public record CustomerList(String search, List<String> where, String sort) {
    public CustomerList {
        where = List.copyOf(where);
    }

    /// The numbers of the customers, found once for the same question.
    ///
    /// @throws dev.limner.problem.UserProblem where a tag or a condition is wrong
    public int[] numbers(Desk desk, Moment moment, @Nullable String population) {
        return desk.remembered(this, moment, population, _ -> find(desk, moment, population));
    }

    private int[] find(Desk desk, Moment moment, @Nullable String population) {
        People people = desk.people(moment);
        Customers customers = desk.workspace().store().customers();
        RoaringBitmap members = desk.members(population, moment);
        IntPredicate wanted = where.stream()
                .map(Filter::parse)
                .map(filter -> filter.over(people))
                .reduce(customer -> true, IntPredicate::and);
        String part = search.toLowerCase(Locale.ROOT).strip();
        RoaringBitmap asked = members == null ? people.customers() : RoaringBitmap.and(people.customers(), members);
        return IntStream.of(asked.toArray())
                .filter(wanted)
                .filter(customer -> part.isEmpty()
                        || customers.identifiers(customer).stream()
                                .anyMatch(identifier -> identifier
                                        .value()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(part)))
                .boxed()
                .sorted(order(people, customers))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Comparator<Integer> order(People people, Customers customers) {
        boolean descending = sort.startsWith("-");
        String by = descending ? sort.substring(1) : sort;
        Comparator<Integer> byNumber = Comparator.naturalOrder();
        if (by.equals("id")) {
            Comparator<Integer> byId = Comparator.comparing(customers::name);
            return (descending ? byId.reversed() : byId).thenComparing(byNumber);
        }
        Column column = people.column(by);
        Comparator<Integer> present = Comparator.comparing(customer -> column.value(customer) == History.MISSING);
        Comparator<Integer> byValue = column.tag().type() == Tag.Type.TEXT
                ? Comparator.comparing(customer -> String.valueOf(column.text(customer)))
                : Comparator.comparingDouble(column::number);
        return present.thenComparing(descending ? byValue.reversed() : byValue).thenComparing(byNumber);
    }
}
