package dev.limner.server;

import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The OpenAPI 3.1 document of the routes: schemas are read off the records, so that it cannot drift from
/// the answers.
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Class<?>> records = new TreeMap<>();

    private OpenApi() {}

    /// Writes the document of all routes into the file named, for the build.
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), Json.text(document(Routes.all(Desks.none(), Guard.open()))));
    }

    /// The document as nested maps and lists.
    static Map<String, Object> document(List<Route> routes) {
        OpenApi api = new OpenApi();
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), api.operation(route));
        }
        api.reference(ProblemView.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Limner", "version", "1"));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", api.schemas));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        List<Object> parameters = new ArrayList<>();
        PATH_PARAMETER
                .matcher(route.path())
                .results()
                .forEach(name -> parameters.add(Map.of(
                        "name", name.group(1), "in", "path", "required", true, "schema", Map.of("type", "string"))));
        for (Route.Parameter parameter : route.parameters()) {
            Map<String, Object> text = Map.of("type", "string");
            parameters.add(Map.of(
                    "name",
                    parameter.name(),
                    "in",
                    "query",
                    "description",
                    parameter.description(),
                    "schema",
                    parameter.repeats() ? Map.of("type", "array", "items", text) : text));
        }
        Class<?> answer = route.answer();
        Map<String, Object> schema = answer == null ? Map.of("type", "string") : reference(answer);
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        operation.put("parameters", parameters);
        if (route.body() != null) {
            operation.put(
                    "requestBody",
                    Map.of("required", true, "content", Map.of(Route.JSON, Map.of("schema", reference(route.body())))));
        }
        operation.put("x-right", Json.name(route.right()));
        operation.put(
                "responses",
                Map.of(
                        "200",
                        Map.of("description", "OK", "content", Map.of(route.mediaType(), Map.of("schema", schema))),
                        "default",
                        Map.of(
                                "description",
                                "What failed, and what to try",
                                "content",
                                Map.of(ProblemView.MEDIA_TYPE, Map.of("schema", reference(ProblemView.class))))));
        return operation;
    }

    private Map<String, Object> reference(Class<?> record) {
        String name = record.getSimpleName().replaceFirst("View$", "");
        if (!records.computeIfAbsent(name, _ -> record).equals(record)) {
            throw new IllegalArgumentException(record + " and " + records.get(name) + " share a name");
        }
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of()); // stands in while the record's own components refer to it
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : record.getRecordComponents()) {
                properties.put(component.getName(), schema(component.getAnnotatedType()));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(component.getName());
                }
            }
            schemas.put(name, Map.of("type", "object", "properties", properties, "required", required));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> schema(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType several) {
            AnnotatedType[] of = several.getAnnotatedActualTypeArguments();
            return of.length == 2 // a map, by texts
                    ? Map.of("type", "object", "additionalProperties", schema(of[1]))
                    : Map.of("type", "array", "items", schema(of[0]));
        }
        if (!(type.getType() instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no schema for " + type);
        }
        if (plain.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(constant -> Json.name((Enum<?>) constant))
                            .toList());
        }
        if (plain.isRecord()) {
            return reference(plain);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> Map.of("type", "string");
            case "int", "Integer" -> Map.of("type", "integer", "format", "int32");
            case "long", "Long" -> Map.of("type", "integer", "format", "int64");
            case "double", "Double" -> Map.of("type", "number");
            case "boolean", "Boolean" -> Map.of("type", "boolean");
            case "JsonNode" -> Map.of("type", "object", "additionalProperties", true);
            default -> throw new IllegalArgumentException("no schema for " + plain);
        };
    }
}
