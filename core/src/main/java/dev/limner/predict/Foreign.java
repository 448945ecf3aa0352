package dev.limner.predict;

import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A model that was made elsewhere, over the definition's features as single-precision numbers.
final class Foreign implements Learned {
    private final Form.Onnx form;
    private transient @Nullable ForeignModel model;

    Foreign(Form.Onnx form) {
        this.form = form;
    }

    private synchronized ForeignModel model() {
        ForeignModel known = model;
        if (known == null) {
            known = ForeignModel.runner()
                    .open(form.file(), Base64.getDecoder().decode(form.content()), form.features());
            model = known;
        }
        return known;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public double score(double[] numbers, @Nullable String[] texts) {
        float[] features = new float[numbers.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) numbers[i];
        }
        double score = model().score(features);
        if (form.kind() == ModelDefinition.Kind.EVENT && (score < 0 || score > 1)) {
            throw UserProblem.of(Code.BAD_ONNX, form.file(), "a score of " + score + " is no probability");
        }
        return score;
    }

    /// What is inside is not known.
    @Override
    public double[] shares(double[] numbers, @Nullable String[] texts) {
        return new double[0];
    }
}
