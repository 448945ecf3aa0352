package dev.limner.models.neural;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The weights of a network with one output, their gradients and the memory of Adam. Row `u` of a layer holds
/// the weights of its unit `u`, the last one that of the constant.
final class Network {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;

    private final double[][][] weights;
    private final double[][][] gradients;
    private final double[][][] means;
    private final double[][][] squares;
    private final double[][] units;
    private final double[][] errors;

    Network(int columns, List<Integer> hidden, RandomGenerator random) {
        int layers = hidden.size() + 1;
        weights = new double[layers][][];
        gradients = new double[layers][][];
        means = new double[layers][][];
        squares = new double[layers][][];
        units = new double[layers][];
        errors = new double[layers][];
        int inputs = columns;
        for (int layer = 0; layer < layers; layer++) {
            int outputs = layer < hidden.size() ? hidden.get(layer) : 1;
            weights[layer] = new double[outputs][inputs + 1];
            gradients[layer] = new double[outputs][inputs + 1];
            means[layer] = new double[outputs][inputs + 1];
            squares[layer] = new double[outputs][inputs + 1];
            units[layer] = new double[outputs];
            errors[layer] = new double[outputs];
            for (double[] unit : weights[layer]) {
                for (int j = 0; j < inputs; j++) {
                    unit[j] = Math.sqrt(2.0 / inputs) * random.nextGaussian();
                }
            }
            inputs = outputs;
        }
    }

    /// The output at `row`, without a trace, so that many may ask at once.
    double at(double[] row) {
        double[] inputs = row;
        for (int layer = 0; layer < weights.length; layer++) {
            double[] outputs = new double[weights[layer].length];
            pass(layer, inputs, outputs);
            inputs = outputs;
        }
        return inputs[0];
    }

    /// The output at `row`; keeps what [#backward] needs.
    double forward(double[] row) {
        double[] inputs = row;
        for (int layer = 0; layer < weights.length; layer++) {
            pass(layer, inputs, units[layer]);
            inputs = units[layer];
        }
        return inputs[0];
    }

    private void pass(int layer, double[] inputs, double[] outputs) {
        for (int u = 0; u < outputs.length; u++) {
            double[] unit = weights[layer][u];
            double sum = unit[inputs.length];
            for (int j = 0; j < inputs.length; j++) {
                sum += unit[j] * inputs[j];
            }
            outputs[u] = layer < weights.length - 1 ? Math.max(0, sum) : sum;
        }
    }

    /// Adds the gradient of a loss whose derivative in the last output is `error`.
    void backward(double[] row, double error) {
        errors[weights.length - 1][0] = error;
        for (int layer = weights.length - 1; layer >= 0; layer--) {
            double[] inputs = layer == 0 ? row : units[layer - 1];
            double[] below = layer == 0 ? new double[0] : errors[layer - 1];
            Arrays.fill(below, 0);
            for (int u = 0; u < errors[layer].length; u++) {
                double own = errors[layer][u];
                if (own == 0) {
                    continue;
                }
                double[] gradient = gradients[layer][u];
                for (int j = 0; j < inputs.length; j++) {
                    gradient[j] += own * inputs[j];
                }
                gradient[inputs.length] += own;
                for (int j = 0; j < below.length; j++) {
                    below[j] += inputs[j] > 0 ? own * weights[layer][u][j] : 0;
                }
            }
        }
    }

    /// Moves the weights against the gradients, the `count`-th time, and clears these.
    void step(double rate, double decay, int count) {
        double first = 1 - Math.pow(FIRST, count);
        double second = 1 - Math.pow(SECOND, count);
        for (int layer = 0; layer < weights.length; layer++) {
            for (int u = 0; u < weights[layer].length; u++) {
                double[] unit = weights[layer][u];
                double[] gradient = gradients[layer][u];
                double[] mean = means[layer][u];
                double[] square = squares[layer][u];
                for (int j = 0; j < unit.length; j++) {
                    mean[j] = FIRST * mean[j] + (1 - FIRST) * gradient[j];
                    square[j] = SECOND * square[j] + (1 - SECOND) * gradient[j] * gradient[j];
                    unit[j] -= rate * (mean[j] / first / (Math.sqrt(square[j] / second) + 1e-8) + decay * unit[j]);
                    gradient[j] = 0;
                }
            }
        }
    }

    /// The gradient that has been added up for weight `j` of unit `u` of `layer`.
    double gradient(int layer, int u, int j) {
        return gradients[layer][u][j];
    }

    /// Changes one weight by `change`.
    void shift(int layer, int u, int j, double change) {
        weights[layer][u][j] += change;
    }
}
