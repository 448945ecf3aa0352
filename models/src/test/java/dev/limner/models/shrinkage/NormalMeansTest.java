package dev.limner.models.shrinkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.models.Progress;
import dev.limner.models.shrinkage.NormalMeans.Mean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormalMeansTest {
    @Test
    void whatWasPlantedIsFoundAndDrawnMeansErrLess() {
        SplittableRandom random = new SplittableRandom(3);
        List<Mean> means = new ArrayList<>();
        List<Double> levels = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double level = 10 + 2 * random.nextGaussian();
            int count = 1 + random.nextInt(20);
            means.add(new Mean(level + 5 * random.nextGaussian() / Math.sqrt(count), count));
            levels.add(level);
        }
        NormalMeans model = NormalMeans.fit(means, Progress.SILENT).model();
        // four standard errors: of a mean of 4,000, and about a tenth of the variances
        assertThat(model.level()).isCloseTo(10, within(0.2));
        assertThat(model.between()).isCloseTo(4, within(0.6));
        assertThat(model.within()).isCloseTo(25, within(3.0));
        double drawn = 0;
        double plain = 0;
        for (int i = 0; i < means.size(); i++) {
            Mean mean = means.get(i);
            drawn += Math.pow(model.mean(mean.value(), mean.count()) - levels.get(i), 2);
            plain += Math.pow(mean.value() - levels.get(i), 2);
        }
        assertThat(drawn).isLessThan(0.6 * plain);
    }

    @Test
    void theWeightIsThatOfBuehlmannAndStraub() {
        NormalMeans model = new NormalMeans(10, 4, 25);
        // n / (n + within / between)
        assertThat(model.weight(5)).isCloseTo(5 / (5 + 25 / 4.0), within(1e-12));
        assertThat(model.mean(20, 0)).isEqualTo(10);
        assertThat(model.mean(20, 1e9)).isCloseTo(20, within(1e-6));
    }

    @Test
    void whereNothingVariesThereIsNothingToLearn() {
        assertThatThrownBy(() -> NormalMeans.fit(Collections.nCopies(5, new Mean(1, 2)), Progress.SILENT))
                .hasMessageContaining("nothing varies");
    }
}
