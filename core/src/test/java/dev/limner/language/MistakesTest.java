package dev.limner.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.limner.event.TrackingPlan;
import dev.limner.history.LocalClock;
import dev.limner.language.plan.Lexicon;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import dev.limner.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a reader is told of wrong expressions, word by word, in both languages.
class MistakesTest {
    private static final int LEAST = 200;
    private static final Lexicon WORDS = SmallVocabulary.words();

    /// A wrong condition and what is said of it, in the order of the text; a warning says so.
    record Wrong(String text, List<Told> told) {
        @Override
        public String toString() {
            return text;
        }
    }

    record Told(Code code, String at, @Nullable Boolean warning, String en, String zh) {}

    static List<Wrong> wrongs() throws IOException {
        try (InputStream file = MistakesTest.class.getResourceAsStream("mistakes.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(file), new TypeReference<List<Wrong>>() {});
        }
    }

    static Wrong told(String text) {
        List<Told> told = new ArrayList<>();
        for (Mistake mistake : Checker.condition(Parser.parse(text), WORDS).mistakes()) {
            UserProblem problem = mistake.problem();
            told.add(new Told(
                    problem.code(),
                    problem.where(),
                    mistake.warning() ? Boolean.TRUE : null,
                    sentence(problem, "en"),
                    sentence(problem, "zh")));
        }
        return new Wrong(text, told);
    }

    private static String sentence(UserProblem problem, String language) {
        Words hint = problem.hint();
        String detail = problem.detail().in(language);
        return hint == null ? detail : detail + " " + hint.in(language);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void aWrongExpressionIsToldWhatIsWrongWithItInBothLanguages(Wrong wrong) {
        assertThat(told(wrong.text())).isEqualTo(wrong);
    }

    @Test
    void everyKindOfMistakeIsAmongThem() throws IOException {
        Set<Code> seen = EnumSet.noneOf(Code.class);
        List<Wrong> wrongs = wrongs();
        wrongs.forEach(wrong -> wrong.told().forEach(told -> seen.add(told.code())));
        assertThat(wrongs).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(seen)
                .isEqualTo(EnumSet.of(
                        Code.BAD_ARITHMETIC,
                        Code.BAD_CHARACTER,
                        Code.BAD_COUNT,
                        Code.BAD_DATE,
                        Code.BAD_FOLD,
                        Code.BAD_NUMBER,
                        Code.BAD_PERIOD,
                        Code.BAD_PLACE,
                        Code.BRACKETS_NEEDED,
                        Code.CALENDAR_UNIT,
                        Code.CYCLE,
                        Code.EMPTY_WINDOW,
                        Code.EXPECTED_AGGREGATE,
                        Code.EXPECTED_CONDITION,
                        Code.EXPECTED_DATE,
                        Code.EXPECTED_EVENT,
                        Code.EXPECTED_LITERAL,
                        Code.EXPECTED_MARK,
                        Code.EXPECTED_NAME,
                        Code.EXPECTED_NUMBER,
                        Code.EXPECTED_TEXT,
                        Code.EXPECTED_WINDOW,
                        Code.FIRST_STEP_FREE,
                        Code.FOR_ANY_NEEDS_EVENTS,
                        Code.HALF_LIFE_OF,
                        Code.NAME_OF_EVENT,
                        Code.NOT_A_CONDITION,
                        Code.NOT_A_VALUE,
                        Code.NOT_IN_WHERE,
                        Code.NOT_OFFERED,
                        Code.NOT_OF_SEQUENCES,
                        Code.NOT_ON_MISSING,
                        Code.NO_ORDER,
                        Code.NO_PROPERTY_HERE,
                        Code.NO_PROPERTY_WANTED,
                        Code.ONLY_IN_WHERE,
                        Code.OUT_OF_RANGE,
                        Code.PROPERTY_NEEDED,
                        Code.TEXT_UNQUOTED,
                        Code.TIME_TOO_TANGLED,
                        Code.TOO_DEEP,
                        Code.TOO_FEW_STEPS,
                        Code.TYPE_MISMATCH,
                        Code.UNCLOSED_QUOTE,
                        Code.UNEXPECTED,
                        Code.UNIT_NEEDED,
                        Code.UNKNOWN_EVENT_TYPE,
                        Code.UNKNOWN_FUNCTION,
                        Code.UNKNOWN_NAME,
                        Code.UNKNOWN_PROPERTY,
                        Code.UNKNOWN_SEGMENT,
                        Code.UNKNOWN_VALUE,
                        Code.UNMATCHED_BRACKET,
                        Code.WRONG_TYPE));
        assertThat(wrongs).allSatisfy(wrong -> assertThat(wrong.told()).isNotEmpty());
    }

    @Test
    void aWorkspaceWhoseEventsHaveNoPlaceSaysSo() {
        TrackingPlan.File plan = new TrackingPlan.File(
                Map.of("visit", new TrackingPlan.File.TypeEntry(new Words("Visit", "到店"), List.of())), Map.of());
        Lexicon placeless = new Lexicon(new TrackingPlan(plan), new LocalClock(ZoneOffset.UTC), Map.of(), Map.of());
        Source asked = Parser.parse("distance(last place, 31.2, 121.4) < 3 km");
        assertThat(Checker.condition(asked, placeless).mistakes())
                .extracting(mistake -> mistake.problem().code(), mistake -> sentence(mistake.problem(), "zh"))
                .containsExactly(tuple(Code.EVENTS_WITHOUT_PLACE, "本工作区的事件没有经纬度。"));
    }

    @Test
    void aConditionInBracketsMayBeFollowedByAnyWindow() {
        String text = "no purchase where (is_new and amount > 5) between 2026-01-01 and 2026-01-31";
        Checked checked = Checker.condition(Parser.parse(text), WORDS);
        assertThat(checked.mistakes()).isEmpty();
        assertThat(checked.expr())
                .isInstanceOfSatisfying(
                        Expr.Exists.class,
                        none -> assertThat(none.set().window()).isInstanceOf(Expr.Window.Between.class));
    }
}
