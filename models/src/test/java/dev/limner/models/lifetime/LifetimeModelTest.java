package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.limner.models.Estimate;
import dev.limner.models.Fitted;
import dev.limner.models.Golden;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.LifetimeModel.Options;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class LifetimeModelTest {
    private static final String SET = "cdnow_sample";

    static Stream<LifetimeModel> models() {
        return Stream.of(Cdnow.bgNbd(SET), Cdnow.mbgNbd(SET), Cdnow.paretoNbd(SET));
    }

    private static JsonNode golden(LifetimeModel model) {
        return Cdnow.GOLDEN.get(SET).get(model.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("models")
    void likelihoodAndExpectationsMatchLifetimes(LifetimeModel model) {
        JsonNode golden = golden(model);
        // Pareto/NBD: lifetimes computes with a log of a difference, good to 1e-6 of this sum.
        assertThat(model.logLikelihood(Cdnow.SAMPLE))
                .isCloseTo(golden.get("loglik").asDouble(), within(1e-6));
        golden.get("expected_unconditional")
                .properties()
                .forEach(entry -> assertThat(model.expectedPurchases(Double.parseDouble(entry.getKey())))
                        .isCloseTo(entry.getValue().asDouble(), within(1e-9)));
        double mean = Cdnow.CUSTOMERS.values().stream()
                .mapToDouble(history -> model.expectedPurchases(history, 39))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(golden.get("mean_expected_39").asDouble(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("models")
    void customersMatchLifetimes(LifetimeModel model) {
        String name = model.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        List<NamedCsvRecord> lines = Golden.csv("lifetimes_cdnow_sample_customers.csv").stream()
                .filter(line -> line.getField("model").equals(name))
                .toList();
        assertThat(lines).hasSize(12);
        for (NamedCsvRecord line : lines) {
            PurchaseHistory history = Cdnow.customer(line.getField("customer"));
            assertThat(model.expectedPurchases(history, 39))
                    .isCloseTo(Double.parseDouble(line.getField("expected")), within(1e-9));
            if (!(model instanceof BgNbd) || history.repeats() > 0) {
                assertThat(model.aliveProbability(history).orThrow())
                        .isCloseTo(Double.parseDouble(line.getField("p_alive")), within(1e-9));
            }
        }
    }

    @Test
    void bgNbdDoesNotSayWhetherOneTimeBuyersAreAlive() {
        assertThat(Cdnow.bgNbd(SET).aliveProbability(new PurchaseHistory(0, 0, 30)))
                .isEqualTo(new Estimate.NotEstimable("BG/NBD holds every one-time buyer for alive"));
    }

    @Test
    void parametersMatchFaderHardieLee2005() {
        Fitted<BgNbd> fit = BgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
        assertThat(fit.logLikelihood()).isCloseTo(-9582.429, within(0.004));
        assertThat(fit.model().r()).isCloseTo(0.243, within(0.0005));
        assertThat(fit.model().alpha()).isCloseTo(4.414, within(0.0005));
        assertThat(fit.model().a()).isCloseTo(0.793, within(0.0005));
        assertThat(fit.model().b()).isCloseTo(2.426, within(0.0005));
    }

    @Test
    void parametersAndErrorsOfBgNbdMatchLifetimes() {
        check(BgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT), "bgnbd", 0.01);
    }

    @Test
    void parametersAndErrorsOfMbgNbdMatchLifetimes() {
        check(MbgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT), "mbgnbd", 0.1);
    }

    @Test
    void parametersOfParetoNbdMatchLifetimesAndItsErrorsClvTools() {
        Fitted<ParetoNbd> fit = ParetoNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
        check(fit, "paretonbd", 0.1);
        JsonNode clvTools = Golden.json("clvtools.json").get("cdnow_pnbd");
        for (Fitted.Parameter parameter : fit.parameters()) {
            assertThat(parameter.standardError().orThrow())
                    .isCloseTo(clvTools.get("se").get(parameter.name()).asDouble(), withinPercentage(0.5));
        }
    }

    private static void check(Fitted<? extends LifetimeModel> fit, String name, double percent) {
        JsonNode golden = Cdnow.GOLDEN.get(SET).get(name);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.provenance().rows()).isEqualTo(2357);
        // Ours may be better by as much as lifetimes stopped too early.
        assertThat(fit.logLikelihood())
                .isBetween(
                        golden.get("loglik").asDouble() - 1e-7,
                        golden.get("loglik").asDouble() + 1e-4);
        for (Fitted.Parameter parameter : fit.parameters()) {
            assertThat(parameter.value())
                    .isCloseTo(golden.get("params").get(parameter.name()).asDouble(), withinPercentage(percent));
            if (golden.has("se")) {
                assertThat(parameter.standardError().orThrow())
                        .isCloseTo(golden.get("se").get(parameter.name()).asDouble(), withinPercentage(0.1));
            }
        }
    }

    @Test
    void discountedPurchasesMatchClvTools() {
        JsonNode golden = Golden.json("clvtools.json").get("cdnow_pnbd").get("params");
        ParetoNbd model = new ParetoNbd(
                golden.get("r").asDouble(),
                golden.get("alpha").asDouble(),
                golden.get("s").asDouble(),
                golden.get("beta").asDouble());
        for (NamedCsvRecord line : Golden.csv("clvtools_cdnow_pnbd_customers.csv")) {
            PurchaseHistory rounded = Cdnow.customer(line.getField("Id"));
            // The sample's file rounds weeks to two digits; CLVTools counts days.
            PurchaseHistory history = new PurchaseHistory(
                    rounded.repeats(), Math.rint(rounded.recency() * 7) / 7, Math.rint(rounded.age() * 7) / 7);
            assertThat(model.discountedPurchases(history, Math.log(1.10) / 52))
                    .isCloseTo(Double.parseDouble(line.getField("DERT")), withinPercentage(1e-6));
            assertThat(model.expectedPurchases(history, 39))
                    .isCloseTo(Double.parseDouble(line.getField("CET")), withinPercentage(1e-6));
            assertThat(model.aliveProbability(history).orThrow())
                    .isCloseTo(Double.parseDouble(line.getField("PAlive")), withinPercentage(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void nothingIsExpectedOfNoTimeAndMoreOfMore(LifetimeModel model) {
        PurchaseHistory history = new PurchaseHistory(3, 20, 30);
        assertThat(model.expectedPurchases(history, 0)).isZero();
        assertThat(model.expectedPurchases(0)).isZero();
        assertThat(model.expectedPurchases(history, 20)).isGreaterThan(model.expectedPurchases(history, 10));
        assertThat(model.expectedPurchases(new PurchaseHistory(3, 29, 30), 10))
                .isGreaterThan(model.expectedPurchases(history, 10));
    }

    @Test
    void expectationsPassSmoothlyThroughTheirSingularParameters() {
        PurchaseHistory history = new PurchaseHistory(2, 10, 20);
        double before = new BgNbd(0.5, 5, 0.9999, 2).expectedPurchases(history, 30);
        double at = new BgNbd(0.5, 5, 1, 2).expectedPurchases(history, 30);
        double after = new BgNbd(0.5, 5, 1.0001, 2).expectedPurchases(history, 30);
        assertThat(at).isCloseTo((before + after) / 2, withinPercentage(1e-5));
        double pareto = new ParetoNbd(0.5, 5, 1, 7).expectedPurchases(history, 30);
        double near = new ParetoNbd(0.5, 5, 1 + 1e-9, 7).expectedPurchases(history, 30);
        assertThat(pareto).isCloseTo(near, withinPercentage(1e-6));
    }

    @Test
    void aPenaltyPullsParametersTowardsOne() {
        BgNbd free =
                BgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT).model();
        BgNbd held = BgNbd.fit(Cdnow.SAMPLE, new Options(0.01), Progress.SILENT).model();
        assertThat(held.alpha()).isBetween(1.0, free.alpha());
        assertThat(held.b()).isBetween(1.0, free.b());
    }
}
