package dev.limner.models.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.SharedData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// 7,032 customers with a tenure, beside R's survival 3.5-3.
@Tag("shared-data")
class SurvivalOnTelcoTest {
    private static final JsonNode GOLDEN = Golden.json("survival_ts.json");
    private static final List<NamedCsvRecord> LINES =
            SharedData.csv("data/telco-churn/Telco-Customer-Churn.csv.gz").stream()
                    .filter(line -> !line.getField("tenure").equals("0"))
                    .toList();
    private static final double[] TIMES = LINES.stream()
            .mapToDouble(line -> Double.parseDouble(line.getField("tenure")))
            .toArray();
    private static final boolean[] EVENTS = events();
    private static final List<String> NAMES = GOLDEN.get("telco_cox_efron").get("coef").properties().stream()
            .map(Map.Entry::getKey)
            .toList();
    private static final double[][] ROWS = LINES.stream()
            .map(line -> NAMES.stream().mapToDouble(name -> cell(line, name)).toArray())
            .toArray(double[][]::new);

    private static boolean[] events() {
        boolean[] events = new boolean[LINES.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = LINES.get(i).getField("Churn").equals("Yes");
        }
        return events;
    }

    /// R's name of a column is the field's with the category behind it.
    private static double cell(NamedCsvRecord line, String name) {
        String field = line.getHeader().stream()
                .filter(name::startsWith)
                .reduce("", (a, b) -> a.length() > b.length() ? a : b);
        return field.equals(name)
                ? Double.parseDouble(line.getField(field))
                : line.getField(field).equals(name.substring(field.length())) ? 1 : 0;
    }

    @Test
    void kaplanMeierMatchesR() {
        JsonNode golden = GOLDEN.get("telco_km");
        KaplanMeier curve = KaplanMeier.of(TIMES, EVENTS);
        for (int i = 0; i < golden.get("time").size(); i++) {
            double time = golden.get("time").get(i).asDouble();
            KaplanMeier.Step step = curve.steps().stream()
                    .filter(at -> at.time() == time)
                    .findFirst()
                    .orElseThrow();
            assertThat(step.atRisk()).isEqualTo(golden.get("at_risk").get(i).asLong());
            assertThat(step.survival()).isCloseTo(golden.get("surv").get(i).asDouble(), within(1e-10));
            assertThat(step.error()).isCloseTo(golden.get("std_err").get(i).asDouble(), within(1e-10));
        }
        assertThat(curve.restrictedMean(72)).isCloseTo(golden.get("rmst_72").asDouble(), within(1e-8));
    }

    @Test
    void logRankMatchesR() {
        List<String> contracts = List.of("Month-to-month", "One year", "Two year");
        int[] groups = LINES.stream()
                .mapToInt(line -> contracts.indexOf(line.getField("Contract")))
                .toArray();
        assertThat(LogRank.of(TIMES, EVENTS, groups).chiSquared())
                .isCloseTo(GOLDEN.get("telco_logrank_contract").get("chisq").asDouble(), within(1e-6));
    }

    @Test
    void coxMatchesR() {
        check(CoxModel.Ties.EFRON, "telco_cox_efron");
        check(CoxModel.Ties.BRESLOW, "telco_cox_breslow");
    }

    private static void check(CoxModel.Ties ties, String name) {
        CoxModel fit = CoxModel.fit(ROWS, TIMES, EVENTS, new CoxModel.Options(ties, 50), Progress.SILENT);
        JsonNode golden = GOLDEN.get(name);
        for (int j = 0; j < NAMES.size(); j++) {
            assertThat(fit.weights()[j])
                    .as(NAMES.get(j))
                    .isCloseTo(golden.get("coef").get(NAMES.get(j)).asDouble(), within(1e-8));
            assertThat(fit.standardErrors()[j])
                    .isCloseTo(golden.get("se").get(NAMES.get(j)).asDouble(), within(1e-8));
        }
        assertThat(fit.nullLogLikelihood())
                .isCloseTo(golden.get("loglik").get(0).asDouble(), within(1e-6));
        assertThat(fit.logLikelihood()).isCloseTo(golden.get("loglik").get(1).asDouble(), within(1e-6));
        double[] risks = IntStream.range(0, ROWS.length)
                .mapToDouble(i -> fit.logRisk(ROWS[i]))
                .toArray();
        assertThat(Concordance.of(TIMES, EVENTS, risks).orThrow())
                .isCloseTo(golden.get("concordance").asDouble(), within(1e-6));
        if (ties == CoxModel.Ties.EFRON) {
            // The peer's baseline is that of a row of zeros.
            double zeros = Math.exp(fit.logRisk(new double[NAMES.size()]));
            GOLDEN.get("telco_cox_efron_basehaz_at")
                    .properties()
                    .forEach(entry -> assertThat(zeros * fit.baselineHazard(Double.parseDouble(entry.getKey())))
                            .isCloseTo(entry.getValue().asDouble(), within(1e-6)));
        }
    }

    @Test
    void acceleratedTimesMatchR() {
        Map.of(
                        "weibull", AftModel.Shape.WEIBULL,
                        "lognormal", AftModel.Shape.LOG_NORMAL,
                        "loglogistic", AftModel.Shape.LOG_LOGISTIC,
                        "exponential", AftModel.Shape.EXPONENTIAL)
                .forEach((name, shape) -> {
                    AftModel fit = AftModel.fit(ROWS, TIMES, EVENTS, AftModel.Options.defaults(shape), Progress.SILENT);
                    JsonNode golden = GOLDEN.get("telco_aft_" + name);
                    assertThat(fit.logLikelihood())
                            .as(name)
                            .isCloseTo(golden.get("loglik").asDouble(), within(1e-6));
                    assertThat(fit.scale()).isCloseTo(golden.get("scale").asDouble(), within(1e-6));
                    assertThat(fit.intercept())
                            .isCloseTo(golden.get("coef").get("(Intercept)").asDouble(), within(1e-5));
                    for (int j = 0; j < NAMES.size(); j++) {
                        assertThat(fit.weights()[j])
                                .isCloseTo(golden.get("coef").get(NAMES.get(j)).asDouble(), within(1e-5));
                    }
                });
    }
}
