package dev.limner.models.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Records of people made up, with typing errors and missing values, and whose each is. Some live together:
/// they share
/// address, phone and family name.
record MadeUpPeople(List<List<@Nullable String>> rows, List<Integer> truth) {
    static final List<Column> COLUMNS = List.of(
            Column.of("given", 0, Forms::words),
            Column.of("surname", 1, Forms::words),
            Column.of("birth", 2, Forms::digits),
            Column.of("phone", 3, Forms::digits),
            Column.of("address", 4, Forms::words),
            Column.of("address.key", 4, Forms::addressKey));
    static final List<Comparison> COMPARISONS = List.of(
            NameComparison.given("given", "given", "surname"),
            NameComparison.surname("surname", "surname", "given"),
            BirthDateComparison.of("birth"),
            CodeComparison.phone("phone"),
            AddressComparison.of("address"));
    static final List<String> KEYS = List.of("given", "surname", "birth", "phone", "address.key");

    static MadeUpPeople of(int people, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        String[] home = home(random);
        for (int person = 0; person < people; person++) {
            home = random.nextInt(4) == 0 ? home : home(random);
            String[] fields = {
                word(random, 60), home[0], date(random), random.nextBoolean() ? home[1] : phone(random), home[2]
            };
            for (int record = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1; record > 0; record--) {
                rows.add(record(fields, random));
                truth.add(person);
            }
        }
        return new MadeUpPeople(rows, truth);
    }

    private static List<@Nullable String> record(String[] fields, SplittableRandom random) {
        @Nullable String[] found = Arrays.copyOf(fields, fields.length);
        for (int i = 0; i < found.length; i++) {
            int chance = random.nextInt(100);
            String field = fields[i];
            int at = random.nextInt(field.length());
            found[i] = chance < 8 ? null : chance < 16 ? field.substring(0, at) + field.substring(at + 1) : field;
        }
        if (random.nextInt(40) == 0) {
            String given = found[0];
            found[0] = found[1];
            found[1] = given;
        }
        return Arrays.asList(found);
    }

    private static String[] home(SplittableRandom random) {
        return new String[] {
            word(random, 400), phone(random), (1 + random.nextInt(200)) + " " + word(random, 300) + " street"
        };
    }

    private static String word(SplittableRandom random, int words) {
        SplittableRandom letters = new SplittableRandom(random.nextInt(words) * 31L + words);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3 + words % 2; i++) {
            word.append("bcdfghklmnprstvz".charAt(letters.nextInt(16))).append("aeiou".charAt(letters.nextInt(5)));
        }
        return word.toString();
    }

    private static String date(SplittableRandom random) {
        return "%d%02d%02d".formatted(1940 + random.nextInt(65), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String phone(SplittableRandom random) {
        return "0" + (100_000_000 + random.nextInt(900_000_000));
    }

    Records records() {
        Records.Builder builder = Records.with(COLUMNS);
        rows.forEach(builder::add);
        return builder.build();
    }

    /// Whose each row of `records` is.
    int[] truthOf(Records records) {
        int[] sorted = new int[records.size()];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = truth.get(records.origin(row));
        }
        return sorted;
    }
}
