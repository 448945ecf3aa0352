package dev.limner.benchmarks;

import java.util.List;
import java.util.random.RandomGenerator;

/// Events of a type with or without a condition on their properties, in both languages.
///
/// @param where as the language writes it, empty or beginning with ` where`
/// @param sql as SQL writes it, empty or beginning with ` AND`
record Matching(String type, String where, String sql) {

    static Matching all(String type) {
        return new Matching(type, "", "");
    }

    /// A type with a condition such as shops ask for it, or with none.
    static Matching some(RandomGenerator random, String type) {
        return random.nextInt(4) == 0 ? all(type) : conditioned(random, type);
    }

    static Matching conditioned(RandomGenerator random, String type) {
        return switch (type) {
            case "view" ->
                switch (random.nextInt(5)) {
                    case 0, 1 -> category(random, type);
                    case 2 -> channel(random, type, Vocabulary.CHANNELS);
                    case 3 -> with(type, "seconds >= " + 30 * (1 + random.nextInt(3)));
                    default -> both(category(random, type), channel(random, type, Vocabulary.CHANNELS));
                };
            case "purchase" ->
                switch (random.nextInt(6)) {
                    case 0, 1 -> category(random, type);
                    case 2 -> channel(random, type, Vocabulary.CHANNELS);
                    case 3 -> with(type, "amount > " + 100 * (1 + random.nextInt(4)));
                    case 4 -> with(type, "is_new = true");
                    default -> both(category(random, type), with(type, "quantity >= 3"));
                };
            case "cart_add" ->
                random.nextBoolean() ? category(random, type) : channel(random, type, Vocabulary.CHANNELS);
            case "search" -> channel(random, type, Vocabulary.CHANNELS);
            case "message_sent", "message_opened" ->
                random.nextInt(4) == 0
                        ? with(type, "campaign in ('%s', '%s')".formatted(campaign(random), campaign(random)))
                        : channel(random, type, Vocabulary.MESSAGE_CHANNELS);
            case "visit" ->
                random.nextBoolean()
                        ? with(type, "city = '" + any(random, Vocabulary.CITIES) + "'")
                        : channel(random, type, Vocabulary.CHANNELS);
            case "review" -> with(type, "stars <= " + (1 + random.nextInt(3)));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Matching category(RandomGenerator random, String type) {
        return random.nextInt(3) == 0
                ? with(
                        type,
                        "category in ('%s', '%s', '%s')"
                                .formatted(
                                        any(random, Vocabulary.CATEGORIES),
                                        any(random, Vocabulary.CATEGORIES),
                                        any(random, Vocabulary.CATEGORIES)))
                : with(type, "category = '" + any(random, Vocabulary.CATEGORIES) + "'");
    }

    private static Matching channel(RandomGenerator random, String type, List<String> channels) {
        return with(type, "channel = '" + any(random, channels) + "'");
    }

    /// A condition that both languages write alike.
    static Matching with(String type, String condition) {
        return new Matching(type, " where " + condition, " AND " + condition);
    }

    private static Matching both(Matching a, Matching b) {
        return new Matching(
                a.type, " where (" + a.where.substring(7) + " and " + b.where.substring(7) + ")", a.sql + b.sql);
    }

    private static String campaign(RandomGenerator random) {
        return Vocabulary.campaign(random.nextInt(Vocabulary.CAMPAIGNS));
    }

    static String any(RandomGenerator random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /// `purchase where category = 'beauty' in last 30 days`
    String within(Stretch stretch) {
        return type + where + stretch.text();
    }

    /// `sum(purchase.amount where ... in last 30 days)` and its like.
    String fold(String fold, String property, Stretch stretch) {
        return fold + "(" + type + "." + property + where + stretch.text() + ")";
    }

    /// The SQL condition that holds for these events within a stretch.
    String condition(Stretch stretch) {
        return "type = '" + type + "'" + sql + stretch.sql();
    }

    /// `FROM event WHERE ...`, up to the instant asked for.
    String from(Stretch stretch) {
        return " FROM event WHERE " + condition(stretch) + " AND \"at\" <= " + Stretch.asOf();
    }
}
