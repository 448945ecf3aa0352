package dev.limner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeopleTest {
    @Test
    void theSameSeedMakesTheSameRecords() {
        assertThat(records(200, 3)).isEqualTo(records(200, 3)).isNotEqualTo(records(200, 4));
    }

    @Test
    void recordsHaveTheirShareOfErrors() {
        List<List<@Nullable String>> records = records(4_000, 1);
        assertThat(records.size()).isBetween(5_700, 6_300);
        assertThat(share(records, record -> record.get(2) == null)).isBetween(0.08, 0.12);
        assertThat(share(records, record -> record.get(3) == null)).isBetween(0.12, 0.18);
        assertThat(share(records, record -> (record.get(1) + "").codePointAt(0) > 0x2e80))
                .isBetween(0.4, 0.55);
    }

    @Test
    void someLiveTogetherAndFewShareMoreThanTheirHome() {
        People people = new People(new SplittableRandom(1));
        List<People.Person> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            all.add(people.next());
        }
        // 3,111 homes expected: one in seven holds two to four people.
        assertThat(new HashSet<>(all.stream().map(People.Person::address).toList()).size())
                .isBetween(3_000, 3_250);
        assertThat(new HashSet<>(all).size()).isGreaterThan(3_995);
    }

    private static double share(List<List<@Nullable String>> records, Predicate<List<@Nullable String>> condition) {
        return records.stream().filter(condition).count() / (double) records.size();
    }

    private static List<List<@Nullable String>> records(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        People people = new People(random);
        PeopleErrors errors = new PeopleErrors(random, people);
        List<List<@Nullable String>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            People.Person person = people.next();
            for (int n = errors.records(); n > 0; n--) {
                records.add(errors.record(person));
            }
        }
        return records;
    }
}
