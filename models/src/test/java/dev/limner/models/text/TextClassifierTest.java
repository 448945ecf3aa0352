package dev.limner.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.models.Progress;
import dev.limner.models.text.TextClassifier.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextClassifierTest {
    private static final String[] GOOD = {"很好", "喜欢", "满意", "great", "love it"};
    private static final String[] BAD = {"很差", "失望", "退货", "awful", "broken"};
    private static final String[] NEUTRAL = {"手机", "书", "昨天到的", "the box", "delivery", "颜色"};

    private static String review(boolean good, Random random) {
        String[] words = good ? GOOD : BAD;
        return NEUTRAL[random.nextInt(NEUTRAL.length)]
                + words[random.nextInt(words.length)]
                + NEUTRAL[random.nextInt(NEUTRAL.length)];
    }

    @Test
    void chineseAndEnglishReviewsAreToldApart() {
        Random random = new Random(1);
        List<String> texts = new ArrayList<>();
        boolean[] good = new boolean[400];
        for (int i = 0; i < good.length; i++) {
            good[i] = i % 2 == 0;
            texts.add(review(good[i], random));
        }
        TextClassifier model = TextClassifier.fit(texts, good, Options.defaults(), 1, Progress.SILENT);
        for (int i = 0; i < 100; i++) {
            boolean truth = random.nextBoolean();
            assertThat(model.probability(review(truth, random)) > 0.5).isEqualTo(truth);
        }
        assertThat(model.strongest(6, 2, true)).contains("喜欢").doesNotContain("失望");
        assertThat(model.strongest(6, 2, false)).contains("失望");
        assertThat(model.probability("LOVE IT")).isEqualTo(model.probability("love it"));
        assertThat(model.probability("")).isBetween(0.2, 0.8);
    }

    @Test
    void probabilitiesFollowTheShareOfAKind() {
        List<String> texts = new ArrayList<>();
        boolean[] kind = new boolean[1000];
        for (int i = 0; i < kind.length; i++) {
            texts.add("a");
            kind[i] = i % 10 < 3;
        }
        double probability = TextClassifier.fit(texts, kind, Options.defaults(), 1, Progress.SILENT)
                .probability("a");
        assertThat(probability).isBetween(0.29, 0.31);
        assertThatThrownBy(() -> TextClassifier.fit(texts, new boolean[2], Options.defaults(), 1, Progress.SILENT))
                .hasMessage("1000 texts for 2 labels");
    }
}
