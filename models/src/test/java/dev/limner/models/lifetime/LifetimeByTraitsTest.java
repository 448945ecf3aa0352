package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limner.models.Fitted;
import dev.limner.models.Progress;
import dev.limner.models.lifetime.LifetimeByTraits.Customer;
import dev.limner.models.lifetime.LifetimeByTraits.Kind;
import dev.limner.models.lifetime.LifetimeModel.Options;
import dev.limner.models.statistics.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifetimeByTraitsTest {
    private static final int CUSTOMERS = 6_000;

    /// Customers of whom a yes (trait 0) buys twice as often and leaves 1.5 times as readily, and each year of
    /// trait 1 makes buy 1.1 times as often.
    private static List<Customer> made(Kind kind, Random random) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            double yes = random.nextInt(2);
            double years = random.nextInt(10);
            double rate = Draws.gamma(0.8, 6, random) * Math.pow(2, yes) * Math.pow(1.1, years);
            double ready = Math.pow(1.5, yes);
            double age = 30 + i % 20;
            double death = random.nextExponential() / (Draws.gamma(0.9, 15, random) * ready);
            double chance = Draws.beta(0.8 * Math.sqrt(ready), 2.5 / Math.sqrt(ready), random);
            int repeats = 0;
            double last = 0;
            boolean gone = kind == Kind.MBG_NBD && random.nextDouble() < chance;
            while (!gone) {
                double at = last + random.nextExponential() / rate;
                if (at > age || (kind == Kind.PARETO_NBD && at > death)) {
                    break;
                }
                repeats++;
                last = at;
                gone = kind != Kind.PARETO_NBD && random.nextDouble() < chance;
            }
            customers.add(new Customer(new PurchaseHistory(repeats, last, age), List.of(yes, years)));
        }
        return customers;
    }

    @ParameterizedTest
    @EnumSource
    void effectsAreRecovered(Kind kind) {
        Fitted<LifetimeByTraits> fit =
                LifetimeByTraits.fit(made(kind, new Random(7)), kind, Options.defaults(), Progress.SILENT);
        assertThat(fit.converged()).isTrue();
        double[] truth = {2, 1.1, 1.5, 1};
        for (int i = 0; i < 4; i++) {
            Fitted.Parameter effect = fit.parameters().get(4 + i);
            assertThat((effect.value() - truth[i]) / effect.standardError().orThrow())
                    .as(effect.name())
                    .isBetween(-3.5, 3.5);
        }
        // Buying is seen often and told well, leaving is not seen.
        assertThat(fit.parameters().get(4).standardError().orThrow()).isLessThan(0.2);
        LifetimeModel typical = fit.model().of(0, 0);
        LifetimeModel lively = fit.model().of(1, 9);
        assertThat(lively.expectedPurchases(1)).isGreaterThan(3 * typical.expectedPurchases(1));
    }

    @ParameterizedTest
    @EnumSource
    void aTraitThatAllShareChangesNothing(Kind kind) {
        List<Customer> customers = Cdnow.CUSTOMERS.values().stream()
                .map(history -> new Customer(history, List.of(1.0)))
                .toList();
        Fitted<LifetimeByTraits> fit = LifetimeByTraits.fit(customers, kind, Options.defaults(), Progress.SILENT);
        Fitted<? extends LifetimeModel> plain = switch (kind) {
            case PARETO_NBD -> ParetoNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
            case BG_NBD -> BgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
            case MBG_NBD -> MbgNbd.fit(Cdnow.SAMPLE, Options.defaults(), Progress.SILENT);
        };
        assertThat(fit.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-4));
        assertThat(fit.model().of(1).expectedPurchases(39))
                .isCloseTo(plain.model().expectedPurchases(39), withinPercentage(0.1));
        assertThat(fit.parameters().get(4).value()).isEqualTo(1);
    }

    @Test
    void chanceTraitsGainNoMoreThanChanceAndAPenaltyDrawsThemIn() {
        Random random = new Random(3);
        List<Customer> customers = Cdnow.CUSTOMERS.values().stream()
                .map(history -> new Customer(history, List.of((double) random.nextInt(2))))
                .toList();
        Fitted<LifetimeByTraits> free =
                LifetimeByTraits.fit(customers, Kind.PARETO_NBD, Options.defaults(), Progress.SILENT);
        // Fader, Hardie and Lee's likelihood; two free parameters of no use gain 1 on average, seldom above 5.
        assertThat(free.logLikelihood()).isBetween(-9594.9763, -9590.0);
        Fitted<LifetimeByTraits> drawn =
                LifetimeByTraits.fit(customers, Kind.PARETO_NBD, new Options(0.05), Progress.SILENT);
        IntStream.range(4, 6)
                .forEach(i -> assertThat(
                                Math.abs(Math.log(drawn.parameters().get(i).value())))
                        .isLessThanOrEqualTo(
                                Math.abs(Math.log(free.parameters().get(i).value()))));
        assertThatThrownBy(() -> LifetimeByTraits.fit(List.of(), Kind.BG_NBD, Options.defaults(), Progress.SILENT))
                .hasMessage("no customers");
    }
}
