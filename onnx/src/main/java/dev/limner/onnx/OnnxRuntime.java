package dev.limner.onnx;

import dev.limner.predict.ForeignModel;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;

/// What runs ONNX models where the library is on the class path, and says how to add it where it is not.
public final class OnnxRuntime implements ForeignModel.Runner {
    private static final String LIBRARY = "ai.onnxruntime.OrtEnvironment";

    @Override
    public ForeignModel open(String file, byte[] bytes, int features) {
        if (!isThere(OnnxRuntime.class.getClassLoader())) {
            throw UserProblem.of(Code.NO_ONNX);
        }
        return OnnxModel.open(file, bytes, features);
    }

    /// Whether a loader knows the library.
    static boolean isThere(ClassLoader loader) {
        try {
            Class.forName(LIBRARY, false, loader);
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
