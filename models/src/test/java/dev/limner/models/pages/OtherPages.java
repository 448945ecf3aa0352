package dev.limner.models.pages;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import dev.limner.models.anomaly.IsolationForest;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.linkage.BirthDateComparison;
import dev.limner.models.linkage.CodeComparison;
import dev.limner.models.linkage.Column;
import dev.limner.models.linkage.Comparison;
import dev.limner.models.linkage.Forms;
import dev.limner.models.linkage.Linkage;
import dev.limner.models.linkage.NameComparison;
import dev.limner.models.linkage.PairQuality;
import dev.limner.models.linkage.Records;
import dev.limner.models.linkage.TextComparison;
import dev.limner.models.text.AspectOpinions;
import dev.limner.models.text.Lexicon;
import dev.limner.models.text.TextClassifier;
import dev.limner.models.text.TopicClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

final class OtherPages {
    private OtherPages() {}

    static void isolationForest(Page page) {
        List<NamedCsvRecord> payments = SharedData.csv("data/credit-card-fraud-sample/creditcard_fraud_10k.csv.gz");
        double[][] rows = payments.stream()
                .map(line -> line.getHeader().stream()
                        .filter(name -> name.matches("V\\d+|Amount"))
                        .mapToDouble(name -> Double.parseDouble(line.getField(name)))
                        .toArray())
                .toArray(double[][]::new);
        boolean[] fraud = new boolean[rows.length];
        for (int i = 0; i < fraud.length; i++) {
            fraud[i] = payments.get(i).getField("Class").startsWith("1");
        }
        IsolationForest forest =
                IsolationForest.fit(rows, IsolationForest.Options.defaults(), new Random(1), Progress.SILENT);
        Ranking ranking = Ranking.of(forest.predict(rows), fraud);
        page.say(
                "AUC %.3f without a label, lift of the oddest hundredth %.1f",
                ranking.auc().orThrow(), ranking.lift(0.01).orThrow());
    }

    static void linkage(Page page) {
        List<List<String>> rows = SharedData.lines("data/febrl/dataset1.csv.gz").stream()
                .skip(1)
                .map(line -> Arrays.asList(line.split(", ", -1)))
                .toList();
        List<Column> columns = List.of(
                Column.of("given", 1, Forms::words),
                Column.of("surname", 2, Forms::words),
                Column.of("street", 4, Forms::words),
                Column.of("suburb", 6, Forms::words),
                Column.of("postcode", 7, Forms::words),
                Column.of("birth", 9, Forms::words));
        Records.Builder builder = Records.with(columns);
        rows.forEach(builder::add);
        Records records = builder.build();
        List<Comparison> comparisons = List.of(
                NameComparison.given("given", "given", "surname"),
                NameComparison.surname("surname", "surname", "given"),
                TextComparison.of("street", true),
                TextComparison.of("suburb", true),
                CodeComparison.postcode("postcode"),
                BirthDateComparison.of("birth"));
        Linkage linkage = Linkage.of(
                records,
                comparisons,
                List.of("given", "surname", "street", "suburb", "postcode", "birth"),
                Linkage.Options.defaults(),
                new SplittableRandom(1),
                Progress.SILENT);
        int[] truth = new int[records.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] =
                    Integer.parseInt(rows.get(records.origin(row)).getFirst().split("-", -1)[1]);
        }
        PairQuality quality = PairQuality.of(linkage.clusters().byRow(), truth);
        page.say(
                "%d sure pairs, %d for a person",
                linkage.automatic(), linkage.pairs().size() - linkage.automatic());
        page.say("precision %.4f, recall %.4f", quality.precision(), quality.recall());
        linkage.model()
                .over(records)
                .explain(linkage.pairs().left(0), linkage.pairs().right(0))
                .parts()
                .forEach(part -> page.say("%s %s: %+.1f bits", part.comparison(), part.level(), part.bits()));
    }

    private static List<NamedCsvRecord> reviews(boolean test) {
        List<NamedCsvRecord> reviews = SharedData.csv("data/zh-reviews/online_shopping_10_cats.csv.gz");
        List<NamedCsvRecord> part = new ArrayList<>();
        for (int i = 0; i < reviews.size(); i++) {
            if ((i % 5 == 0) == test) {
                part.add(reviews.get(i));
            }
        }
        return part;
    }

    static void textClassifier(Page page) {
        List<NamedCsvRecord> seen = reviews(false);
        boolean[] good = new boolean[seen.size()];
        for (int i = 0; i < good.length; i++) {
            good[i] = seen.get(i).getField("label").equals("1");
        }
        TextClassifier model = TextClassifier.fit(
                seen.stream().map(line -> line.getField("review")).toList(),
                good,
                TextClassifier.Options.defaults(),
                1,
                Progress.SILENT);
        List<NamedCsvRecord> unseen = reviews(true);
        long right = unseen.stream()
                .filter(line -> model.probability(line.getField("review")) > 0.5
                        == line.getField("label").equals("1"))
                .count();
        page.say("%.4f of %d reviews right", right / (double) unseen.size(), unseen.size());
        page.say("for: %s", String.join(" ", model.strongest(6, 2, true)));
        page.say("against: %s", String.join(" ", model.strongest(6, 2, false)));
    }

    static void topicClassifier(Page page) {
        List<NamedCsvRecord> seen = reviews(false);
        TopicClassifier model = TopicClassifier.fit(
                seen.stream().map(line -> line.getField("review")).toList(),
                seen.stream().map(line -> line.getField("cat")).toList(),
                TextClassifier.Options.defaults(),
                1,
                Progress.SILENT);
        List<NamedCsvRecord> unseen = reviews(true);
        long right = unseen.stream()
                .filter(line -> model.topic(line.getField("review")).equals(line.getField("cat")))
                .count();
        page.say("topics: %s", String.join(" ", model.topics()));
        page.say("%.4f of %d reviews right", right / (double) unseen.size(), unseen.size());
    }

    static void aspectOpinions(Page page) {
        AspectOpinions chinese = AspectOpinions.by(Lexicon.chinese());
        chinese.of("屏幕很清晰，电池不耐用。客服态度恶劣！")
                .forEach(pair -> page.say("%s %s %s", pair.aspect(), pair.praise() ? "+" : "-", pair.opinion()));
        AspectOpinions.by(Lexicon.english())
                .of("Great screen, but the battery isn't reliable.")
                .forEach(pair -> page.say("%s %s %s", pair.aspect(), pair.praise() ? "+" : "-", pair.opinion()));
        List<String> hotels = reviews(true).stream()
                .filter(line -> line.getField("cat").equals("酒店"))
                .map(line -> line.getField("review"))
                .toList();
        page.say("%d hotel reviews", hotels.size());
        chinese.tally(hotels).entrySet().stream()
                .filter(entry -> List.of("房间", "位置", "早餐", "服务").contains(entry.getKey()))
                .forEach(entry -> page.say(
                        "%s: praised %d times, blamed %d times",
                        entry.getKey(),
                        entry.getValue().praises(),
                        entry.getValue().complaints()));
    }
}
