package dev.limner.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Draws conditions such as shops ask for them: counts, sums, averages, absence, recency, different values,
/// sequences,
/// ratios, traits, rows of the same, favourites, rhythms, trends.
final class Questions {
    private static final List<String> TYPES = List.of(
            "view", "view", "purchase", "purchase", "purchase", "search", "cart_add", "message_opened", "visit");
    private static final int KINDS = 20;

    private final RandomGenerator random;

    Questions(RandomGenerator random) {
        this.random = random;
    }

    Question next() {
        return switch (random.nextInt(KINDS)) {
            case 0, 1, 2 -> count();
            case 3 -> atMost();
            case 4, 5 -> sum();
            case 6 -> average();
            case 7 -> absence();
            case 8 -> presence();
            case 9, 10 -> recency();
            case 11 -> different();
            case 12 -> sequence();
            case 13 -> ratio();
            case 14, 15 -> trait();
            case 16 -> inARow();
            case 17 -> greatest();
            default -> rare();
        };
    }

    private Question rare() {
        return switch (random.nextInt(6)) {
            case 0 -> favourite();
            case 1, 2 -> perItem();
            case 3 -> rhythm();
            case 4 -> trend();
            default -> byHour();
        };
    }

    private Stretch stretch() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 ->
                Stretch.days(List.of(7, 14, 30, 60, 90, 180, 365).get(random.nextInt(7)));
            case 5, 6 -> Stretch.months(List.of(1, 2, 3, 6, 12).get(random.nextInt(5)));
            case 7 -> Stretch.thisMonth();
            case 8 -> Stretch.previousMonth();
            case 9 -> Stretch.thisYear();
            case 10 -> Stretch.since(LocalDate.of(2024, 1 + random.nextInt(11), 1 + random.nextInt(28)));
            default -> Stretch.ALWAYS;
        };
    }

    private String type() {
        return Matching.any(random, TYPES);
    }

    private Question count() {
        Matching events = Matching.some(random, type());
        return counted(events, stretch(), 1 + random.nextInt(4), false);
    }

    private Question atMost() {
        return counted(Matching.some(random, type()), stretch(), 2 + random.nextInt(3), true);
    }

    private static Question counted(Matching events, Stretch stretch, int least, boolean fewer) {
        return new Question(
                "count(" + events.within(stretch) + ")" + (fewer ? " < " : " >= ") + least,
                fewer,
                Set.of(events.type()),
                stretch,
                "count(*) FILTER (" + events.condition(stretch) + ") >= " + least,
                List.of(
                        grouped(events, stretch, "count(*) >= " + least),
                        "SELECT customer FROM (SELECT customer, row_number() OVER (PARTITION BY customer) AS n"
                                + events.from(stretch) + ") WHERE n = " + least));
    }

    private static String grouped(Matching events, Stretch stretch, String having) {
        return "SELECT customer" + events.from(stretch) + " GROUP BY customer HAVING " + having;
    }

    private Question sum() {
        Matching events = Matching.some(random, "purchase");
        Stretch stretch = stretch();
        int limit = 200 * (1 + random.nextInt(10));
        return folded(events, stretch, "sum", "amount", "> " + limit);
    }

    private Question average() {
        return folded(
                Matching.some(random, "purchase"),
                stretch(),
                "avg",
                "amount",
                "> " + (80 + random.nextInt(300)) + ".123");
    }

    private Question greatest() {
        return random.nextBoolean()
                ? folded(
                        Matching.some(random, "purchase"),
                        stretch(),
                        "max",
                        "amount",
                        ">= " + 100 * (2 + random.nextInt(8)))
                : folded(Matching.all("review"), stretch(), "min", "stars", "<= " + (1 + random.nextInt(2)));
    }

    private static Question folded(Matching events, Stretch stretch, String fold, String property, String limit) {
        String call = fold + "(" + property + ")";
        return new Question(
                events.fold(fold, property, stretch) + " " + limit,
                false,
                Set.of(events.type()),
                stretch,
                call + " FILTER (" + events.condition(stretch) + ") " + limit,
                List.of(
                        grouped(events, stretch, call + " " + limit),
                        "SELECT DISTINCT customer FROM (SELECT customer, " + call + " OVER (PARTITION BY customer) AS v"
                                + events.from(stretch) + ") WHERE v " + limit));
    }

    private Question absence() {
        return existing(Matching.some(random, type()), "no ", true);
    }

    private Question presence() {
        return existing(Matching.some(random, type()), "any ", false);
    }

    private Question existing(Matching events, String word, boolean absent) {
        Stretch stretch = stretch();
        return new Question(
                word + events.within(stretch),
                absent,
                Set.of(events.type()),
                stretch,
                "bool_or(" + events.condition(stretch) + ")",
                List.of("SELECT DISTINCT customer" + events.from(stretch)));
    }

    private Question recency() {
        Matching events = Matching.some(random, type());
        int days = List.of(3, 7, 14, 30, 60, 90).get(random.nextInt(6));
        boolean ago = random.nextBoolean();
        String since = "DATE '" + Stretch.AS_OF.toLocalDate() + "' - (max(\"at\")%s + INTERVAL 8 HOUR)::DATE "
                + (ago ? "> " : "<= ") + days;
        return new Question(
                "days since "
                        + (events.where().isEmpty()
                                ? "last " + events.type()
                                : "last(" + events.within(Stretch.ALWAYS) + ")")
                        + (ago ? " > " : " <= ") + days,
                false,
                Set.of(events.type()),
                Stretch.ALWAYS,
                since.formatted(" FILTER (" + events.condition(Stretch.ALWAYS) + ")"),
                List.of(grouped(events, Stretch.ALWAYS, since.formatted(""))));
    }

    private Question different() {
        boolean items = random.nextBoolean();
        Matching events = items ? Matching.some(random, "purchase") : Matching.some(random, "view");
        return differing(events, stretch(), items ? "item" : "category", 2 + random.nextInt(3));
    }

    private static Question differing(Matching events, Stretch stretch, String property, int least) {
        return new Question(
                events.fold("distinct", property, stretch) + " >= " + least,
                false,
                Set.of(events.type()),
                stretch,
                "count(DISTINCT " + property + ") FILTER (" + events.condition(stretch) + ") >= " + least,
                List.of(
                        grouped(events, stretch, "count(DISTINCT " + property + ") >= " + least),
                        "SELECT customer FROM (SELECT DISTINCT customer, " + property + events.from(stretch)
                                + ") GROUP BY customer HAVING count(*) >= " + least));
    }

    private Question sequence() {
        Matching first = Matching.some(random, random.nextBoolean() ? "view" : "message_opened");
        Matching second = Matching.some(random, random.nextBoolean() ? "purchase" : "cart_add");
        Stretch stretch = Stretch.days(List.of(14, 30, 60, 90, 180).get(random.nextInt(5)));
        int days = List.of(1, 2, 3, 7).get(random.nextInt(4));
        String either = "((" + first.condition(stretch) + ") OR (" + second.condition(stretch) + "))";
        return new Question(
                "sequence(%s%s then %s%s within %d days)%s"
                        .formatted(first.type(), first.where(), second.type(), second.where(), days, stretch.text()),
                false,
                Set.of(first.type(), second.type()),
                stretch,
                null,
                List.of(
                        """
                        SELECT DISTINCT customer FROM (
                          SELECT customer, "at", type = '%s'%s AS is_first,
                            lead(CASE WHEN type = '%s'%s THEN "at" END IGNORE NULLS)
                              OVER (PARTITION BY customer ORDER BY "at", known, id) AS next
                          FROM event WHERE %s AND "at" <= %s)
                        WHERE is_first AND next - "at" <= INTERVAL %d DAY""".formatted(
                                first.type(), first.sql(), second.type(), second.sql(), either, Stretch.asOf(), days),
                        """
                        SELECT DISTINCT a.customer FROM (SELECT customer, "at", known, id%s) AS a
                        JOIN (SELECT customer, "at", known, id%s) AS b ON a.customer = b.customer
                          AND (b."at", b.known, b.id) > (a."at", a.known, a.id) AND b."at" - a."at" <= INTERVAL %d DAY""".formatted(first.from(stretch), second.from(stretch), days)));
    }

    private Question ratio() {
        String channel = Matching.any(random, Vocabulary.MESSAGE_CHANNELS);
        Matching opened = Matching.with("message_opened", "channel = '" + channel + "'");
        Matching sent = Matching.with("message_sent", "channel = '" + channel + "'");
        Stretch stretch = Stretch.days(List.of(30, 90, 180, 365).get(random.nextInt(4)));
        String limit = random.nextBoolean() ? "< 0.1" : "> 0.5";
        String ratio = "count(*) FILTER (%s) / nullif(count(*) FILTER (%s), 0) %s";
        return new Question(
                "count(%s) / count(%s) %s".formatted(opened.within(stretch), sent.within(stretch), limit),
                false,
                Set.of("message_opened", "message_sent"),
                stretch,
                ratio.formatted(opened.condition(stretch), sent.condition(stretch), limit),
                List.of("SELECT customer FROM event WHERE type IN ('message_opened', 'message_sent') AND channel = '"
                        + channel + "'" + stretch.sql() + " AND \"at\" <= " + Stretch.asOf()
                        + " GROUP BY customer HAVING "
                        + ratio.formatted("type = 'message_opened'", "type = 'message_sent'", limit)));
    }

    private Question trait() {
        return switch (random.nextInt(4)) {
            case 0 -> trait("gender", "= '" + Matching.any(random, Vocabulary.GENDERS) + "'");
            case 1 -> {
                int age = 16 + random.nextInt(40);
                yield trait("age", "between " + age + " and " + (age + 15));
            }
            case 2 ->
                trait(
                        "home",
                        "in ('%s', '%s')"
                                .formatted(
                                        Matching.any(random, Vocabulary.CITIES),
                                        Matching.any(random, Vocabulary.CITIES)));
            default -> trait("level", "= '" + Matching.any(random, Vocabulary.LEVELS) + "'");
        };
    }

    private static Question trait(String name, String test) {
        Matching traits = Matching.all("traits");
        String known = name + " IS NOT NULL";
        return new Question(
                name + " " + test,
                false,
                Set.of("traits"),
                Stretch.ALWAYS,
                "arg_max(%s, \"at\") FILTER (type = 'traits' AND %s) %s".formatted(name, known, test),
                List.of(
                        "SELECT customer%s AND %s GROUP BY customer HAVING arg_max(%s, \"at\") %s"
                                .formatted(traits.from(Stretch.ALWAYS), known, name, test),
                        """
                        SELECT customer FROM (SELECT customer, %1$s%2$s AND %3$s
                          QUALIFY row_number() OVER (PARTITION BY customer ORDER BY "at" DESC) = 1) WHERE %1$s %4$s""".formatted(name, traits.from(Stretch.ALWAYS), known, test)));
    }

    private Question inARow() {
        int times = 2 + random.nextInt(2);
        String type = random.nextBoolean() ? "view" : "purchase";
        String condition = random.nextBoolean()
                ? "category = '" + Matching.any(random, Vocabulary.CATEGORIES.subList(0, 6)) + "'"
                : "channel = '" + Matching.any(random, Vocabulary.CHANNELS) + "'";
        Matching events = Matching.all(type);
        String all = "arg_max(%s, \"at\", %d)%s = [%s]";
        String column = condition.substring(0, condition.indexOf(' '));
        String value = condition.substring(condition.indexOf('\''));
        String values = (value + ", ").repeat(times - 1) + value;
        return new Question(
                "last %d %s all %s".formatted(times, type, condition),
                false,
                Set.of(type),
                Stretch.ALWAYS,
                all.formatted(column, times, " FILTER (" + events.condition(Stretch.ALWAYS) + ")", values),
                List.of(grouped(events, Stretch.ALWAYS, all.formatted(column, times, "", values)), """
                        SELECT customer FROM (SELECT customer, %s%s
                          QUALIFY row_number() OVER (PARTITION BY customer ORDER BY "at" DESC) <= %d)
                        WHERE %s GROUP BY customer HAVING count(*) = %d""".formatted(
                                column, events.from(Stretch.ALWAYS), times, condition, times)));
    }

    private Question favourite() {
        String type = random.nextBoolean() ? "view" : "purchase";
        Matching events = Matching.all(type);
        Stretch stretch = Stretch.days(List.of(30, 90, 180).get(random.nextInt(3)));
        String category = Matching.any(random, Vocabulary.CATEGORIES.subList(0, 6));
        String counts = "(SELECT customer, category, count(*) AS n, max(\"at\") AS latest" + events.from(stretch)
                + " GROUP BY customer, category)";
        return new Question(
                "top(" + type + ".category" + stretch.text() + ") = '" + category + "'",
                false,
                Set.of(type),
                stretch,
                null,
                List.of(
                        "SELECT customer FROM " + counts
                                + " GROUP BY customer HAVING arg_max(category, {n: n, latest: latest}) = '" + category
                                + "'",
                        "SELECT customer FROM (SELECT * FROM " + counts
                                + " QUALIFY row_number() OVER (PARTITION BY customer ORDER BY n DESC, latest DESC) = 1)"
                                + " WHERE category = '" + category + "'"));
    }

    private Question perItem() {
        Stretch stretch = Stretch.days(List.of(7, 14, 30).get(random.nextInt(3)));
        int views = 2 + random.nextInt(2);
        Matching view = Matching.all("view");
        Matching purchase = Matching.all("purchase");
        return new Question(
                "for any item: count(%s) >= %d and no %s"
                        .formatted(view.within(stretch), views, purchase.within(stretch)),
                false,
                Set.of("view", "purchase"),
                stretch,
                null,
                List.of("""
                        SELECT DISTINCT customer FROM (SELECT customer, item FROM event
                          WHERE type IN ('view', 'purchase')%s AND "at" <= %s GROUP BY customer, item
                          HAVING count(*) FILTER (type = 'view') >= %d AND count(*) FILTER (type = 'purchase') = 0)""".formatted(stretch.sql(), Stretch.asOf(), views), """
                        SELECT DISTINCT customer FROM (SELECT customer, item%s GROUP BY customer, item HAVING count(*) >= %d)
                        ANTI JOIN (SELECT customer, item%s) USING (customer, item)""".formatted(
                                view.from(stretch), views, purchase.from(stretch))));
    }

    private Question rhythm() {
        int times = 2 + random.nextInt(3);
        Matching events = Matching.all("purchase");
        return new Question(
                "days since last purchase > " + times + " * median gap(purchase)",
                false,
                Set.of("purchase"),
                Stretch.ALWAYS,
                null,
                List.of("""
                        SELECT customer FROM (SELECT customer, "at",
                            epoch_us("at") - epoch_us(lag("at") OVER (PARTITION BY customer ORDER BY "at", known, id)) AS gap%s)
                        GROUP BY customer
                        HAVING (DATE '%s' - (max("at") + INTERVAL 8 HOUR)::DATE) * 86400000000 > %d * median(gap)""".formatted(events.from(Stretch.ALWAYS), Stretch.AS_OF.toLocalDate(), times)));
    }

    private Question trend() {
        String type = random.nextBoolean() ? "purchase" : "view";
        int weeks = List.of(4, 8, 12).get(random.nextInt(3));
        Stretch stretch = Stretch.days(7 * weeks);
        String slope = "sum(2 * (%d - (epoch_us(%s) - epoch_us(\"at\")) // 604800000000) - %d)%s %s 0";
        String sign = random.nextBoolean() ? ">" : "<";
        Matching events = Matching.all(type);
        return new Question(
                "trend(count(%s) over last %d weeks) %s 0".formatted(type, weeks, sign),
                false,
                Set.of(type),
                stretch,
                slope.formatted(
                        weeks - 1, Stretch.asOf(), weeks - 1, " FILTER (" + events.condition(stretch) + ")", sign),
                List.of(grouped(events, stretch, slope.formatted(weeks - 1, Stretch.asOf(), weeks - 1, "", sign))));
    }

    private Question byHour() {
        Matching hours = new Matching(
                type(), " where local hour between 18 and 22", " AND hour(\"at\" + INTERVAL 8 HOUR) BETWEEN 18 AND 22");
        return counted(hours, stretch(), 2 + random.nextInt(3), false);
    }
}
