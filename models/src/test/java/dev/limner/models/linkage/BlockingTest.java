package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockingTest {
    private static final Blocking.Options GENEROUS = new Blocking.Options(10_000, 1e6, 1_000_000);

    @Test
    void everyPairThatAgreesInAPassComesOnce() {
        Records records = random(600, 12);
        List<Pass> passes = List.of(new Pass(List.of("a", "b")), new Pass(List.of("c")), new Pass(List.of("b", "d")));
        List<List<Integer>> expected = new ArrayList<>();
        for (int left = 0; left < records.size(); left++) {
            for (int right = left + 1; right < records.size(); right++) {
                boolean agree = false;
                for (Pass pass : passes) {
                    agree |= agree(records, pass, left, right);
                }
                if (agree) {
                    expected.add(List.of(left, right));
                }
            }
        }
        assertThat(pairs(Blocking.of(records, passes, GENEROUS)))
                .hasSizeGreaterThan(1_000)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void blocksTooLargeAreLeftOutAndReported() {
        Records.Builder builder = Records.with(columns());
        IntStream.range(0, 50).forEach(i -> builder.add(Arrays.asList("same", "b" + i / 2, null, null)));
        Records records = builder.build();
        Blocking blocking = Blocking.of(
                records,
                List.of(new Pass(List.of("a")), new Pass(List.of("b"))),
                new Blocking.Options(20, 1e6, 1_000_000));
        assertThat(blocking.report())
                .containsExactly(
                        new Blocking.PassReport(List.of("a"), 0, 50, 1, 50),
                        new Blocking.PassReport(List.of("b"), 25, 2, 0, 0));
        assertThat(pairs(blocking)).hasSize(25);
    }

    @Test
    void chosenPassesKeepToWhatTheyMayCost() {
        Records records = random(3_000, 40);
        Blocking blocking = Blocking.chosen(records, List.of("a", "b", "c", "d"), new Blocking.Options(1_000, 20, 0));
        assertThat(blocking.bound()).isPositive().isLessThanOrEqualTo(60_000);
        assertThat(blocking.report()).allSatisfy(pass -> assertThat(pass.keys()).hasSizeGreaterThan(1));
    }

    @Test
    void rareColumnsStandAlone() {
        Records.Builder builder = Records.with(columns());
        IntStream.range(0, 2_000).forEach(i -> builder.add(Arrays.asList("a" + i / 2, "b" + i % 3, "c" + i % 5, "d")));
        Blocking blocking =
                Blocking.chosen(builder.build(), List.of("a", "b", "c"), new Blocking.Options(1_000, 60, 0));
        assertThat(blocking.report().getFirst().keys()).containsExactly("a");
        assertThat(pairs(blocking)).hasSizeGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aListenerMayEndIt() {
        Blocking blocking = Blocking.of(random(100, 5), List.of(new Pass(List.of("a"))), GENEROUS);
        assertThatThrownBy(() -> blocking.each(Seen::new, Seen::merged, _ -> false))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Pass(List.of())).hasMessageContaining("without keys");
        assertThatThrownBy(() -> Blocking.of(random(10, 5), List.of(new Pass(List.of("z"))), GENEROUS))
                .hasMessage("no column z among [a, b, c, d]");
    }

    private static boolean agree(Records records, Pass pass, int left, int right) {
        return pass.keys().stream().allMatch(key -> {
            String value = records.value(key, left);
            return value != null && value.equals(records.value(key, right));
        });
    }

    private static List<Column> columns() {
        return IntStream.range(0, 4)
                .mapToObj(i -> Column.of("abcd".substring(i, i + 1), i, value -> value))
                .toList();
    }

    private static Records random(int rows, int values) {
        SplittableRandom random = new SplittableRandom(7);
        Records.Builder builder = Records.with(columns());
        for (int i = 0; i < rows; i++) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 0; column < 4; column++) {
                row.add(random.nextInt(10) == 0 ? null : "v" + random.nextInt(values * (column + 1)));
            }
            builder.add(row);
        }
        return builder.build();
    }

    private static List<List<Integer>> pairs(Blocking blocking) {
        return blocking.each(Seen::new, Seen::merged, Progress.SILENT).pairs;
    }

    private record Seen(List<List<Integer>> pairs) implements Blocking.Pairs {
        Seen() {
            this(new ArrayList<>());
        }

        @Override
        public void accept(int left, int right) {
            pairs.add(List.of(Math.min(left, right), Math.max(left, right)));
        }

        Seen merged(Seen other) {
            pairs.addAll(other.pairs);
            return this;
        }
    }
}
