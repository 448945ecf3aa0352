package dev.limner.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.statistics.Cholesky;
import dev.limner.models.statistics.SymmetricInverse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendTest {
    private static final int ITEMS = 20;
    /// Half of the customers like the even items, half the odd ones; nobody takes all.
    private static final List<Profile> PROFILES = new ArrayList<>();

    static {
        Random random = new Random(1);
        for (int user = 0; user < 400; user++) {
            Map<Integer, Integer> counts = new HashMap<>();
            for (int k = 0; k < 5; k++) {
                counts.merge(2 * random.nextInt(ITEMS / 2) + user % 2, 1, Integer::sum);
            }
            counts.merge(0, 1, Integer::sum);
            PROFILES.add(Profile.of(counts));
        }
    }

    private static void findsTheOddOnes(Recommender recommender) {
        Profile odd = Profile.of(Map.of(3, 2, 5, 1));
        List<Integer> list = recommender.recommend(odd, 6, item -> item != 3 && item != 5 && item != 0);
        assertThat(list).hasSize(6).allMatch(item -> item % 2 == 1);
    }

    @Test
    void everyMethodFindsWhatIsTakenTogether() {
        findsTheOddOnes(Ease.fit(PROFILES, ITEMS, new Ease.Options(20), Progress.SILENT));
        for (ItemNeighbours.Likeness likeness : ItemNeighbours.Likeness.values()) {
            findsTheOddOnes(
                    ItemNeighbours.fit(PROFILES, ITEMS, ItemNeighbours.Options.defaults(likeness), Progress.SILENT));
        }
        findsTheOddOnes(ImplicitAls.fit(
                PROFILES, ITEMS, new ImplicitAls.Options(4, 0.1, 5, 10), new Random(2), Progress.SILENT));
    }

    @Test
    void popularAndPersonalItemsComeFirst() {
        Recommender popular = Popularity.fit(PROFILES, ITEMS);
        Recommender personal = new PersonalFrequency(ITEMS);
        Profile profile = Profile.of(Map.of(7, 3, 4, 1));
        assertThat(popular.recommend(profile, 1, _ -> true)).containsExactly(0);
        assertThat(personal.recommend(profile, 5, _ -> true)).containsExactly(7, 4);
        Blend blend = new Blend(List.of(new Blend.Part(personal, 1), new Blend.Part(popular, 0.1)));
        assertThat(blend.recommend(profile, 3, _ -> true)).containsExactly(7, 4, 0);
        assertThatThrownBy(() -> Profile.of(Map.of(1, 0))).hasMessageContaining("counts above 0");
    }

    @Test
    void easeSolvesItsOwnRegressions() {
        // Steck's weights of one item are the ridge regression on the others.
        Ease ease = Ease.fit(PROFILES, ITEMS, new Ease.Options(20), Progress.SILENT);
        double[][] gram = new double[ITEMS][ITEMS];
        for (Profile profile : PROFILES) {
            for (int i = 0; i < profile.size(); i++) {
                for (int j = 0; j < profile.size(); j++) {
                    gram[profile.item(i)][profile.item(j)]++;
                }
            }
        }
        int target = 3;
        double[][] others = new double[ITEMS - 1][ITEMS - 1];
        double[] right = new double[ITEMS - 1];
        for (int i = 0; i < ITEMS - 1; i++) {
            int row = i < target ? i : i + 1;
            right[i] = gram[row][target];
            for (int j = 0; j < ITEMS - 1; j++) {
                others[i][j] = gram[row][j < target ? j : j + 1] + (i == j ? 20 : 0);
            }
        }
        double[] expected = Cholesky.of(others).solve(right);
        for (int i = 0; i < ITEMS - 1; i++) {
            int row = i < target ? i : i + 1;
            assertThat(ease.scores(Profile.of(Map.of(row, 1)))[target]).isCloseTo(expected[i], within(1e-10));
        }
    }

    @Test
    void inversesOfAnySizeAreInverses() {
        Random random = new Random(3);
        for (int n : new int[] {1, 5, 64, 65, 150}) {
            double[][] matrix = new double[n][n];
            double[][] original = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] = random.nextGaussian() + (i == j ? 3.0 * n : 0);
                    matrix[j][i] = matrix[i][j];
                    original[i][j] = matrix[i][j];
                    original[j][i] = matrix[i][j];
                }
            }
            SymmetricInverse.invert(matrix, Progress.SILENT);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += original[i][k] * matrix[k][j];
                    }
                    assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
                }
            }
        }
        assertThatThrownBy(() -> SymmetricInverse.invert(new double[][] {{1, 2}, {2, 1}}, Progress.SILENT))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void qualityCountsWhatIsRight() {
        RecommendationQuality quality = RecommendationQuality.of(
                List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7)), List.of(Set.of(2), Set.of(8, 9), Set.of()), 3);
        assertThat(quality.customers()).isEqualTo(2);
        assertThat(quality.hit()).isEqualTo(0.5);
        assertThat(quality.recall()).isEqualTo(0.5);
        assertThat(quality.ndcg()).isCloseTo(Math.log(2) / Math.log(3) / 2, within(1e-12));
    }
}
