package dev.limner.server;

import dev.limner.access.Right;
import dev.limner.identity.Customers;
import dev.limner.language.plan.Lexicon;
import dev.limner.portrait.Column;
import dev.limner.portrait.People;
import dev.limner.workspace.Count;
import dev.limner.workspace.CustomerList;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Lists of customers: searched, filtered, sorted, paged, or whole as CSV.
final class CustomerResource {
    private static final String TAGS = "orders,spend,last_order,lifecycle,value_tier,rfm_class";
    private static final List<Route.Parameter> QUESTION = List.of(
            Asked.AS_OF,
            Asked.POPULATION,
            Route.one("q", "Part of an identifier."),
            Route.many("where", "tag:value, tag:value|value or tag:from..to; all must hold."),
            Route.one("rule", "A condition in the language that must hold as well."),
            Route.one("sort", "A tag or id, with a minus before it for descending; -spend where left out."),
            Route.one("tags", "The tags to show, separated by commas."),
            Route.one("offset", "How many to pass over."),
            Route.one("limit", "How many to show, 1 to 1000; 100 where left out."));

    private CustomerResource() {}

    record CustomerPage(int total, int offset, List<CustomerRow> rows) {}

    record CustomerRow(String id, List<TagCell> values) {}

    record TagCell(String tag, @Nullable String value) {}

    static List<Route> routes(Desks desks) {
        return List.of(
                Route.get(
                        Routes.WORKSPACE + "/customers",
                        "Customers with the tags asked for.",
                        QUESTION,
                        CustomerPage.class,
                        request -> page(Asked.of(request, desks))),
                new Route(
                                HandlerType.GET,
                                Routes.WORKSPACE + "/customers.csv",
                                Right.READ,
                                "The same customers, all of them, as CSV (UTF-8 with a byte order mark).",
                                QUESTION,
                                null,
                                null,
                                Route.CSV,
                                request -> {
                                    csv(Asked.of(request, desks));
                                    return null;
                                })
                        .recorded());
    }

    private static int[] numbers(Asked asked) {
        String sort = asked.text("sort");
        int[] listed = new CustomerList(
                        asked.text("q"), asked.request().queryParams("where"), sort.isEmpty() ? "-spend" : sort)
                .numbers(asked.desk(), asked.moment(), asked.population());
        listed = found(asked, listed);
        String rule = asked.text("rule");
        if (rule.isBlank()) {
            return listed;
        }
        Lexicon lexicon = asked.desk().workspace().definitions().lexicon();
        RoaringBitmap fulfilling = Count.fulfilling(
                Expression.condition(Expression.bounded(rule), null, lexicon),
                lexicon,
                asked.desk(),
                asked.moment(),
                asked.population());
        return Arrays.stream(listed).filter(fulfilling::contains).toArray();
    }

    /// Those whom the caller may find by what was searched for: what is masked is found by the whole of it
    /// alone, so that nobody makes it out piece by piece.
    private static int[] found(Asked asked, int[] listed) {
        Sight sight = asked.sight();
        String part = asked.text("q").strip().toLowerCase(Locale.ROOT);
        if (part.isEmpty() || sight.isWhole()) {
            return listed;
        }
        Customers customers = asked.desk().workspace().store().customers();
        return Arrays.stream(listed)
                .filter(number -> customers.identifiers(number).stream().anyMatch(identifier -> {
                    String value = identifier.value().toLowerCase(Locale.ROOT);
                    return sight.isPersonal(identifier) ? value.equals(part) : value.contains(part);
                }))
                .toArray();
    }

    private static List<String> tags(Asked asked) {
        String tags = asked.text("tags");
        return Arrays.stream((tags.isEmpty() ? TAGS : tags).split(","))
                .map(String::strip)
                .toList();
    }

    /// The columns of the tags asked for; looked up before anything is written, so that a wrong one can be
    /// told.
    private static List<Column> columns(Asked asked) {
        People people = asked.desk().people(asked.moment());
        return tags(asked).stream().map(people::column).toList();
    }

    private static CustomerPage page(Asked asked) {
        int[] numbers = numbers(asked);
        int offset = Math.min(numbers.length, asked.whole("offset", 0, Integer.MAX_VALUE, 0));
        int end = Math.min(numbers.length, offset + asked.whole("limit", 1, 1000, 100));
        return new CustomerPage(numbers.length, offset, rows(asked, Arrays.copyOfRange(numbers, offset, end)));
    }

    /// Customers by number, with the tags asked for.
    static List<CustomerRow> rows(Asked asked, int[] numbers) {
        List<Column> columns = columns(asked);
        Sight sight = asked.sight();
        return IntStream.of(numbers)
                .mapToObj(number -> new CustomerRow(
                        sight.name(number),
                        columns.stream()
                                .map(column ->
                                        new TagCell(column.tag().name(), sight.of(column.tag(), column.text(number))))
                                .toList()))
                .toList();
    }

    private static void csv(Asked asked) {
        int[] numbers = numbers(asked);
        List<Column> columns = columns(asked);
        Sight sight = asked.sight();
        asked.request()
                .contentType(Route.CSV + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"customers.csv\"");
        try (Writer out = new OutputStreamWriter(asked.request().outputStream(), StandardCharsets.UTF_8)) {
            out.write('\uFEFF');
            out.write("customer");
            for (Column column : columns) {
                out.write("," + column.tag().name());
            }
            out.write("\r\n");
            for (int number : numbers) {
                out.write(quoted(sight.name(number)));
                for (Column column : columns) {
                    out.write(',');
                    String value = sight.of(column.tag(), column.text(number));
                    out.write(value == null ? "" : quoted(value));
                }
                out.write("\r\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As RFC 4180 asks; what a spreadsheet would take for a formula gets an apostrophe before it.
    static String quoted(String field) {
        String safe = !field.isEmpty() && "=+-@\t".indexOf(field.charAt(0)) >= 0 && !field.matches("-?[0-9.]+")
                ? "'" + field
                : field;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
