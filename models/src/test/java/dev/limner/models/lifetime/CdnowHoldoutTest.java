package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import dev.limner.models.evaluation.Ranking;
import dev.limner.models.lifetime.LifetimeModel.Options;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// All 23,570 customers of CDNOW: fitted on 39 weeks, tested on the next 39.
@Tag("shared-data")
class CdnowHoldoutTest {
    private static final LocalDate END = LocalDate.of(1997, 9, 30);
    private static final String SET = "cdnow_master_weeks";

    private final List<PurchaseHistory> histories = new ArrayList<>();
    private final List<Integer> bought = new ArrayList<>();

    CdnowHoldoutTest() {
        Map<String, TreeSet<LocalDate>> days = new TreeMap<>();
        SharedData.lines("data/cdnow/CDNOW_master.txt.gz").stream()
                .skip(1)
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields.length == 4)
                .forEach(fields -> days.computeIfAbsent(fields[0], _ -> new TreeSet<>())
                        .add(LocalDate.parse(fields[1], DateTimeFormatter.BASIC_ISO_DATE)));
        for (TreeSet<LocalDate> dates : days.values()) {
            var seen = dates.headSet(END, true);
            LocalDate first = dates.getFirst();
            histories.add(new PurchaseHistory(
                    seen.size() - 1,
                    ChronoUnit.DAYS.between(first, seen.last()) / 7.0,
                    ChronoUnit.DAYS.between(first, END) / 7.0));
            bought.add(dates.tailSet(END, false).size());
        }
    }

    @Test
    void summaryMatchesLifetimes() {
        JsonNode golden = Cdnow.GOLDEN.get("cdnow_master_summary");
        assertThat(histories).hasSize(golden.get("n").asInt());
        assertThat(histories.stream().mapToInt(PurchaseHistory::repeats).sum()).isEqualTo(24_337);
        assertThat(histories.stream().mapToDouble(PurchaseHistory::age).sum())
                .isCloseTo(golden.get("sum_T_weeks").asDouble(), within(1e-6));
        assertThat(bought.stream().mapToInt(Integer::intValue).sum()).isEqualTo(19_684);
    }

    @Test
    void fitsAndForecastsMatchLifetimes() {
        PurchaseHistories all = PurchaseHistories.of(histories);
        check(BgNbd.fit(all, Options.defaults(), Progress.SILENT), "bgnbd", Cdnow.bgNbd(SET));
        check(MbgNbd.fit(all, Options.defaults(), Progress.SILENT), "mbgnbd", Cdnow.mbgNbd(SET));
        check(ParetoNbd.fit(all, Options.defaults(), Progress.SILENT), "paretonbd", Cdnow.paretoNbd(SET));
    }

    private void check(Fitted<? extends LifetimeModel> fit, String name, LifetimeModel peer) {
        JsonNode golden = Cdnow.GOLDEN.get(SET).get(name);
        assertThat(fit.logLikelihood()).isGreaterThan(golden.get("loglik").asDouble() - 1e-4);
        fit.parameters()
                .forEach(parameter -> assertThat(parameter.value())
                        .as(parameter.name())
                        .isCloseTo(golden.get("params").get(parameter.name()).asDouble(), withinPercentage(1)));
        JsonNode holdout = Cdnow.GOLDEN.get("cdnow_master_holdout").get(name);
        for (LifetimeModel model : List.of(fit.model(), peer)) {
            double[] expected = histories.stream()
                    .mapToDouble(history -> model.expectedPurchases(history, 39))
                    .toArray();
            double total = 0;
            double error = 0;
            boolean[] events = new boolean[expected.length];
            for (int i = 0; i < expected.length; i++) {
                total += expected[i];
                error += Math.abs(expected[i] - bought.get(i)) / expected.length;
                events[i] = bought.get(i) > 0;
            }
            double auc = Ranking.of(expected, events).auc().orThrow();
            assertThat(total).isCloseTo(holdout.get("pred_total").asDouble(), withinPercentage(0.1));
            assertThat(error).isCloseTo(holdout.get("mae").asDouble(), within(5e-4));
            assertThat(auc).isCloseTo(holdout.get("auc_exp_vs_bought").asDouble(), within(5e-4));
        }
    }
}
