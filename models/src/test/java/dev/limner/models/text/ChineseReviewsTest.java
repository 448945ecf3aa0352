package dev.limner.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared-data")
class ChineseReviewsTest {
    private static final List<NamedCsvRecord> LINES = SharedData.csv("data/zh-reviews/online_shopping_10_cats.csv.gz");

    @Test
    void sentimentOfEveryFifthReviewIsToldAsByLiblinear() {
        List<NamedCsvRecord> lines = LINES;
        List<String> texts = new ArrayList<>();
        boolean[] good = new boolean[lines.size() - (lines.size() + 4) / 5];
        for (int i = 0; i < lines.size(); i++) {
            if (i % 5 != 0) {
                good[texts.size()] = lines.get(i).getField("label").equals("1");
                texts.add(lines.get(i).getField("review"));
            }
        }
        TextClassifier model = TextClassifier.fit(texts, good, TextClassifier.Options.defaults(), 1, Progress.SILENT);
        double right = 0;
        for (int i = 0; i < lines.size(); i += 5) {
            boolean says = model.probability(lines.get(i).getField("review")) > 0.5;
            right += says == lines.get(i).getField("label").equals("1") ? 1 : 0;
        }
        double accuracy = right / (lines.size() - texts.size());
        assertThat(accuracy).isGreaterThanOrEqualTo(0.930);
    }

    @Test
    void topicsOfEveryFifthReviewAreTold() {
        List<String> texts = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            if (i % 5 != 0) {
                texts.add(LINES.get(i).getField("review"));
                topics.add(LINES.get(i).getField("cat"));
            }
        }
        TopicClassifier model =
                TopicClassifier.fit(texts, topics, TextClassifier.Options.defaults(), 1, Progress.SILENT);
        assertThat(model.topics()).hasSize(10);
        double right = 0;
        double all = 0;
        for (int i = 0; i < LINES.size(); i += 5) {
            right += model.topic(LINES.get(i).getField("review"))
                            .equals(LINES.get(i).getField("cat"))
                    ? 1
                    : 0;
            all++;
        }
        assertThat(right / all).isGreaterThan(0.89);
    }

    @Test
    void opinionsOnAspectsGoWithTheVerdict() {
        AspectOpinions opinions = AspectOpinions.by(Lexicon.chinese());
        double agreeing = 0;
        double pairs = 0;
        double telling = 0;
        double right = 0;
        double named = 0;
        for (NamedCsvRecord line : LINES) {
            boolean good = line.getField("label").equals("1");
            List<AspectOpinions.Pair> found = opinions.of(line.getField("review"));
            int balance = 0;
            for (AspectOpinions.Pair pair : found) {
                agreeing += pair.praise() == good ? 1 : 0;
                named += pair.aspect().equals("整体") ? 0 : 1;
                balance += pair.praise() ? 1 : -1;
                pairs++;
            }
            telling += found.isEmpty() ? 0 : 1;
            right += balance == 0 ? 0.5 : balance > 0 == good ? 1 : 0;
        }
        assertThat(telling / LINES.size()).isGreaterThan(0.86);
        assertThat(agreeing / pairs).isGreaterThan(0.82);
        assertThat(right / LINES.size()).isGreaterThan(0.81);
        assertThat(named / pairs).isGreaterThan(0.5);
    }
}
