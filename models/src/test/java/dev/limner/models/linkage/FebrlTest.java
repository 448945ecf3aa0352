package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("shared-data")
class FebrlTest {
    private static final List<String> NAMES = List.of(
            "given", "surname", "number", "street", "place", "suburb", "postcode", "state", "birth", "insurance");

    /// The same comparisons, keys and thresholds for all three; the truth is only asked afterwards.
    @ParameterizedTest
    @CsvSource({
        "1, false, 500, 0.99", "1, true, 500, 0.99",
        "2, false, 1934, 0.99", "2, true, 1934, 0.99",
        "3, false, 6538, 0.99", "3, true, 6538, 0.99"
    })
    void peopleAreFoundWithoutLabels(int set, boolean insurance, int truePairs, double leastF1) {
        List<List<String>> rows = rows(set);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            columns.add(Column.of(NAMES.get(i), i + 1, Forms::words));
        }
        Records.Builder builder = Records.with(columns);
        rows.forEach(builder::add);
        Records records = builder.build();
        List<Comparison> comparisons = new ArrayList<>(List.of(
                NameComparison.given("given", "given", "surname"),
                NameComparison.surname("surname", "surname", "given"),
                CodeComparison.number("number", true),
                new TextComparison("street", "street", "place", true, true),
                new TextComparison("place", "place", "street", false, true),
                TextComparison.of("suburb", true),
                CodeComparison.postcode("postcode"),
                CodeComparison.number("state", true),
                BirthDateComparison.of("birth")));
        List<String> keys =
                new ArrayList<>(List.of("given", "surname", "street", "place", "suburb", "postcode", "birth"));
        if (insurance) {
            comparisons.add(CodeComparison.number("insurance", false));
            keys.add("insurance");
        }
        long start = System.nanoTime();
        Linkage linkage = Linkage.of(
                records, comparisons, keys, Linkage.Options.defaults(), new SplittableRandom(1), Progress.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        PairQuality quality = PairQuality.of(linkage.clusters().byRow(), truth(records, rows));
        System.out.printf(
                "FEBRL %d %s soc_sec_id: precision %.4f, recall %.4f, F1 %.4f, %,d pairs compared, %d for review, %.1f s%n",
                set,
                insurance ? "with" : "without",
                quality.precision(),
                quality.recall(),
                quality.f1(),
                linkage.pairs().compared(),
                linkage.pairs().size() - linkage.automatic(),
                seconds);
        assertThat(quality.truly()).isEqualTo(truePairs);
        assertThat(quality.f1()).isGreaterThan(leastF1);
        assertThat(seconds).isLessThan(30);
    }

    private static List<List<String>> rows(int set) {
        return SharedData.lines("data/febrl/dataset" + set + ".csv.gz").stream()
                .skip(1)
                .map(line -> Arrays.asList(line.split(", ", -1)))
                .toList();
    }

    private static int[] truth(Records records, List<List<String>> rows) {
        int[] truth = new int[records.size()];
        for (int row = 0; row < truth.length; row++) {
            truth[row] =
                    Integer.parseInt(rows.get(records.origin(row)).getFirst().split("-", -1)[1]);
        }
        return truth;
    }
}
