package dev.limner.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.models.text.AspectOpinions.Pair;
import dev.limner.models.text.AspectOpinions.Tally;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectOpinionsTest {
    private static final AspectOpinions CHINESE = AspectOpinions.by(Lexicon.chinese());
    private static final AspectOpinions ENGLISH = AspectOpinions.by(Lexicon.english());

    private static String words(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> pair.aspect() + (pair.praise() ? "+" : "-") + pair.opinion())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "屏幕很清晰，电池不耐用。 | 屏幕+清晰 电池-不耐用",
                "物流很快，包装也很严实 | 物流+很快 包装+严实",
                "房间又脏又吵，但是位置不错 | 房间-脏 房间-吵 位置+不错",
                "衣服面料舒服，没有色差 | 质量+舒服",
                "质量不是很好，客服态度恶劣！ | 质量-不是很好 服务-恶劣",
                "不错，喜欢 | 整体+不错 整体+喜欢",
                "快递差不多三天到 | ''",
                "味道没有异味，很新鲜 | 味道+没有异味 味道+新鲜",
                "价格便宜。后来坏了。 | 价格+便宜 整体-坏了",
                "最好再给个差评 | ''",
                "洗发水香味好闻，效果一般 | 气味+好闻",
                "早餐丰富。服务员很热情，周到 | 早餐+丰富 服务+热情 服务+周到"
            })
    void chineseReviewsArePaired(String text, String expected) {
        assertThat(words(CHINESE.of(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The screen is bright and sharp, but the battery isn't reliable. | "
                        + "screen+bright screen+sharp battery-isn't reliable",
                "Great price, terrible customer service. | price+Great service-terrible",
                "Fast shipping; the box was damaged | delivery+Fast packaging-damaged",
                "I love it. | overall+love",
                "It looks like a toy. | ''",
                "The room was not very clean and the bed was uncomfortable. | room-not very clean room-uncomfortable",
                "Battery life is excellent, lasts two days. | battery+excellent",
                "No complaints about the staff, friendly people. | service+friendly",
                "The plot is boring although the characters are not bad. | content-boring content+not bad",
                "Sound quality: poor. | sound-poor"
            })
    void englishReviewsArePaired(String text, String expected) {
        assertThat(words(ENGLISH.of(text))).isEqualTo(expected);
    }

    @Test
    void placesAreThoseOfTheText() {
        String text = "Well... the Screen isn’t bright.";
        for (Pair pair : ENGLISH.of(text)) {
            assertThat(text.substring(pair.from(), pair.to())).isEqualTo(pair.opinion());
        }
        assertThat(words(ENGLISH.of(text))).isEqualTo("overall+Well screen-isn’t bright");
    }

    @Test
    void alliesOfAnAspectAreTalliedAndWordsCanBeAdded() {
        assertThat(CHINESE.tally(List.of("屏幕清晰", "屏幕模糊", "屏幕很好")).get("屏幕")).isEqualTo(new Tally(2, 1));
        Lexicon coffee = Lexicon.english().withAspect("crema", "crema").withOpinions(true, "velvety");
        assertThat(words(AspectOpinions.by(coffee).of("The crema is velvety"))).isEqualTo("crema+velvety");
        assertThat(coffee.aspects()).contains("crema", "screen");
        assertThat(ENGLISH.of("")).isEmpty();
    }
}
