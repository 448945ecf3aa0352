package dev.limner.benchmarks;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Segments such as shops define them, each as an expression of the language and as SQL written by hand in
/// up to three
/// ways: conditional aggregates in one query, semi-joins of one query a condition, and the same with windows.
final class Definitions {
    private static final long SEED = 20_241_220;

    private final RandomGenerator random = new SplittableRandom(SEED);
    private final Questions questions = new Questions(random);

    /// One segment.
    ///
    /// @param sql queries for its members by the way they are written
    record Definition(String text, Map<String, String> sql) {}

    /// How the conditions of a segment are joined.
    private enum Joint {
        AND,
        OR
    }

    private Definitions() {}

    /// The first so many; the same at every call.
    static List<Definition> first(int count) {
        Definitions definitions = new Definitions();
        Set<String> texts = new LinkedHashSet<>();
        List<Definition> all = new ArrayList<>();
        while (all.size() < count) {
            Definition next = definitions.next();
            if (texts.add(next.text())) {
                all.add(next);
            }
        }
        return all;
    }

    private Definition next() {
        int conditions = List.of(1, 1, 1, 2, 2, 2, 2, 3, 3, 4).get(random.nextInt(10));
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < conditions; i++) {
            Question question = questions.next();
            asked.add(i > 0 && random.nextInt(10) == 0 ? question.negated() : question);
        }
        return define(asked, random.nextInt(5) == 0 ? Joint.OR : Joint.AND);
    }

    private static Definition define(List<Question> asked, Joint joint) {
        String text = asked.stream()
                .map(question -> question.text().startsWith("for any") ? "(" + question.text() + ")" : question.text())
                .collect(Collectors.joining(joint == Joint.AND ? " and " : " or "));
        Map<String, String> sql = new LinkedHashMap<>();
        if (asked.stream().allMatch(question -> question.having() != null)) {
            sql.put("aggregates", aggregates(asked, joint));
        }
        sql.put("semi-joins", semiJoins(asked, joint, 0));
        if (asked.stream().anyMatch(question -> question.selects().size() > 1)) {
            sql.put("windows", semiJoins(asked, joint, 1));
        }
        return new Definition(text, sql);
    }

    private static boolean holdsForNobody(List<Question> asked, Joint joint) {
        return joint == Joint.AND
                ? asked.stream().allMatch(Question::absent)
                : asked.stream().anyMatch(Question::absent);
    }

    private static String aggregates(List<Question> asked, Joint joint) {
        String condition = asked.stream()
                .map(question -> question.absent()
                        ? "NOT coalesce(" + question.having() + ", false)"
                        : "coalesce(" + question.having() + ", false)")
                .collect(Collectors.joining(" " + joint + " "));
        String from = "SELECT customer FROM event WHERE type IN (" + types(asked) + ")" + lowest(asked)
                + " AND \"at\" <= " + Stretch.asOf() + " GROUP BY customer HAVING ";
        return holdsForNobody(asked, joint)
                ? "SELECT customer FROM everybody ANTI JOIN (" + from + "NOT (" + condition + ")) USING (customer)"
                : from + condition;
    }

    private static String types(List<Question> asked) {
        Set<String> types = new TreeSet<>();
        asked.forEach(question -> types.addAll(question.types()));
        return types.stream().map(type -> "'" + type + "'").collect(Collectors.joining(", "));
    }

    private static String lowest(List<Question> asked) {
        LocalDateTime lowest = LocalDateTime.MAX;
        for (Question question : asked) {
            LocalDateTime low = question.stretch().low();
            if (low == null) {
                return "";
            }
            lowest = low.isBefore(lowest) ? low : lowest;
        }
        return " AND \"at\" >= " + Stretch.literal(lowest);
    }

    private static String semiJoins(List<Question> asked, Joint joint, int way) {
        if (joint == Joint.OR) {
            return asked.stream()
                    .map(question -> question.absent()
                            ? "SELECT customer FROM everybody ANTI JOIN (" + select(question, way)
                                    + ") USING (customer)"
                            : select(question, way))
                    .collect(Collectors.joining(" UNION "));
        }
        List<Question> present =
                asked.stream().filter(question -> !question.absent()).toList();
        StringBuilder sql = new StringBuilder("SELECT customer FROM ")
                .append(present.isEmpty() ? "everybody" : "(" + select(present.getFirst(), way) + ")");
        for (Question question : asked) {
            if (present.isEmpty() || !question.equals(present.getFirst())) {
                sql.append(question.absent() ? " ANTI JOIN (" : " SEMI JOIN (")
                        .append(select(question, way))
                        .append(") USING (customer)");
            }
        }
        return sql.toString();
    }

    private static String select(Question question, int way) {
        return question.selects().get(Math.min(way, question.selects().size() - 1));
    }
}
