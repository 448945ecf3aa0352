package dev.limner.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A tiny ONNX file, written byte by byte as onnx.proto says (field numbers in the code).
final class OnnxFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// The probability 1 / (1 + exp(-(x w + b))) as one column named `y`.
    static byte[] sigmoid(float bias, float... weights) {
        return model(
                weights.length,
                List.of(
                        node("MatMul", List.of("x", "w"), List.of("xw")),
                        node("Add", List.of("xw", "b"), List.of("z")),
                        node("Sigmoid", List.of("z"), List.of("y"))),
                List.of(tensor("w", new long[] {weights.length, 1}, weights), tensor("b", new long[] {1}, bias)),
                List.of(value("y", 1)));
    }

    /// The same as two columns, as classifiers give them, behind an output of labels; what is missing counts as
    /// `fill`.
    static byte[] classifier(float fill, float bias, float... weights) {
        return model(
                weights.length,
                List.of(
                        node("IsNaN", List.of("x"), List.of("missing")),
                        node("Where", List.of("missing", "fill", "x"), List.of("filled")),
                        node("MatMul", List.of("filled", "w"), List.of("xw")),
                        node("Add", List.of("xw", "b"), List.of("z")),
                        node("Sigmoid", List.of("z"), List.of("p")),
                        node("Sub", List.of("one", "p"), List.of("q")),
                        node("Concat", List.of("q", "p"), List.of("probabilities"))
                                .message(5, axis()),
                        node("Identity", List.of("q"), List.of("label"))),
                List.of(
                        tensor("fill", new long[] {1}, fill),
                        tensor("one", new long[] {1}, 1),
                        tensor("w", new long[] {weights.length, 1}, weights),
                        tensor("b", new long[] {1}, bias)),
                List.of(value("probabilities", 2), value("label", 1)));
    }

    /// AttributeProto: name 1, i 3, type 20 (INT = 2).
    private static OnnxFile axis() {
        return new OnnxFile().text(1, "axis").number(3, 1).number(20, 2);
    }

    /// ModelProto: ir_version 1, graph 7, opset_import 8 (version 2). GraphProto: node 1, name 2, initializer 5,
    /// input 11, output 12.
    private static byte[] model(int features, List<OnnxFile> nodes, List<OnnxFile> constants, List<OnnxFile> outputs) {
        OnnxFile graph = new OnnxFile();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "tiny");
        constants.forEach(constant -> graph.message(5, constant));
        graph.message(11, value("x", features));
        outputs.forEach(output -> graph.message(12, output));
        return new OnnxFile()
                .number(1, 8)
                .message(7, graph)
                .message(8, new OnnxFile().text(1, "").number(2, 13))
                .bytes
                .toByteArray();
    }

    /// NodeProto: input 1, output 2, op_type 4, attribute 5.
    private static OnnxFile node(String operation, List<String> inputs, List<String> outputs) {
        OnnxFile node = new OnnxFile();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        return node.text(4, operation);
    }

    /// TensorProto: dims 1, data_type 2 (FLOAT = 1), name 8, raw_data 9.
    private static OnnxFile tensor(String name, long[] dimensions, float... values) {
        OnnxFile tensor = new OnnxFile();
        for (long dimension : dimensions) {
            tensor.number(1, dimension);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return tensor.number(2, 1).text(8, name).raw(9, raw.array());
    }

    /// ValueInfoProto: name 1, type 2. TypeProto: tensor_type 1 (elem_type 1, shape 2). TensorShapeProto: dim 1
    /// (dim_value 1, dim_param 2).
    private static OnnxFile value(String name, int columns) {
        OnnxFile shape =
                new OnnxFile().message(1, new OnnxFile().text(2, "n")).message(1, new OnnxFile().number(1, columns));
        OnnxFile tensor = new OnnxFile().number(1, 1).message(2, shape);
        return new OnnxFile().text(1, name).message(2, new OnnxFile().message(1, tensor));
    }

    private OnnxFile number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private OnnxFile message(int field, OnnxFile message) {
        return raw(field, message.bytes.toByteArray());
    }

    private OnnxFile text(int field, String text) {
        return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private OnnxFile raw(int field, byte[] content) {
        varint(((long) field << 3) | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void varint(long value) {
        long left = value;
        while (left > 0x7F) {
            bytes.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
