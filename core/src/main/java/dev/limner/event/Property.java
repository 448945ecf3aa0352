package dev.limner.event;

import dev.limner.problem.Words;
import java.io.Serializable;

/// A typed property that events may carry; its name means the same on every event type.
///
/// @param ordinal its place among the plan's properties, from 0; built-in ones come after the declared
public record Property(int ordinal, String name, ValueType type, Words title, Sensitivity sensitivity)
        implements Serializable {}
