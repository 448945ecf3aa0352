/// Models that were made elsewhere, run by ONNX Runtime. The library is optional: without it all else works.
///
/// Start with [OnnxRuntime]. Core finds it as a service and knows only the interface.
@NullMarked
package dev.limner.onnx;

import org.jspecify.annotations.NullMarked;
