package dev.limner.models.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordLinkageTest {
    private static final MadeUpPeople PEOPLE = MadeUpPeople.of(3_000, 5);
    private static final Records RECORDS = PEOPLE.records();
    private static final Linkage LINKAGE = link(RECORDS, Progress.SILENT);

    private static Linkage link(Records records, Progress progress) {
        return Linkage.of(
                records,
                MadeUpPeople.COMPARISONS,
                MadeUpPeople.KEYS,
                Linkage.Options.defaults(),
                new SplittableRandom(1),
                progress);
    }

    @Test
    void recordsOfOnePersonAreFoundThoughOthersShareTheirHome() {
        PairQuality quality = PairQuality.of(LINKAGE.clusters().byRow(), PEOPLE.truthOf(RECORDS));
        assertThat(quality.precision()).isGreaterThan(0.98);
        assertThat(quality.recall()).isGreaterThan(0.95);
        double all = RECORDS.size() * (RECORDS.size() - 1.0) / 2;
        assertThat(LINKAGE.model().matches() * all).isCloseTo((double) quality.truly(), within(0.1 * quality.truly()));
        assertThat(LINKAGE.model().households() * all).isGreaterThan(500);
        assertThat(LINKAGE.pairs().compared()).isLessThan((long) all / 20);
    }

    @Test
    void chancesAreThoseOfTheGenerator() {
        int[] truth = PEOPLE.truthOf(RECORDS);
        for (int f = 0; f < MadeUpPeople.COMPARISONS.size(); f++) {
            Comparison comparison = MadeUpPeople.COMPARISONS.get(f);
            Comparison.Judge judge = comparison.over(RECORDS);
            double[] counts = new double[comparison.levels().size()];
            for (int left = 0; left < truth.length; left++) {
                for (int right = left + 1; right < truth.length; right++) {
                    int level = truth[left] == truth[right] ? judge.level(left, right) : Comparison.MISSING;
                    counts[Math.max(level, 0)] += level < 0 ? 0 : 1;
                }
            }
            for (int level = 0; level < counts.length; level++) {
                // 1,800 true pairs: a standard error of 0.01, doubled for pairs that blocking leaves out.
                assertThat(LINKAGE.model().amongMatches(f, level))
                        .as(comparison.name() + " " + comparison.levels().get(level))
                        .isCloseTo(counts[level] / Arrays.stream(counts).sum(), within(0.02));
            }
        }
    }

    @Test
    void probabilitiesMeanWhatTheySay() {
        int[] truth = PEOPLE.truthOf(RECORDS);
        double expected = 0;
        int right = 0;
        for (int i = 0; i < LINKAGE.pairs().size(); i++) {
            expected += LINKAGE.pairs().probability(i);
            right += truth[LINKAGE.pairs().left(i)] == truth[LINKAGE.pairs().right(i)] ? 1 : 0;
        }
        assertThat(expected).isCloseTo(right, within(0.03 * right));
    }

    @Test
    void explanationsAddUp() {
        LinkageModel.Scales scales = LINKAGE.model().over(RECORDS);
        assertThat(LINKAGE.pairs().size()).isGreaterThan(1_000);
        for (int i = 0; i < LINKAGE.pairs().size(); i++) {
            int left = LINKAGE.pairs().left(i);
            int right = LINKAGE.pairs().right(i);
            Explanation why = scales.explain(left, right);
            assertThat(why.bits()).isCloseTo(LINKAGE.pairs().bits(i), within(1e-9));
            assertThat(why.bits()).isCloseTo(scales.bits(/* left= */ right, /* right= */ left), within(1e-9));
            assertThat(why.probability()).isBetween(0.05, 1.0);
            assertThat(why.householdBits()).isNotPositive();
            assertThat(why.parts()).hasSize(MadeUpPeople.COMPARISONS.size());
            assertThat(why.parts())
                    .filteredOn(part -> part.level().equals("missing"))
                    .allSatisfy(part -> assertThat(part.bits()).isZero());
        }
    }

    @Test
    void rareNamesTellMoreThanCommonOnes() {
        Records.Builder builder = Records.with(MadeUpPeople.COLUMNS);
        PEOPLE.rows().forEach(builder::add);
        for (int i = 0; i < 300; i++) {
            builder.add(Arrays.asList("anna", i == 7 || i == 8 ? "quillfeather" : "smith", null, null, null));
        }
        Records records = builder.build();
        LinkageModel.Scales scales = LINKAGE.model().over(records);
        int[] smiths = rows(records, "smith");
        int[] rare = rows(records, "quillfeather");
        Explanation.Part common = scales.explain(smiths[0], smiths[1]).parts().get(1);
        Explanation.Part seldom = scales.explain(rare[0], rare[1]).parts().get(1);
        assertThat(common.levelBits()).isEqualTo(seldom.levelBits());
        assertThat(common.rarityBits()).isNegative();
        assertThat(seldom.rarityBits()).isPositive();
    }

    private static int[] rows(Records records, String surname) {
        return IntStream.range(0, records.size())
                .filter(row -> surname.equals(records.value("surname", row)))
                .toArray();
    }

    @Test
    void theOrderOfRecordsDoesNotMatter() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, PEOPLE.rows().size()).boxed().toList());
        Collections.shuffle(order, new Random(3));
        Records.Builder builder = Records.with(MadeUpPeople.COLUMNS);
        order.forEach(i -> builder.add(PEOPLE.rows().get(i)));
        Records shuffled = builder.build();
        Linkage other = link(shuffled, Progress.SILENT);
        assertThat(other.model().matches()).isEqualTo(LINKAGE.model().matches());
        assertThat(other.pairs().compared()).isEqualTo(LINKAGE.pairs().compared());
        assertThat(contents(shuffled, other)).isEqualTo(contents(RECORDS, LINKAGE));
    }

    private static Set<String> contents(Records records, Linkage linkage) {
        int[] clusters = linkage.clusters().byRow();
        Set<String> contents = new TreeSet<>();
        for (int row = 0; row < clusters.length; row++) {
            contents.add(text(records, row) + " with " + text(records, clusters[row]));
        }
        return contents;
    }

    private static String text(Records records, int row) {
        return MadeUpPeople.COLUMNS.stream()
                .map(column -> records.value(column.name(), row))
                .toList()
                .toString();
    }

    @Test
    void clustersThatContradictEachOtherAreNotJoined() {
        Records.Builder builder = Records.with(MadeUpPeople.COLUMNS);
        PEOPLE.rows().forEach(builder::add);
        // The last one has much of both of two namesakes who cannot be one.
        int first = PEOPLE.rows().size();
        builder.add(List.of("wulfric", "oddington", "19510101", "0777777701", "7 far street"));
        builder.add(List.of("wulfric", "oddington", "19920630", "0888888802", "99 other lane"));
        builder.add(Arrays.asList("wulfric", "oddington", null, "0777777701", "99 other lane"));
        Records records = builder.build();
        Linkage.Options usual = Linkage.Options.defaults();
        Linkage linkage = Linkage.of(
                records,
                MadeUpPeople.COMPARISONS,
                MadeUpPeople.KEYS,
                new Linkage.Options(0.95, 0.05, 1_000_000, usual.blocking(), usual.fit(), new Clusters.Guard(0, 0, 50)),
                new SplittableRandom(1),
                Progress.SILENT);
        assertThat(linkage.clusters().refused())
                .filteredOn(one -> records.origin(one.left()) >= first)
                .singleElement()
                .satisfies(one -> assertThat(one.cause()).isEqualTo(Clusters.Cause.CONTRADICTED));
        Clusters small = Clusters.of(
                records.size(),
                linkage.pairs(),
                linkage.automatic(),
                linkage.model().over(records),
                new Clusters.Guard(-1_000, -1_000, 2));
        assertThat(small.refused()).isNotEmpty().allMatch(one -> one.cause() == Clusters.Cause.TOO_LARGE);
    }

    @Test
    void progressRisesAndMayBeEnded() {
        List<Double> heard = new ArrayList<>();
        link(RECORDS, heard::add);
        assertThat(heard).isSorted().contains(1.0).hasSizeGreaterThan(10);
        assertThatThrownBy(() -> link(RECORDS, share -> share < 0.5)).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatTellsNobodyApartIsRefusedBeforeItFillsTheMemory() {
        Linkage.Options usual = Linkage.Options.defaults();
        Linkage.Options few = new Linkage.Options(0.95, 0.05, 100, usual.blocking(), usual.fit(), usual.guard());
        assertThatThrownBy(() -> Linkage.of(
                        RECORDS,
                        MadeUpPeople.COMPARISONS,
                        MadeUpPeople.KEYS,
                        few,
                        new SplittableRandom(1),
                        Progress.SILENT))
                .hasMessageContaining("more than 100 pairs look like one person");
        assertThatThrownBy(() -> new Linkage.Options(0.5, 0.9, 1, usual.blocking(), usual.fit(), usual.guard()))
                .hasMessageContaining("review 0.9, automatic 0.5");
    }

    @Test
    void qualityCountsPairs() {
        PairQuality quality = PairQuality.of(new int[] {1, 1, 1, 4, 4}, new int[] {7, 7, 8, 8, 9});
        assertThat(quality).isEqualTo(new PairQuality(4, 2, 1));
        assertThat(quality.precision()).isEqualTo(0.25);
        assertThat(quality.recall()).isEqualTo(0.5);
        assertThat(quality.f1()).isCloseTo(1 / 3.0, within(1e-12));
    }
}
