package dev.limner.predict;

import dev.limner.problem.UserProblem;
import java.util.ServiceLoader;

/// A model that was made elsewhere, held by a library that can run it.
public interface ForeignModel {
    /// The score of one row of features in the order of the definition, a missing one NaN; NaN where the model
    /// gives none.
    double score(float[] features);

    /// What runs models of a format. It is found on the class path, since its library is large and few need it.
    interface Runner {
        /// The model in a file.
        ///
        /// @param file its name, for problems
        /// @param features how many features it is given
        /// @throws UserProblem where the library is missing, the file is no such model, or it
        /// wants something else
        ForeignModel open(String file, byte[] bytes, int features);
    }

    /// What runs ONNX models here.
    ///
    /// @throws UserProblem where nothing does
    static Runner runner() {
        return ServiceLoader.load(Runner.class).findFirst().orElseThrow(() -> UserProblem.of(UserProblem.Code.NO_ONNX));
    }
}
