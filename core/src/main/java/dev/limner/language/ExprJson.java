package dev.limner.language;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.limner.problem.Required;
import dev.limner.problem.UserProblem;
import dev.limner.problem.UserProblem.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonTypeIdResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/// The JSON face of expressions: one object a record, its kind under `is` in snake_case, its components by
/// name, constants as
/// [Expr] writes them.
///
/// `age >= 25` is
/// `{"is":"compare","left":{"is":"name","name":"age"},"operator":"AT_LEAST","right":{"is":"decimal",
/// "value":25}}`.
public final class ExprJson {
    private static final Map<String, Class<?>> KINDS = kinds();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Expr.class, Kinds.class)
            .addMixIn(Expr.EventSet.class, Kinds.class)
            .addMixIn(Expr.Window.class, Kinds.class)
            .addMixIn(Expr.Point.class, Kinds.class)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ExprJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "is")
    @JsonTypeIdResolver(ByKind.class)
    private interface Kinds {}

    /// Names records in snake_case.
    static final class ByKind extends TypeIdResolverBase {
        @Override
        public String idFromValue(DatabindContext context, Object value) {
            return kind(value.getClass());
        }

        @Override
        public String idFromValueAndType(DatabindContext context, @Nullable Object value, Class<?> type) {
            return kind(value == null ? type : value.getClass());
        }

        @Override
        public @Nullable JavaType typeFromId(DatabindContext context, String id) {
            Class<?> kind = KINDS.get(id);
            return kind == null ? null : context.constructType(kind);
        }

        @Override
        public String getDescForKnownTypeIds() {
            return String.join(", ", KINDS.keySet());
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }
    }

    public static String write(Expr expr) {
        return MAPPER.writeValueAsString(expr);
    }

    public static JsonNode tree(Expr expr) {
        return MAPPER.valueToTree(expr);
    }

    /// Reads what [#write] writes.
    ///
    /// @throws UserProblem where it is no expression
    public static Expr read(String json) {
        try {
            return checked(MAPPER.readValue(json, Expr.class));
        } catch (JacksonException e) {
            throw UserProblem.of(Code.BAD_DEFINITION, String.valueOf(e.getOriginalMessage()));
        }
    }

    /// Reads what [#write] writes.
    ///
    /// @throws UserProblem where it is no expression
    public static Expr read(JsonNode json) {
        return read(json.toString());
    }

    /// Only what can be written as text is an expression: every part there, numbers within bounds, lists
    /// not too short.
    private static Expr checked(@Nullable Expr expr) {
        List<String> missing = expr == null ? List.of("expression") : Required.missing(expr);
        if (!missing.isEmpty() || expr == null) {
            throw UserProblem.of(Code.BAD_DEFINITION, "missing: " + String.join(", ", missing));
        }
        Source source = Parser.parse(Printer.print(expr));
        if (!source.orThrow().equals(expr)) {
            throw UserProblem.of(Code.BAD_DEFINITION, "not in its usual form; this is: " + write(source.expr()));
        }
        return expr;
    }

    private static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new TreeMap<>();
        Stream.of(
                        Expr.class.getDeclaredClasses(),
                        Expr.Window.class.getDeclaredClasses(),
                        Expr.Point.class.getDeclaredClasses())
                .flatMap(Arrays::stream)
                .filter(Class::isRecord)
                .forEach(record -> kinds.put(kind(record), record));
        return kinds;
    }

    /// `LocalHour` is `local_hour`; windows say so: `window_last`.
    private static String kind(Class<?> record) {
        String simple =
                record.getSimpleName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        Class<?> home = record.getDeclaringClass();
        return home == Expr.Window.class ? "window_" + simple : home == Expr.Point.class ? "point_" + simple : simple;
    }
}
