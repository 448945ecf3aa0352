package dev.limner.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.limner.predict.ForeignModel;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/// One ONNX model: a single input float32 [n, features], and as output a tensor of one column, or of two whose
/// second is the probability. Of several outputs the one named `probabilities` counts, else the last.
final class OnnxModel implements ForeignModel {
    private static final String PROBABILITIES = "probabilities";

    private final String file;
    private final OrtSession session;
    private final String input;
    private final String output;

    private OnnxModel(String file, OrtSession session, String input, String output) {
        this.file = file;
        this.session = session;
        this.input = input;
        this.output = output;
    }

    static OnnxModel open(String file, byte[] bytes, int features) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = OrtEnvironment.getEnvironment().createSession(bytes, options);
            Map<String, NodeInfo> inputs = session.getInputInfo();
            if (inputs.size() != 1) {
                throw wrong(file, inputs.size() + " inputs instead of one");
            }
            Map.Entry<String, NodeInfo> only = inputs.entrySet().iterator().next();
            if (!(only.getValue().getInfo() instanceof TensorInfo tensor)
                    || tensor.type != ai.onnxruntime.OnnxJavaType.FLOAT
                    || tensor.getShape().length != 2
                    || (tensor.getShape()[1] >= 0 && tensor.getShape()[1] != features)) {
                throw wrong(file, "the input is " + only.getValue().getInfo() + ", not float32 [n, " + features + "]");
            }
            Set<String> outputs = session.getOutputNames();
            String output = outputs.contains(PROBABILITIES)
                    ? PROBABILITIES
                    : outputs.stream().reduce((_, last) -> last).orElseThrow(() -> wrong(file, "it has no output"));
            return new OnnxModel(file, session, only.getKey(), output);
        } catch (OrtException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static UserProblem wrong(String file, String what) {
        return UserProblem.of(Code.BAD_ONNX, file, what);
    }

    @Override
    public double score(float[] features) {
        try (OnnxTensor row = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(features), new long[] {1, features.length});
                OrtSession.Result result = session.run(Map.of(input, row), Set.of(output))) {
            return switch (result.get(0).getValue()) {
                case float[][] columns when columns[0].length == 1 -> columns[0][0];
                case float[][] columns when columns[0].length == 2 -> columns[0][1];
                case float[] one when one.length == 1 -> one[0];
                case Object other ->
                    throw wrong(file, "the output is " + other.getClass().getSimpleName());
            };
        } catch (OrtException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }
}
