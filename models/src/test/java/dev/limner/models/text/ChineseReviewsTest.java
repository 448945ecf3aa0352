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
    @Test
    void sentimentOfEveryFifthReviewIsToldAsByLiblinear() {
        List<NamedCsvRecord> lines = SharedData.csv("data/zh-reviews/online_shopping_10_cats.csv.gz");
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
}
