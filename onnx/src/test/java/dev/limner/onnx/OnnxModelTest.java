package dev.limner.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limner.predict.ForeignModel;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    /// Single precision holds about seven digits.
    private static final double FLOAT = 1e-6;

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void aLinearModelGivesWhatIsReckonedByHand() {
        ForeignModel model = ForeignModel.runner().open("m.onnx", OnnxFile.sigmoid(-1.5f, 0.25f, -2f, 0.01f), 3);
        assertThat(model.score(new float[] {4, 0.5f, 100})).isCloseTo(sigmoid(-1.5 + 1 - 1 + 1), within(FLOAT));
        assertThat(model.score(new float[] {0, 0, 0})).isCloseTo(sigmoid(-1.5), within(FLOAT));
        assertThat(model.score(new float[] {0, Float.NaN, 0})).isNaN();
    }

    @Test
    void ofAClassifierTheSecondColumnOfProbabilitiesCountsAndWhatIsMissingArrivesAsNaN() {
        ForeignModel model = ForeignModel.runner().open("m.onnx", OnnxFile.classifier(7, 0.5f, 1f, -0.5f), 2);
        assertThat(model.score(new float[] {1, 2})).isCloseTo(sigmoid(0.5 + 1 - 1), within(FLOAT));
        assertThat(model.score(new float[] {1, Float.NaN})).isCloseTo(sigmoid(0.5 + 1 - 3.5), within(FLOAT));
    }

    @Test
    void aModelOfOtherFeaturesIsRefusedAndSoIsAnythingElse() {
        byte[] two = OnnxFile.sigmoid(0, 1f, 1f);
        assertThatThrownBy(() -> ForeignModel.runner().open("m.onnx", two, 3))
                .hasMessageContaining("BAD_ONNX")
                .hasMessageContaining("not float32 [n, 3]");
        assertThatThrownBy(() -> ForeignModel.runner().open("m.onnx", new byte[] {1, 2, 3}, 3))
                .hasMessageContaining("BAD_ONNX")
                .hasMessageContaining("m.onnx");
    }

    @Test
    void withoutTheLibraryThatIsSaid() {
        assertThat(OnnxRuntime.isThere(OnnxModelTest.class.getClassLoader())).isTrue();
        assertThat(OnnxRuntime.isThere(ClassLoader.getPlatformClassLoader())).isFalse();
    }
}
