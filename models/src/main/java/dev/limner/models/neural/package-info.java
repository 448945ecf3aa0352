/// Small neural networks over tables.
///
/// Start with [MultilayerPerceptron]. On tables of customers boosted trees are usually better; take this where
/// effects are smooth. Anyone may call.
@NullMarked
package dev.limner.models.neural;

import org.jspecify.annotations.NullMarked;
