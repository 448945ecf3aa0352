package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.LifetimeModel.Options;
import dev.limner.models.statistics.Draws;
import dev.limner.models.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/// Customers made by each model's own story give its parameters back, within four standard errors.
class LifetimeRecoveryTest {
    private static final int CUSTOMERS = 8_000;

    /// One customer of `age` who buys at `rate` until `leaves` says so of the moment of a purchase or before
    /// it.
    private static PurchaseHistory live(double rate, double age, DoublePredicate leaves, Random random) {
        int repeats = 0;
        double last = 0;
        double at = 0;
        while (!leaves.test(at)) {
            at += random.nextExponential() / rate;
            if (at > age || leaves.test(-at)) {
                break;
            }
            repeats++;
            last = at;
        }
        return new PurchaseHistory(repeats, last, age);
    }

    private static void truthIsFound(Fitted<?> fit, double... truth) {
        for (int i = 0; i < truth.length; i++) {
            Fitted.Parameter parameter = fit.parameters().get(i);
            assertThat((parameter.value() - truth[i])
                            / parameter.standardError().orThrow())
                    .as(parameter.name())
                    .isBetween(-4.0, 4.0);
        }
    }

    @Test
    void paretoNbdIsRecovered() {
        Random random = new Random(1);
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            double death = random.nextExponential() / Draws.gamma(0.9, 15, random);
            double rate = Draws.gamma(0.8, 6, random);
            customers.add(live(rate, 30 + i % 20, moment -> -moment > death, random));
        }
        truthIsFound(
                ParetoNbd.fit(PurchaseHistories.of(customers), Options.defaults(), Progress.SILENT), 0.8, 6, 0.9, 15);
    }

    @Test
    void bgNbdIsRecovered() {
        Random random = new Random(2);
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            double chance = Draws.beta(0.8, 2.5, random);
            double rate = Draws.gamma(0.6, 5, random);
            customers.add(live(rate, 30 + i % 20, at -> at > 0 && random.nextDouble() < chance, random));
        }
        truthIsFound(BgNbd.fit(PurchaseHistories.of(customers), Options.defaults(), Progress.SILENT), 0.6, 5, 0.8, 2.5);
    }

    @Test
    void mbgNbdIsRecovered() {
        Random random = new Random(3);
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            double chance = Draws.beta(0.8, 2.5, random);
            double rate = Draws.gamma(0.6, 5, random);
            customers.add(live(rate, 30 + i % 20, at -> at >= 0 && random.nextDouble() < chance, random));
        }
        truthIsFound(
                MbgNbd.fit(PurchaseHistories.of(customers), Options.defaults(), Progress.SILENT), 0.6, 5, 0.8, 2.5);
    }

    @Test
    void bootstrapIntervalsAgreeWithStandardErrors() {
        LifetimeBootstrap bootstrap = new LifetimeBootstrap(60, 0.8);
        Fitted<BgNbd> fit = BgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
        List<Interval> intervals = bootstrap.intervals(
                Cdnow.SAMPLE,
                histories -> BgNbd.fit(histories, Options.defaults(), Progress.SILENT),
                List.of(BgNbd::r, BgNbd::alpha),
                new Random(5),
                Progress.SILENT);
        for (int i = 0; i < 2; i++) {
            double error = fit.parameters().get(i).standardError().orThrow();
            assertThat(intervals.get(i).contains(fit.parameters().get(i).value()))
                    .isTrue();
            // An 80 % interval of a normal estimate is 2.56 standard errors wide; 60 replicates give it to
            // about 15 %.
            assertThat((intervals.get(i).upper() - intervals.get(i).lower()) / error)
                    .isBetween(1.7, 3.6);
        }
        assertThatThrownBy(() -> bootstrap.intervals(
                        Cdnow.SAMPLE,
                        histories -> BgNbd.fit(histories, Options.defaults(), Progress.SILENT),
                        List.of(BgNbd::r),
                        new Random(5),
                        share -> share < 0.03))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void historiesMergeWithoutLosingACustomer() {
        assertThat(Cdnow.SAMPLE.customers()).isEqualTo(2357);
        assertThat(Cdnow.SAMPLE.distinct()).hasSize(1016);
        assertThat(Cdnow.SAMPLE.resample(new Random(1)).customers()).isEqualTo(2357);
    }

    @Test
    void impossibleHistoriesAreRefused() {
        assertThatThrownBy(() -> new PurchaseHistory(0, 1, 2)).hasMessage("recency 1.0 without a repeat purchase");
        assertThatThrownBy(() -> new PurchaseHistory(1, 3, 2)).hasMessageContaining("recency 3.0, age 2.0");
        assertThatThrownBy(() -> PurchaseHistories.of(List.of())).hasMessage("no customers");
    }
}
