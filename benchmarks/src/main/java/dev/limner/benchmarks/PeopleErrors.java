package dev.limner.benchmarks;

import dev.limner.identity.match.Pinyin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Writes records of [People] as they are found: fields missing, mistyped, exchanged, outdated, a character
/// taken for another of the same sound, a Chinese name in letters.
final class PeopleErrors {
    /// The fields of a record.
    static final List<String> FIELDS = List.of("given", "surname", "birth", "phone", "address", "postcode");

    private final RandomGenerator random;
    private final People people;
    private final Pinyin pinyin = new Pinyin();
    private final Map<String, List<String>> sameSound = new HashMap<>();

    PeopleErrors(RandomGenerator random, People people) {
        this.random = random;
        this.people = people;
        for (String character : People.characters()) {
            sameSound
                    .computeIfAbsent(pinyin.sound(character), _ -> new ArrayList<>())
                    .add(character);
        }
    }

    /// How many records there are of the next person: 1 to 4, 1.5 on average.
    int records() {
        int chance = random.nextInt(100);
        return chance < 66 ? 1 : chance < 88 ? 2 : chance < 96 ? 3 : 4;
    }

    /// One record of `person`, in the order of [#FIELDS].
    List<@Nullable String> record(People.Person person) {
        String[] fields = {
            person.given(), person.surname(), person.birth(), person.phone(), person.address(), person.postcode()
        };
        if (happens(10)) {
            List<String> moved = people.place(person.chinese());
            fields[4] = moved.getFirst();
            fields[5] = moved.getLast();
        }
        if (happens(15)) {
            fields[3] = people.phone(person.chinese());
        } else if (happens(20)) {
            fields[3] = person.chinese() ? "+86 " + fields[3] : "+61 " + fields[3].substring(1);
        }
        names(person, fields);
        fields[2] = happens(2) ? exchangedDay(fields[2]) : happens(4) ? typo(fields[2]) : fields[2];
        fields[3] = happens(4) ? typo(fields[3]) : fields[3];
        fields[4] = happens(20) ? shortened(fields[4]) : fields[4];
        fields[4] = happens(8) ? typo(fields[4]) : fields[4];
        fields[5] = happens(3) ? typo(fields[5]) : fields[5];
        @Nullable String[] found = Arrays.copyOf(fields, fields.length);
        int[] missing = {3, 1, 10, 15, 10, 10};
        for (int i = 0; i < found.length; i++) {
            found[i] = happens(missing[i]) ? null : found[i];
        }
        return Arrays.asList(found);
    }

    private void names(People.Person person, String[] fields) {
        if (person.chinese() && happens(5)) {
            fields[0] = pinyin.sound(fields[0]);
            fields[1] = pinyin.surnameSound(fields[1]);
        } else if (person.chinese() && happens(5)) {
            String last = fields[0].substring(fields[0].length() - 1);
            List<String> alike = sameSound.getOrDefault(pinyin.sound(last), List.of(last));
            fields[0] = fields[0].substring(0, fields[0].length() - 1) + alike.get(random.nextInt(alike.size()));
        } else if (!person.chinese()) {
            fields[0] = happens(8) ? typo(fields[0]) : fields[0];
            fields[1] = happens(6) ? typo(fields[1]) : fields[1];
            fields[0] = happens(2) ? fields[0].substring(0, 1) : fields[0];
            fields[1] = happens(2) ? people.surname(false) : fields[1];
        }
        if (happens(2)) {
            String given = fields[0];
            fields[0] = fields[1];
            fields[1] = given;
        }
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    private static String exchangedDay(String date) {
        return date.substring(0, 4) + date.substring(6) + date.substring(4, 6);
    }

    private static String shortened(String address) {
        return address.replace(" street", " st")
                .replace(" road", " rd")
                .replace(" avenue", " ave")
                .replace("市", "")
                .replace("栋", "-")
                .replace("室", "");
    }

    /// One character replaced, left out or doubled, or two neighbours exchanged; digits become digits.
    private String typo(String text) {
        int at = random.nextInt(text.length());
        String before = text.substring(0, at);
        String after = text.substring(at + 1);
        char character = text.charAt(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + (Character.isDigit(character) ? (char) ('0' + random.nextInt(10)) : letter()) + after;
            case 1 -> text.length() > 1 ? before + after : text;
            case 2 -> before + character + character + after;
            default -> after.isEmpty() ? text : before + after.charAt(0) + character + after.substring(1);
        };
    }

    private char letter() {
        return (char) ('a' + random.nextInt(26));
    }
}
