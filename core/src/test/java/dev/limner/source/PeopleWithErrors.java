package dev.limner.source;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A register of made-up people whose truth is known, and how a clerk wrote it down: 10 % of the ages, 3 %
/// of the birth dates and 2 % of the identity numbers are wrong, each apart from the others.
///
/// Identity numbers are made up: a region, a birth date, a random sequence and the right check character. Of
/// the wrong numbers, three in five have one wrong digit, one in five has two neighbours swapped, one in ten
/// is too short, and one in ten is the sound number of another person.
final class PeopleWithErrors {
    static final long SEED = 20240305;
    static final double WRONG_AGES = 0.10;
    static final double WRONG_BIRTH_DATES = 0.03;
    static final double WRONG_NUMBERS = 0.02;
    static final List<String> COLUMNS = List.of("Time", "Member", "Id", "Birth", "Age", "Gender");

    private static final List<String> REGIONS =
            List.of("110105", "310104", "440305", "330106", "510104", "420106", "610113", "370202");
    private static final LocalDate FIRST = LocalDate.of(1940, 1, 1);
    private static final int DAYS = (int) (LocalDate.of(2006, 1, 1).toEpochDay() - FIRST.toEpochDay());

    /// What is true of a person on the day of the row.
    record Truth(String number, LocalDate birth, int age, String gender) {}

    /// The truth, and the row as it was written.
    record Person(Truth truth, List<String> row) {}

    private final Random random;

    private PeopleWithErrors(long seed) {
        random = new Random(seed);
    }

    static List<Person> of(int size, long seed) {
        PeopleWithErrors people = new PeopleWithErrors(seed);
        List<Truth> truths = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            LocalDate day = LocalDate.of(2022, 1, 1).plusDays(people.random.nextInt(730));
            days.add(day);
            truths.add(people.truth(day));
        }
        List<Person> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Truth stranger = truths.get(people.random.nextInt(size));
            all.add(new Person(truths.get(i), people.row(i, truths.get(i), days.get(i), stranger)));
        }
        return all;
    }

    private Truth truth(LocalDate day) {
        LocalDate birth = FIRST.plusDays(random.nextInt(DAYS));
        int sequence = random.nextInt(1000);
        String digits = REGIONS.get(random.nextInt(REGIONS.size()))
                + birth.toString().replace("-", "")
                + "%03d".formatted(sequence);
        int age = Period.between(birth, day).getYears();
        return new Truth(digits + check(digits), birth, age, sequence % 2 == 1 ? "男" : "女");
    }

    /// The check character by the weights that GB 11643 prints; the program doubles along instead.
    private static char check(String digits) {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return "10X98765432".charAt(sum % 11);
    }

    private List<String> row(int i, Truth truth, LocalDate day, Truth stranger) {
        String number = random.nextDouble() < WRONG_NUMBERS
                ? changed(truth.number(), right -> wrongNumber(right, stranger))
                : truth.number();
        String birth = truth.birth().toString();
        if (random.nextDouble() < WRONG_BIRTH_DATES) {
            birth = changed(birth, this::wrongBirth);
        }
        String age = Integer.toString(truth.age());
        if (random.nextDouble() < WRONG_AGES) {
            age = changed(age, this::wrongAge);
        }
        return List.of(day + " 10:00", "m" + i, number, birth, age, truth.gender());
    }

    private static String changed(String right, UnaryOperator<String> change) {
        String wrong = right;
        while (wrong.equals(right)) {
            wrong = change.apply(right);
        }
        return wrong;
    }

    private String wrongNumber(String right, Truth stranger) {
        int kind = random.nextInt(10);
        int place = random.nextInt(16);
        if (kind < 6) {
            return right.substring(0, place) + random.nextInt(10) + right.substring(place + 1);
        }
        if (kind < 8) {
            return right.substring(0, place)
                    + right.charAt(place + 1)
                    + right.charAt(place)
                    + right.substring(place + 2);
        }
        return kind == 8 ? right.substring(0, 17) : stranger.number();
    }

    /// Another day or another year; or day and month swapped, where the calendar has that.
    private String wrongBirth(String right) {
        LocalDate birth = LocalDate.parse(right);
        return switch (random.nextInt(3)) {
            case 0 -> birth.plusDays(random.nextInt(61) - 30).toString();
            case 1 -> birth.plusYears(random.nextInt(21) - 10).toString();
            default ->
                birth.getDayOfMonth() > 12
                        ? right
                        : LocalDate.of(birth.getYear(), birth.getDayOfMonth(), birth.getMonthValue())
                                .toString();
        };
    }

    /// Some years more or less, as of an age that was written once and never again; or rounded; or digits
    /// swapped.
    private String wrongAge(String right) {
        int age = Integer.parseInt(right);
        return switch (random.nextInt(3)) {
            case 0 -> Integer.toString(age + random.nextInt(11) - 5);
            case 1 -> Integer.toString(age / 10 * 10);
            default -> Integer.toString(age % 10 * 10 + age / 10);
        };
    }
}
