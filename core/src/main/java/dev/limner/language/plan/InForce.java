package dev.limner.language.plan;

import org.jspecify.annotations.Nullable;

/// The parameters of populations, such as cut-offs and rankings, that are in force at an instant.
@FunctionalInterface
public interface InForce extends java.io.Serializable {
    /// No parameters: what depends on a population is missing.
    InForce NONE = (_, _) -> null;

    /// The parameters of a model at an instant in microseconds since 1970; null where there are none.
    @Nullable
    Object parameters(String model, long micros);
}
