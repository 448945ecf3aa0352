package dev.limner.language.plan;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A value that is read: a text, or a list of texts as [dev.limner.event.Lists] writes it.
interface Textual extends Serializable {
    /// The text, null where missing.
    @Nullable
    String text(Frame frame);

    /// As [Truth#until] says, of the text.
    long until(Frame frame);

    /// As [Truth#cite] says, of the text.
    void cite(Frame frame, Citation citation);
}
