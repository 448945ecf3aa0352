package dev.limner.models.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NextPurchaseTest {
    private static final ParetoNbd MODEL = new ParetoNbd(0.55, 10.6, 0.61, 11.7);

    @Test
    void whoeverNeverLeavesWaitsAsAGammaMixtureOfRatesHasIt() {
        NextPurchase next = new NextPurchase(1, 3.5, 40, 1e-12, 50);
        for (double time : new double[] {0.1, 1, 10, 100, 5000}) {
            // Pareto of the second kind, in closed form
            assertThat(next.within(time)).isCloseTo(1 - Math.pow(40 / (40 + time), 3.5), within(1e-9));
        }
        assertThat(next.ever()).isCloseTo(1, within(1e-9));
    }

    @Test
    void theDistributionIsTheIntegralOfTheDensity() {
        for (PurchaseHistory history : new PurchaseHistory[] {
            new PurchaseHistory(0, 0, 30), new PurchaseHistory(2, 30, 38), new PurchaseHistory(60, 300, 301)
        }) {
            NextPurchase next = MODEL.nextPurchase(history);
            double sum = 0;
            double step = 0.001;
            for (double time = step / 2; time < 40; time += step) {
                sum += step * next.density(time);
            }
            // the rule of midpoints errs by the square of the step
            assertThat(next.within(40)).as(history.toString()).isCloseTo(sum, within(1e-6));
            assertThat(next.within(1e12)).isCloseTo(next.ever(), within(1e-3));
            assertThat(next.ever()).isLessThan(MODEL.aliveProbability(history).orThrow());
        }
    }

    @Test
    void quantilesUndoTheDistributionAndAreInfiniteBeyondIt() {
        NextPurchase next = MODEL.nextPurchase(new PurchaseHistory(2, 30, 38));
        for (double probability : new double[] {0.01, 0.1, 0.3, 0.5}) {
            assertThat(next.within(next.quantile(probability))).isCloseTo(probability, within(1e-9));
        }
        assertThat(next.quantile(next.ever() + 0.01)).isInfinite();
    }

    @Test
    void waitsOfSimulatedCustomersAreAsForetold() {
        SplittableRandom random = new SplittableRandom(7);
        // of customers drawn with their rates, those with this history, and what they did next
        double age = 40;
        int like = 0;
        int bought = 0;
        double foretold = 0;
        for (int i = 0; i < 400_000; i++) {
            double rate = gamma(0.55, random) / 10.6;
            double leaves = -Math.log(random.nextDouble()) / (gamma(0.61, random) / 11.7);
            int repeats = 0;
            double last = 0;
            double time = -Math.log(random.nextDouble()) / rate;
            while (time < Math.min(age, leaves)) {
                repeats++;
                last = time;
                time += -Math.log(random.nextDouble()) / rate;
            }
            if (repeats == 1 && last < 20) {
                like++;
                foretold +=
                        MODEL.nextPurchase(new PurchaseHistory(1, last, age)).within(15);
                // time is the first purchase after the age, if the customer is there then
                bought += time < leaves && time < age + 15 ? 1 : 0;
            }
        }
        assertThat(like).isGreaterThan(10_000);
        // three standard errors of a rate of that many
        double rate = bought / (double) like;
        assertThat(foretold / like).isCloseTo(rate, within(3 * Math.sqrt(rate * (1 - rate) / like)));
    }

    /// Marsaglia and Tsang for a shape below 1, by a power of a uniform number.
    private static double gamma(double shape, SplittableRandom random) {
        double d = shape + 1 - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v * Math.pow(random.nextDouble(), 1 / shape);
            }
        }
    }

    @Test
    void asMuchIsBoughtAtOnceAsTheRateHasIt() {
        PurchaseHistory history = new PurchaseHistory(5, 60, 61);
        NextPurchase next = MODEL.nextPurchase(history);
        double tiny = 1e-6;
        assertThat(next.within(tiny) / tiny).isCloseTo(MODEL.expectedPurchases(history, tiny) / tiny, within(1e-6));
        assertThat(IntStream.range(0, 400).mapToDouble(next::within).toArray()).isSorted();
    }
}
