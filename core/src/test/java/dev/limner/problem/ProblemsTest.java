package dev.limner.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    private static SortedSet<String> places(String text) {
        return new TreeSet<>(Pattern.compile("\\{\\d+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList());
    }

    @ParameterizedTest
    @EnumSource(UserProblem.Code.class)
    void everyCodeHasBothTextsWithTheSamePlaces(UserProblem.Code code) {
        ProblemCatalogue.Entry entry =
                Objects.requireNonNull(ProblemCatalogue.SHIPPED.entries().get(code), "no texts");
        assertThat(entry.en()).isNotBlank();
        assertThat(entry.zh()).isNotBlank().containsPattern("\\p{IsHan}");
        assertThat(places(entry.zh())).isEqualTo(places(entry.en()));
        Words hint = entry.hint();
        if (hint != null) {
            assertThat(hint.en()).isNotBlank();
            assertThat(hint.zh()).isNotBlank().containsPattern("\\p{IsHan}");
            assertThat(places(hint.zh())).isEqualTo(places(hint.en()));
        }
    }

    @Test
    void aProblemIsOneLineWithCodePlaceTextAndHint() {
        UserProblem problem = new UserProblem(UserProblem.Code.UNKNOWN_KEY, "limner.yaml:3:1", List.of("zne", "zone"));
        assertThat(problem)
                .hasMessage("UNKNOWN_KEY limner.yaml:3:1  The key (zne) is not known here.  Maybe you meant (zone).");
        assertThat(problem.text("zh-CN")).isEqualTo("UNKNOWN_KEY limner.yaml:3:1  此处没有键（zne）。  是否要写（zone）？");
        assertThat(problem.detail()).isEqualTo(new Words("The key (zne) is not known here.", "此处没有键（zne）。"));
        assertThat(problem.hint()).isEqualTo(new Words("Maybe you meant (zone).", "是否要写（zone）？"));
    }

    @Test
    void aHintIsLeftOutWhereAValueOfItIsMissing() {
        UserProblem problem = UserProblem.of(UserProblem.Code.UNKNOWN_KEY, "zne");
        assertThat(problem).hasMessage("UNKNOWN_KEY  The key (zne) is not known here.");
        assertThat(problem.hint()).isNull();
    }

    @Test
    void aHintWithoutPlacesIsAlwaysThere() {
        assertThat(UserProblem.of(UserProblem.Code.NO_DATA))
                .hasMessage("NO_DATA  Nothing has been imported yet.  Maybe run: limner import");
    }

    @Test
    void valuesAreTakenAsTheyStand() {
        assertThat(UserProblem.of(UserProblem.Code.BAD_DATE, "{0} $1 \\"))
                .hasMessageStartingWith("BAD_DATE  ({0} $1 \\) is no date.");
    }

    @Test
    void theSameProblemMayBeToldAtAPlace() {
        UserProblem problem =
                UserProblem.of(UserProblem.Code.UNKNOWN_ZONE, "Mars").at("limner.yaml:5:7");
        assertThat(problem.where()).isEqualTo("limner.yaml:5:7");
        assertThat(problem.detail().en()).isEqualTo("(Mars) is no time zone.");
    }

    @ParameterizedTest
    @CsvSource({"en,yes", "en-US,yes", "fr,yes", "zh,是", "zh-CN,是", "ZH-hans,是"})
    void wordsAreChosenByTheLanguageTag(String language, String expected) {
        assertThat(new Words("yes", "是").in(language)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"catagory, category", "Zone, zone", "zon, zone", "quantity, quantity", "quntiti, quantity", "a, b"})
    void aNameIsNearWhereAtMostAThirdOfItsLettersDiffer(String name, String known) {
        assertThat(Nearest.to(name, List.of("somethingelse", known))).containsExactly(known);
    }

    @ParameterizedTest
    @CsvSource({"spned, spend", "zone, zebra", "ab, cd", "quntt, quantity"})
    void aNameIsFarWhereMoreOfItsLettersDiffer(String name, String known) {
        assertThat(Nearest.to(name, List.of(known))).isEmpty();
    }

    @Test
    void ofEquallyNearNamesTheFirstByLetterIsTaken() {
        assertThat(Nearest.to("cat", List.of("rat", "bat", "cart"))).containsExactly("bat");
        assertThat(Nearest.to("cart", List.of("carts", "cart"))).containsExactly("cart");
        assertThat(Nearest.to("cart", List.of())).isEmpty();
    }
}
