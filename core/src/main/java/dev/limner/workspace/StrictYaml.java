package dev.limner.workspace;

import dev.limner.problem.Nearest;
import dev.limner.problem.Required;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads definitions from YAML files: keys in snake_case, unknown ones refused with the nearest known,
/// places named.
final class StrictYaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictYaml() {}

    /// The definition in `file`.
    ///
    /// @throws UserProblem where it is missing or not of that form
    static <T> T read(Path file, Class<T> form) {
        if (!Files.isRegularFile(file)) {
            throw UserProblem.of(Code.FILE_NOT_FOUND, file.toString());
        }
        try {
            return read(file.getFileName() + "", Files.readString(file), form);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The definition in `text`; `name` is what problems call it.
    static <T> T read(String name, String text, Class<T> form) {
        try {
            T definition = MAPPER.readValue(text, form);
            if (definition == null) {
                throw new UserProblem(Code.BAD_DEFINITION, name, List.of("the file is empty"));
            }
            List<String> missing = Required.missing(definition);
            if (!missing.isEmpty()) {
                throw new UserProblem(Code.BAD_DEFINITION, name, List.of("missing: " + String.join(", ", missing)));
            }
            return definition;
        } catch (UnrecognizedPropertyException e) {
            List<String> values = new ArrayList<>(List.of(e.getPropertyName()));
            List<String> known = e.getKnownPropertyIds() == null
                    ? List.of()
                    : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            values.addAll(Nearest.to(e.getPropertyName(), known));
            throw new UserProblem(Code.UNKNOWN_KEY, where(name, e), values);
        } catch (JacksonException e) {
            if (e.getCause() instanceof UserProblem problem) {
                throw problem.at(where(name, e));
            }
            throw new UserProblem(Code.BAD_DEFINITION, where(name, e), List.of(path(e) + e.getOriginalMessage()));
        }
    }

    private static String path(JacksonException problem) {
        return problem instanceof DatabindException databind
                        && !databind.getPath().isEmpty()
                ? databind.getPath().stream()
                                .map(step -> step.getPropertyName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getPropertyName())
                                .collect(Collectors.joining("."))
                        + ": "
                : "";
    }

    private static String where(String name, JacksonException problem) {
        TokenStreamLocation place = problem.getLocation();
        return place == null ? name : name + ":" + place.getLineNr() + ":" + place.getColumnNr();
    }
}
