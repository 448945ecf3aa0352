package dev.limner.language.plan;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A fitted model as expressions ask it: the parameters behind `score('...')`.
public interface Scoring extends Serializable {
    /// The name of the parameters of a model.
    static String parameter(String model) {
        return "model:" + model;
    }

    /// The score of a row of features, one an index; NaN where none can be told.
    ///
    /// @param numbers those that are no texts, as [Measure#of] says; NaN where missing
    /// @param texts those that are texts, else null
    double score(double[] numbers, @Nullable String[] texts);
}
