package dev.limner.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void interpolatesAsNumpyDoes() {
        double[] values = {7, 1, 3, 10};
        assertThat(Quantiles.of(values, 0, 0.25, 0.5, 0.9, 1))
                .containsExactly(new double[] {1, 2.5, 5, 9.1, 10}, within(1e-12));
    }

    @Test
    void leavesItsInputAlone() {
        double[] values = {3, 1, 2};
        Quantiles.of(values, 0.5);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void refusesWhatHasNoQuantile() {
        assertThatThrownBy(() -> Quantiles.of(new double[0], 0.5)).hasMessage("no values");
        assertThatThrownBy(() -> Quantiles.of(new double[] {1}, 1.5)).hasMessageContaining("1.5");
    }
}
