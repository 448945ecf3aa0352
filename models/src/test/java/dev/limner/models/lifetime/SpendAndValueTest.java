package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.BgBb.Opportunities;
import dev.limner.models.lifetime.GammaGamma.Options;
import dev.limner.models.lifetime.GammaGamma.Spending;
import dev.limner.models.statistics.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpendAndValueTest {
    private static final JsonNode GAMMA = Cdnow.GOLDEN.get("cdnow_sample_gammagamma");

    private static GammaGamma golden() {
        JsonNode p = GAMMA.get("params");
        return new GammaGamma(
                p.get("p").asDouble(), p.get("q").asDouble(), p.get("v").asDouble());
    }

    @Test
    void gammaGammaMatchesLifetimesAndFaderHardie2013() {
        Fitted<GammaGamma> fit = GammaGamma.fit(Cdnow.spendings(), Options.defaults(), Progress.SILENT);
        assertThat(fit.provenance().rows()).isEqualTo(946);
        double golden = GAMMA.get("loglik").asDouble();
        assertThat(fit.logLikelihood()).isBetween(golden - 1e-6, golden + 0.01);
        for (Fitted.Parameter parameter : fit.parameters()) {
            assertThat(parameter.value())
                    .isCloseTo(GAMMA.get("params").get(parameter.name()).asDouble(), withinPercentage(0.1));
            assertThat(parameter.standardError().orThrow())
                    .isCloseTo(GAMMA.get("se").get(parameter.name()).asDouble(), withinPercentage(0.2));
        }
        assertThat(fit.model().p()).isCloseTo(6.25, within(0.005));
        assertThat(fit.model().q()).isCloseTo(3.74, within(0.005));
        assertThat(fit.model().v()).isCloseTo(15.44, within(0.01));
    }

    @Test
    void spendAndLifetimeValueMatchLifetimes() {
        GammaGamma spend = golden();
        BgNbd lifetime = Cdnow.bgNbd("cdnow_sample");
        CustomerValue discounted = new CustomerValue(12, 4.345, 0.01);
        CustomerValue plain = new CustomerValue(12, 4.345, 0);
        for (NamedCsvRecord line : Golden.csv("lifetimes_cdnow_sample_clv.csv")) {
            PurchaseHistory history = Cdnow.customer(line.getField("customer"));
            double expected = spend.expectedSpend(
                            new Spending(history.repeats(), Double.parseDouble(line.getField("monetary"))))
                    .orThrow();
            assertThat(expected).isCloseTo(Double.parseDouble(line.getField("expected_avg_profit")), within(1e-9));
            assertThat(discounted.of(lifetime, history, expected))
                    .isCloseTo(Double.parseDouble(line.getField("clv12_d01")), within(1e-8));
            assertThat(plain.of(lifetime, history, expected))
                    .isCloseTo(Double.parseDouble(line.getField("clv12_d0")), within(1e-8));
        }
        assertThat(spend.populationMean().orThrow())
                .isCloseTo(GAMMA.get("population_mean_p_v_over_q_minus_1").asDouble(), within(1e-9));
    }

    @Test
    void gammaGammaIsRecovered() {
        Random random = new Random(4);
        List<Spending> customers = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int repeats = 1 + i % 4;
            double rate = Draws.gamma(4, 20, random);
            customers.add(new Spending(repeats, Draws.gamma(5.0 * repeats, rate * repeats, random)));
        }
        Fitted<GammaGamma> fit = GammaGamma.fit(customers, Options.defaults(), Progress.SILENT);
        double[] truth = {5, 4, 20};
        for (int i = 0; i < 3; i++) {
            Fitted.Parameter parameter = fit.parameters().get(i);
            assertThat(parameter.value())
                    .isCloseTo(truth[i], within(4 * parameter.standardError().orThrow()));
        }
    }

    @Test
    void whereThereIsNoMeanItSaysSo() {
        assertThat(new GammaGamma(2, 0.9, 10).populationMean()).isInstanceOf(Estimate.NotEstimable.class);
        assertThatThrownBy(() -> GammaGamma.fit(
                        List.of(new Spending(0, 0), new Spending(3, 0)), Options.defaults(), Progress.SILENT))
                .hasMessageContaining("no customer with a repeat purchase");
    }

    @Test
    void bgBbMatchesLifetimesAndFaderHardieShang2010() {
        Map<Opportunities, Long> donors = new HashMap<>();
        for (NamedCsvRecord line : Golden.csv("donations.csv")) {
            donors.put(
                    new Opportunities(
                            Integer.parseInt(line.getField("frequency")),
                            Integer.parseInt(line.getField("recency")),
                            Integer.parseInt(line.getField("periods"))),
                    Long.parseLong(line.getField("weights")));
        }
        JsonNode golden = Golden.json("lifetimes_bgbb_donations.json");
        Fitted<BgBb> fit = BgBb.fit(donors, BgBb.Options.defaults(), Progress.SILENT);
        double logLikelihood = golden.get("loglik").asDouble();
        assertThat(fit.logLikelihood()).isBetween(logLikelihood - 1e-6, logLikelihood + 1e-3);
        assertThat(fit.provenance().rows()).isEqualTo(11104);
        JsonNode p = golden.get("params");
        fit.parameters()
                .forEach(parameter -> assertThat(parameter.value())
                        .isCloseTo(p.get(parameter.name()).asDouble(), withinPercentage(0.1)));
        BgBb model = new BgBb(
                p.get("alpha").asDouble(),
                p.get("beta").asDouble(),
                p.get("gamma").asDouble(),
                p.get("delta").asDouble());
        assertThat(model.logLikelihood(donors)).isCloseTo(logLikelihood, within(1e-6));
        for (JsonNode row : golden.get("rows")) {
            Opportunities history = new Opportunities(
                    row.get("x").asInt(), row.get("t_x").asInt(), row.get("n").asInt());
            assertThat(model.expectedPurchases(history, 5))
                    .isCloseTo(row.get("expected_next_5").asDouble(), within(1e-9));
            assertThat(model.aliveProbability(history))
                    .isCloseTo(row.get("p_alive_at_7").asDouble(), within(1e-9));
        }
    }

    @Test
    void bgBbIsRecovered() {
        Random random = new Random(9);
        Map<Opportunities, Long> donors = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            double buys = Draws.beta(1.2, 0.8, random);
            double leaves = Draws.beta(0.7, 2.5, random);
            int taken = 0;
            int last = 0;
            for (int at = 1; at <= 8 && random.nextDouble() >= leaves; at++) {
                if (random.nextDouble() < buys) {
                    taken++;
                    last = at;
                }
            }
            donors.merge(new Opportunities(taken, last, 8), 1L, Long::sum);
        }
        Fitted<BgBb> fit = BgBb.fit(donors, BgBb.Options.defaults(), Progress.SILENT);
        double[] truth = {1.2, 0.8, 0.7, 2.5};
        for (int i = 0; i < 4; i++) {
            Fitted.Parameter parameter = fit.parameters().get(i);
            assertThat(parameter.value())
                    .isCloseTo(truth[i], within(4 * parameter.standardError().orThrow()));
        }
    }
}
