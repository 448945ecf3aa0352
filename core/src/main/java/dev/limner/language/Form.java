package dev.limner.language;

import dev.limner.problem.Words;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/// A way to write a value or a condition, such as `count(...)`.
///
/// @param insert what an editor puts in for it
/// @param of what it is about, in one word, such as `events`
/// @param doc the key of the sentence that says what it is
public record Form(String name, String insert, String of, Words title, String doc) {
    private static final List<Form> ALL = Piece.read("forms.yaml", new TypeReference<>() {});

    /// All of them, in the order to show them.
    public static List<Form> all() {
        return ALL;
    }

    /// What it is, in a sentence.
    public Words explanation() {
        return Reading.say("hover_" + doc);
    }
}
