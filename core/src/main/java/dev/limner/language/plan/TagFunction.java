package dev.limner.language.plan;

import dev.limner.engine.Needs;
import dev.limner.event.ValueType;
import dev.limner.history.History;
import dev.limner.language.Vocabulary.TagType;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What computes a tag that is no expression: a function of a history, an instant, other tags and parameters.
public interface TagFunction extends Serializable {
    TagType type();

    /// How its values are held: as [ValueType] says; a text with [TagType#choices] by its place among them.
    ValueType stored();

    Needs needs();

    /// The tags it is computed from, besides the history.
    List<String> inputs();

    /// The name of the parameters it needs; null for none.
    @Nullable
    String model();

    /// The value, or [History#MISSING].
    ///
    /// @param past the events up to the instant `micros`
    /// @param inputs the values of [#inputs], held as those tags hold them
    long value(History past, long micros, long[] inputs, @Nullable Object parameters);

    /// As [Truth#until] says, of the value, as far as the history tells.
    long changesAt(History past, long micros);

    /// The events that counted, by their indices in `past`.
    int[] counted(History past, long micros);
}
