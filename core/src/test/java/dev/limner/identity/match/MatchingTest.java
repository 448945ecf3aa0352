package dev.limner.identity.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.identity.match.MatchDefinition.As;
import dev.limner.identity.match.MatchDefinition.Compared;
import dev.limner.models.Progress;
import dev.limner.problem.UserProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final MatchDefinition DEFINITION = MatchDefinition.of(List.of(
            new Compared(As.FULL_NAME, "name"),
            new Compared(As.BIRTH_DATE, "birthday"),
            new Compared(As.PHONE, "mobile"),
            new Compared(As.ADDRESS, "home")));
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String CHARACTERS = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国玉";

    private static final List<List<@Nullable String>> CROWD = crowd();
    private static final Matching.Result RESULT = match(CROWD);

    /// 1,500 people with one record, every third of them with a second one that has some error.
    private static List<List<@Nullable String>> crowd() {
        SplittableRandom random = new SplittableRandom(11);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String name = "" + any(SURNAMES, random) + any(CHARACTERS, random) + any(CHARACTERS, random);
            String date =
                    "%d-%02d-%02d".formatted(1950 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
            String phone = "139" + (10_000_000 + random.nextInt(90_000_000));
            String home =
                    "上海市" + any(CHARACTERS, random) + any(CHARACTERS, random) + "路" + (1 + random.nextInt(300)) + "号";
            rows.add(Arrays.asList(name, date, phone, home));
            if (i % 3 == 0) {
                rows.add(Arrays.asList(
                        i % 2 == 0
                                ? new Pinyin().sound(name.substring(1)) + " " + new Pinyin().sound(name.substring(0, 1))
                                : name,
                        i % 4 == 0 ? null : date.replace('-', '/'),
                        "+86 " + phone,
                        i % 5 == 0 ? null : home));
            }
        }
        return rows;
    }

    private static char any(String characters, SplittableRandom random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private static Matching.Result match(List<List<@Nullable String>> rows) {
        Matching matching = new Matching(DEFINITION);
        rows.forEach(matching::add);
        return matching.run(new SplittableRandom(1), Progress.SILENT);
    }

    @Test
    void peopleAreFoundUnderTheirNameInLettersToo() {
        int[] people = RESULT.people();
        int row = 0;
        int found = 0;
        for (int i = 0; i < 1_500; i++, row++) {
            if (i % 3 == 0) {
                found += people[row] == people[row + 1] ? 1 : 0;
                row++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(495);
        assertThat(Arrays.stream(people).distinct().count()).isBetween(1_495L, 1_505L);
    }

    @Test
    void suggestionsSayWhyAndTheirBitsAddUp() {
        List<Suggestion> all = RESULT.suggestions(0, RESULT.size());
        assertThat(all).hasSize(RESULT.size()).hasSizeGreaterThan(490);
        assertThat(all).allSatisfy(one -> {
            assertThat(one.reasons())
                    .extracting(Suggestion.Reason::trait)
                    .containsExactly("name.given", "name.surname", "birthday", "mobile", "home");
            assertThat(one.probability()).isCloseTo(1 / (1 + Math.pow(2, -one.bits())), within(1e-9));
            assertThat(one.verdict() == Suggestion.Verdict.REVIEW).isEqualTo(one.probability() < 0.95);
        });
        assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.bits(), a.bits()));
        Suggestion.Reason phone = all.getFirst().reasons().get(3);
        assertThat(phone.level()).isEqualTo("end");
        assertThat(phone.bits()).isGreaterThan(10);
        assertThat(List.of(phone.leftValue() + "", phone.rightValue() + ""))
                .anySatisfy(value -> assertThat(value).startsWith("86139"));
    }

    @Test
    void doubtfulOnesAwaitAPerson() {
        List<List<@Nullable String>> rows = new ArrayList<>(CROWD);
        CROWD.subList(0, 40).forEach(row -> rows.add(Arrays.asList(row.getFirst(), null, null, null)));
        Matching.Result result = match(rows);
        List<Suggestion> review = result.review(1_000);
        assertThat(review).hasSizeGreaterThan(10).noneMatch(one -> one.verdict() == Suggestion.Verdict.AUTOMATIC);
        assertThat(result.review(1)).hasSize(1);
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        Compared name = new Compared(As.FULL_NAME, "name");
        assertThatThrownBy(() -> new MatchDefinition(1.5, 0.1, List.of(name)))
                .isInstanceOf(UserProblem.class)
                .hasMessageContaining("automatic cannot be (1.5)");
        assertThatThrownBy(() -> new MatchDefinition(0.9, 0.95, List.of(name))).hasMessageContaining("review");
        assertThatThrownBy(() -> MatchDefinition.of(List.of())).hasMessageContaining("compare cannot be (0)");
        assertThatThrownBy(() -> MatchDefinition.of(List.of(name, new Compared(As.FULL_NAME, "alias"))))
                .hasMessageContaining("alias: full_name");
        assertThatThrownBy(() -> MatchDefinition.of(List.of(name, new Compared(As.SURNAME, "surname"))))
                .hasMessageContaining("surname: surname");
        assertThatThrownBy(() -> MatchDefinition.of(List.of(new Compared(As.TEXT, "a"), new Compared(As.PLACE, "a"))))
                .hasMessageContaining("a: place");
    }
}
