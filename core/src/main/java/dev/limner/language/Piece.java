package dev.limner.language;

import dev.limner.problem.InternalProblem;
import dev.limner.problem.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A small piece of text that an editor offers, such as an operator, and what it means.
record Piece(String insert, Words title) {
    private static final Map<String, List<Piece>> ALL = read("pieces.yaml", new TypeReference<>() {});

    /// Those of one kind, in the order to show them.
    static List<Piece> of(String kind) {
        return Objects.requireNonNull(ALL.get(kind), kind);
    }

    static <T> T read(String name, TypeReference<T> form) {
        try (InputStream file = Objects.requireNonNull(Piece.class.getResourceAsStream(name))) {
            return new YAMLMapper().readValue(file, form);
        } catch (IOException e) {
            throw new InternalProblem(name + " cannot be read", e);
        }
    }
}
